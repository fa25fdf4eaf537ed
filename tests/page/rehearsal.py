"""A small bot that answers with every kind of thing that the page must show."""

import base64
import io
from typing import Any

import discord
from discord import app_commands, ui

SPEAKS = "Says your language"
CHINESE = {SPEAKS: "说出你的语言", "Check this": "检查这条"}
SHOCKS = ("-10 %", "-20 %", "-50 %")
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


class Sizing(ui.Modal, title="Size this trade"):
    """A form with the kinds of field that a form can have."""

    balance: ui.Label["Sizing"] = ui.Label(
        text="Balance", description="In USDT", component=ui.TextInput(min_length=2, max_length=9)
    )
    side: ui.Label["Sizing"] = ui.Label(
        text="Side",
        component=ui.RadioGroup(
            options=[
                discord.RadioGroupOption(label=side, value=side) for side in ("long", "short")
            ]
        ),
    )
    mode: ui.Label["Sizing"] = ui.Label(
        text="Mode",
        component=ui.Select(
            required=False,
            options=[discord.SelectOption(label=mode) for mode in ("cross", "isolated")],
        ),
    )
    checks: ui.Label["Sizing"] = ui.Label(
        text="Checks",
        component=ui.CheckboxGroup(
            required=False,
            options=[discord.CheckboxGroupOption(label=check) for check in ("stop", "fees")],
        ),
    )
    remember: ui.Label["Sizing"] = ui.Label(text="Remember", component=ui.Checkbox(default=True))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        parts: list[Any] = [self.balance, self.side, self.mode, self.checks, self.remember]
        balance, side, mode, checks, remember = (part.component for part in parts)
        filled = (balance.value, side.value, mode.values, checks.values, remember.value)
        await interaction.response.send_message(f"filled in: {filled}", ephemeral=True)


class Card(ui.LayoutView):
    """A card with buttons and selects."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        row: ui.ActionRow[Card] = ui.ActionRow()
        for label, pressed in (("Why", self.why), ("Size it", self.size), ("Quiet", self.quiet)):
            button: ui.Button[Card] = ui.Button(label=label)
            button.callback = pressed  # type: ignore[method-assign]  # the library's own way
            row.add_item(button)
        self.add_item(
            ui.Container(
                ui.TextDisplay("## Use isolated margin.\n**One** reason."),
                ui.Separator(),
                ui.MediaGallery(
                    discord.MediaGalleryItem("attachment://usdm.png", description="Both modes")
                ),
                ui.ActionRow(self.shock("Look at a shock", 1)),
                ui.ActionRow(self.shock("Look at several", 2)),
                row,
                accent_colour=0x24544A,
            )
        )

    def shock(self, placeholder: str, most: int) -> "ui.Select[Card]":
        menu: ui.Select[Card] = ui.Select(
            placeholder=placeholder,
            max_values=most,
            options=[discord.SelectOption(label=shock) for shock in SHOCKS],
        )

        async def chosen(interaction: discord.Interaction) -> None:
            await interaction.response.send_message(f"chosen: {menu.values}", ephemeral=True)

        menu.callback = chosen  # type: ignore[method-assign]  # the library's own way
        return menu

    async def why(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Because it limits the loss.", ephemeral=True)

    async def size(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Sizing())

    async def quiet(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer()


class Chinese(app_commands.Translator):
    """Knows what one command does, and one menu, in Chinese."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        del context
        return CHINESE.get(string.message) if locale is discord.Locale.chinese else None


class Rehearsal(discord.Client):
    """Answers /mode with a card, /note with what was said, and menus with what they read.

    To /speak it says in which language it was asked.
    """

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(
            app_commands.Command(name="mode", description="Answers a card", callback=_mode)
        )
        self.tree.add_command(
            app_commands.Command(name="note", description="Says it again", callback=_note)
        )
        self.tree.add_command(
            app_commands.Command(name="speak", description=SPEAKS, callback=_speak)
        )
        self.tree.add_command(app_commands.ContextMenu(name="Check this", callback=_check))
        self.tree.add_command(app_commands.ContextMenu(name="Explain this", callback=_explain))

    async def setup_hook(self) -> None:
        await self.tree.set_translator(Chinese())
        await self.tree.sync()


@app_commands.choices(
    market=[app_commands.Choice(name=m, value=m) for m in ("usdm", "coinm", "spot_margin")]
)
async def _mode(interaction: discord.Interaction, market: str) -> None:
    picture = discord.File(io.BytesIO(PIXEL), f"{market}.png")
    await interaction.response.send_message(view=Card(), file=picture, ephemeral=True)


async def _note(interaction: discord.Interaction, text: str) -> None:
    await interaction.response.send_message(text)


async def _speak(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(f"asked in {interaction.locale}")


async def _check(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"checked: {message.content}", ephemeral=True)


async def _explain(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"explained: {message.content}", ephemeral=True)
