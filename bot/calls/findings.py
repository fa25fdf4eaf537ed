"""A call made of what was said: its side by word and by price, its doubts, what is to be asked."""

from collections.abc import Iterator
from decimal import Decimal

from bot.calls.call import LONG, SHORT, Call, CallMarket, EntryKind, Flag, Prices
from bot.calls.contracts import STRANGE, Contract, Contracts
from bot.calls.lexicon import Lexicon
from bot.calls.marks import Mark
from bot.calls.said import Said


class Reading:
    """Weighs what one call says."""

    def __init__(self, said: Said, lexicon: Lexicon, contracts: Contracts) -> None:
        self._said = said
        self._limits = lexicon.names.limits
        self._contract, self._rivals = named(said, contracts)
        self._entries: Prices = tuple(sorted(set(said.prices())))
        self._stop = next(iter(said.stops), None)
        self._targets: Prices = tuple(said.targets)
        self._word = self._worded()
        self._price = self._priced()

    def call(self) -> Call:
        """Return the call."""
        said, contract = self._said, self._contract
        lows, highs = zip(*said.leverages, strict=True) if said.leverages else ((), ())
        low, high = min(lows, default=None), max(highs, default=None)
        return Call(
            symbol=None if self._is_nameless else contract.symbol,
            side=self._side,
            side_inferred=self._side is not None and self._word is None,
            market=CallMarket.SPOT if self._is_spot else contract.market,
            entries=self._entries,
            entry_kind=self._entry_kind(),
            stop=self._stop,
            stop_condition=" ".join(said.stop_words) or None,
            targets=self._targets,
            leverage=low,
            leverage_max=high if high != low else None,
            margin_mode=next(iter(said.modes)) if len(said.modes) == 1 else None,
            exchange=said.exchange,
            flags=tuple(flag for flag, holds in self._flags() if holds),
            ask=tuple(dict.fromkeys(self._asked())),
        )

    @property
    def _is_spot(self) -> bool:
        return Mark.SPOT in self._said.marks and not self._said.leverages

    @property
    def _is_nameless(self) -> bool:
        """A coin on spot whose quote asset nobody said and no table knows."""
        return self._is_spot and self._contract.assumed and self._contract.unknown

    @property
    def _side(self) -> str | None:
        """The side of the prices where they say one, else that of the words."""
        return self._price or self._word or self._mood()

    def _worded(self) -> str | None:
        """Return the side that all words agree on."""
        sides = set(self._said.sides)
        return sides.pop() if len(sides) == 1 else None

    def _mood(self) -> str | None:
        """Return the side that arrows and coloured dots agree on."""
        moods = set(self._said.moods)
        return moods.pop() if len(moods) == 1 else None

    def _priced(self) -> str | None:
        """Return the side that stop and targets agree on, or that the word's part of them does."""
        sides = {side for side in (self._by_stop(), self._by_targets()) if side}
        if len(sides) == 1:
            return sides.pop()
        return self._word if self._word in sides else None

    def _by_stop(self) -> str | None:
        if self._stop is None or not self._entries:
            return None
        if self._stop < self._entries[0]:
            return LONG
        return SHORT if self._stop > self._entries[-1] else None

    def _by_targets(self) -> str | None:
        if not self._targets or not self._entries:
            return None
        if all(target > self._entries[0] for target in self._targets):
            return LONG
        return SHORT if all(target < self._entries[-1] for target in self._targets) else None

    def _entry_kind(self) -> EntryKind | None:
        if self._said.breakout:
            return EntryKind.BREAKOUT
        if self._said.now:
            return EntryKind.MARKET
        if self._said.range and len(self._entries) > 1:
            return EntryKind.ZONE
        return EntryKind.LIMIT if self._entries else None

    def _flags(self) -> Iterator[tuple[Flag, bool]]:
        said, contract = self._said, self._contract
        stranger = contract.unknown and not self._is_spot
        yield Flag.NO_STOP, self._stop is None and not said.stop_percent
        yield Flag.STOP_PERCENT, self._stop is None and said.stop_percent
        yield Flag.NO_LEVERAGE, not (said.leverages or self._is_spot or contract.unknown)
        yield Flag.QUOTE_ASSUMED, contract.assumed and not self._is_nameless
        yield Flag.SYMBOL_UNKNOWN, stranger
        yield Flag.SIDE_CONFLICT, self._is_conflict
        yield Flag.STOP_WRONG_SIDE, self._is_stop_wrong
        yield Flag.TARGET_WRONG_SIDE, any(map(self._is_behind, self._targets))
        yield Flag.TARGET_INSIDE_ENTRY_ZONE, any(map(self._is_inside, self._targets))
        yield Flag.TARGETS_ORDER_OF_MAGNITUDE, self._are_targets_far
        yield Flag.CANDLE_CLOSE_STOP, "close" in said.stop_words
        yield Flag.SATS_PRICES, said.sats

    @property
    def _is_conflict(self) -> bool:
        return self._word is not None and self._price is not None and self._word != self._price

    @property
    def _is_stop_wrong(self) -> bool:
        if self._stop is None or not self._entries or self._side is None:
            return False
        return self._by_stop() != self._side

    @property
    def _are_targets_far(self) -> bool:
        if not self._targets or not self._entries:
            return False
        return all(self._is_far(target, self._entries[0]) for target in self._targets)

    def _is_far(self, price: Decimal, other: Decimal) -> bool:
        """Tell whether two prices of one call are too far apart to be meant."""
        return max(price, other) > min(price, other) * self._limits.apart

    def _is_inside(self, target: Decimal) -> bool:
        return bool(self._entries) and self._entries[0] < target < self._entries[-1]

    def _is_behind(self, target: Decimal) -> bool:
        """Tell whether a target lies where the trade loses."""
        if not self._entries or self._side is None:
            return False
        if self._side == LONG:
            return target <= self._entries[0]
        return target >= self._entries[-1]

    def _asked(self) -> Iterator[str]:
        said = self._said
        if self._is_nameless or self._rivals:
            yield "symbol"
        elif self._contract.doubt and not self._is_spot:
            yield self._contract.doubt
        if self._is_side_doubtful:
            yield "side"
        if self._are_entries_doubtful:
            yield "entries"
        if self._is_stop_doubtful:
            yield "stop"
        if self._is_leverage_doubtful:
            yield "leverage"
        if len(said.modes) > 1:
            yield "margin_mode"
        yield from sorted(said.doubts)

    @property
    def _is_side_doubtful(self) -> bool:
        """A sale with a later purchase may be a short, or a long with its lines turned round."""
        said = self._said
        turned = said.bought_back and not (said.marks & {Mark.LONG, Mark.SHORT} or said.stops)
        return self._side is None or self._is_conflict or len(set(said.sides)) > 1 or turned

    @property
    def _are_entries_doubtful(self) -> bool:
        if not self._entries or self._is_far(self._entries[0], self._entries[-1]):
            return True
        return bool(self._said.entries) and not {*self._said.loose} <= {*self._entries}

    @property
    def _is_stop_doubtful(self) -> bool:
        stops = set(self._said.stops)
        far = self._entries and any(self._is_far(stop, self._entries[0]) for stop in stops)
        return bool(len(stops) > 1 or far)

    @property
    def _is_leverage_doubtful(self) -> bool:
        stated = set(self._said.leverages)
        highest = max((high for _, high in stated), default=Decimal(1))
        lowest = min((low for low, _ in stated), default=Decimal(1))
        return len(stated) > 1 or highest > self._limits.leverage or lowest < 1


def named(said: Said, contracts: Contracts) -> tuple[Contract, bool]:
    """Return the contract that is meant, and whether it might be another one.

    What is named before the first price counts, pairs before coins, known coins before others.
    """
    told = said.head or said.contracts
    plainest = min(map(contracts.rank, told))
    first = next(text for text in told if contracts.rank(text) == plainest)
    coins = {contracts.coin(text) for text in told if contracts.rank(text) < STRANGE}
    return contracts.of(first), len(coins) > 1
