"""The floor: a plain discord.py bot that answers a fixed embed, as most bots would begin.

The library's decorators leave the group of a command open, so pyright is not strict here.
"""

import asyncio
import os
import sys
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

# pyright: basic
EMBED = discord.Embed(title="Isolated", description="A fixed answer that computes nothing.")


async def reply(interaction: discord.Interaction[Any]) -> None:
    """Answer the asker privately."""
    await interaction.response.send_message(embed=EMBED, ephemeral=True)


@app_commands.command(description="Which margin mode")
async def mode(interaction: discord.Interaction[Any], market: str, strategy: str) -> None:
    """Answer /mode."""
    del market, strategy
    await reply(interaction)


@app_commands.command(description="Where a position ends")
async def liquidation(interaction: discord.Interaction[Any], symbol: str, side: str) -> None:
    """Answer /liquidation."""
    del symbol, side
    await reply(interaction)


@app_commands.command(description="How big it may be")
async def size(interaction: discord.Interaction[Any], symbol: str, side: str) -> None:
    """Answer /size."""
    del symbol, side
    await reply(interaction)


class BareBot(discord.AutoShardedClient):
    """A client and its command tree."""

    async def setup_hook(self) -> None:
        """Register the three commands."""
        tree = app_commands.CommandTree(self)
        tree.add_command(mode)
        tree.add_command(liquidation)
        tree.add_command(size)
        await tree.sync()


if __name__ == "__main__":
    address = f"127.0.0.1:{sys.argv[1]}"
    Route.BASE = f"http://{address}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{address}/gateway/")
    intents = discord.Intents(guilds=True)
    asyncio.run(BareBot(intents=intents).start(os.environ["DISCORD_TOKEN"]))
