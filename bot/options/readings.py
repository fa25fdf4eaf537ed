"""A reading of a posted call as the five texts of a form, and what a person makes of them."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from bot.advisor import Book, parse
from bot.advisor.call import Call
from bot.advisor.check import Request
from bot.advisor.request import Mode, Side
from bot.calls import CallMarket, EntryKind, Flag
from bot.errors import BadValue, Missing
from bot.margin.names import COIN_MARGINED, assets
from bot.options.amounts import TIMES
from bot.options.reader import Reader
from bot.options.requests import dot_of
from bot.options.symbols import symbol_from

APART: Final = re.compile(r"[;\n\u2013-]|,\s")
RANGE: Final = re.compile(r"[\u2013-]")
BETWEEN: Final = "; "
MOST_LEVERAGES: Final = 2
FIELD_LENGTH: Final = 4_000
LEVERED: Final = ("leverage", "leverage_max", "margin_mode")
PRICES: Final = ("entries", "stop", "targets")


def written(request: Request) -> dict[str, str]:
    """Return the reading of a question as one would type it."""
    call = request.call or Call()
    leverages = [f"{one:f}" for one in (call.leverage, call.leverage_max) if one]
    times = f"{'-'.join(leverages)}x" if leverages else ""
    return {
        "trade": " ".join(filter(None, (call.side, call.symbol))),
        "entries": listed(call.entries),
        "stop": listed([call.stop] if call.stop else []),
        "targets": listed(call.targets)[:FIELD_LENGTH],
        "leverage": " ".join(filter(None, (times, call.margin_mode))),
    }


def listed(prices: Iterable[Decimal]) -> str:
    """Return prices as one would type them."""
    return BETWEEN.join(f"{price:f}" for price in prices)


def corrected(request: Request, typed: Mapping[str, str], book: Book, locale: str) -> Request:
    """Return the question on a reading as a person has corrected it; nothing in it is in doubt.

    What stands as it was shown stays what it was, however its dots could be read.

    Raises:
        Mistake: Something typed cannot be read; the details name the field and its value.
    """
    before, shown = request.call or Call(), written(request)
    side, symbol = traded(typed["trade"], book)
    changed = {n: apart(typed[n]) for n in PRICES if typed[n].strip() != shown[n]}
    numbers = [part for parts in changed.values() for part in parts]
    reader = Reader(book.brackets, dot_of(locale, numbers), symbol)
    prices = {
        "entries": before.entries,
        "stop": [before.stop] if before.stop else [],
        "targets": before.targets,
        **{name: [reader.amount(name, part) for part in parts] for name, parts in changed.items()},
    }
    if len(prices["stop"]) > 1:
        raise BadValue(field="stop", value=typed["stop"], allowed=[])
    call = {
        "symbol": symbol,
        "side": side,
        "market": market_of(symbol, before),
        "entries": prices["entries"],
        "entry_kind": kind_of(prices["entries"], before),
        "stop": next(iter(prices["stop"]), None),
        "targets": prices["targets"],
        "flags": kept(before, stop=bool(prices["stop"])),
    }
    if typed["leverage"].strip() == shown["leverage"]:
        call |= before.model_dump(include={*LEVERED})
    else:
        call |= zip(LEVERED, levered(typed["leverage"], reader), strict=True)
    return request.model_copy(update={"call": parse(Request, {"text": "", "call": call}).call})


def apart(text: str) -> list[str]:
    """Return the prices of a list or a range."""
    return [part.strip() for part in APART.split(text) if part.strip()]


def traded(text: str, book: Book) -> tuple[str, str]:
    """Return the side and the contract of `long BTCUSDT`, in either order.

    Raises:
        BadValue: There is no side in it.
        Missing: There is no contract in it.
    """
    words = text.split()
    sides = [word.lower() for word in words if word.lower() in set(Side)]
    if len(sides) != 1:
        raise BadValue(field="side", value=text, allowed=[*Side])
    symbol = "".join(word for word in words if word.lower() != sides[0])
    if not symbol:
        raise Missing(fields=["symbol"])
    return sides[0], symbol_from(symbol, book.brackets)


def levered(text: str, reader: Reader) -> tuple[Decimal | None, Decimal | None, str | None]:
    """Return the lower and the upper leverage of `20x cross` or `5-10x`, and the margin mode.

    Raises:
        BadValue: More than two leverages, or both modes.
    """
    words = text.lower().split()
    modes = [word for word in words if word in set(Mode)]
    rest = " ".join(word for word in words if word not in modes)
    times = [part.strip() for part in RANGE.split(rest) if part.strip()]
    if len(times) > MOST_LEVERAGES or len(modes) > 1:
        raise BadValue(field="leverage", value=text, allowed=[])
    low, high, *_ = [
        *sorted(reader.decimal("leverage", part, TIMES)[0] for part in times),
        None,
        None,
    ]
    return low, high, next(iter(modes), None)


def market_of(symbol: str, before: Call) -> CallMarket:
    """Return the market that a contract's name says; spot stays spot."""
    if before.market is CallMarket.SPOT:
        return before.market
    coin = assets(symbol)[1] == COIN_MARGINED
    return CallMarket.COINM if coin else CallMarket.USDM


def kind_of(entries: Iterable[object], before: Call) -> EntryKind | None:
    """Return how the trade gets in: as before, unless the prices are others."""
    prices = sorted(price for price in entries if isinstance(price, Decimal))
    if tuple(prices) == before.entries:
        return before.entry_kind
    return (EntryKind.ZONE if prices[1:] else EntryKind.LIMIT) if prices else None


def kept(before: Call, *, stop: bool) -> list[Flag]:
    """Return what of the findings outlives a correction: what the form cannot say."""
    lasting = Flag.CANDLE_CLOSE_STOP if stop else Flag.STOP_PERCENT
    return [flag for flag in before.flags if flag is lasting]
