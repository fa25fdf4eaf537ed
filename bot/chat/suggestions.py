"""What is offered while somebody types a symbol or a topic."""

from typing import Any

from discord import Interaction
from discord.app_commands import Choice

from bot import options
from bot.chat.services import Services
from bot.margin.brackets import BracketTable


async def symbols(
    services: Services, interaction: Interaction[Any], text: str, *, inverse: bool
) -> None:
    """Offer the contracts that the text of a symbol may mean, the likeliest first.

    Those of COIN-M, where a command takes them, come after the first of USDⓈ-M.
    """
    book, locale = services.book, interaction.locale.value
    usdm = contracts(services, "usdm", text, book.brackets, locale)
    coinm = contracts(services, "coinm", text, book.coinm, locale) if inverse else []
    found = [*usdm[:1], *coinm, *usdm[1:]]
    await interaction.response.autocomplete(found[: options.SUGGESTIONS])


async def topics(
    services: Services, interaction: Interaction[Any], feature: str, text: str
) -> None:
    """Offer the cards or scenarios that a text may mean, the likeliest first."""
    locale = interaction.locale.value
    found = options.suggest_topics(feature, text, services.book)
    await interaction.response.autocomplete(
        [
            Choice(name=services.words.translate(title, locale=locale), value=name)
            for name, title in found.items()
        ]
    )


def contracts(
    services: Services, market: str, text: str, table: BracketTable, locale: str
) -> list[Choice[str]]:
    """Return the contracts of one market that a text may mean, each with its market."""
    label = services.words.label(f"market.{market}", locale=locale)
    return [
        Choice(name=f"{symbol} · {label}", value=symbol)
        for symbol in options.suggest_symbols(text, table)
    ]
