"""From a text to its calls; what is no call is none, and a doubt is asked, never guessed."""

from collections.abc import Collection, Iterator

from bot.calls.call import Call
from bot.calls.clauses import Part
from bot.calls.columns import unfolded
from bot.calls.contracts import Contracts
from bot.calls.fields import said
from bot.calls.findings import Reading
from bot.calls.lexicon import Lexicon
from bot.calls.marks import Mark
from bot.calls.naming import Naming
from bot.calls.phrases import Found, phrased
from bot.calls.said import Said
from bot.calls.spelling import plain
from bot.calls.tokens import Kind, pieces
from bot.calls.units import Typing


class Reader:
    """Reads posted texts with one lexicon and one table of contracts."""

    def __init__(self, lexicon: Lexicon, symbols: Collection[str]) -> None:
        self._lexicon = lexicon
        self._contracts = Contracts(symbols, lexicon.names)
        self._naming = Naming(self._contracts, lexicon)
        self._typing = Typing(lexicon)

    def calls(self, text: str) -> tuple[Call, ...]:
        """Return the calls that a text posts, none where it is something else."""
        return tuple(
            Reading(one, self._lexicon, self._contracts).call()
            for one in self._parts(self.tokens(text))
            if is_call(one)
        )

    def tokens(self, text: str) -> Found:
        """Return the tokens of a text: contracts, marks, and numbers with their kinds."""
        raw = list(pieces(plain(text), self._lexicon))
        marked = list(phrased(list(self._naming.marked(raw)), self._lexicon))
        return list(self._naming.meant(unfolded(self._typing.typed(marked))))

    def _parts(self, found: Found) -> Iterator[Said]:
        """Yield what each part of a text says that may be a call.

        A line that names another contract begins a new part where what follows is a call by itself
        and what came before has one too; everything else belongs to the call before it.
        """
        start = 0
        whole: Said | None = None
        complete = False
        places = list(turns(found))
        for line, end in zip(places, [*places[1:], len(found)], strict=True):
            alone = said(found[line:end], self._lexicon)
            if is_call(alone) and complete:
                yield whole or said(found[start:line], self._lexicon)
                start = line
            whole = alone if start == line else None
            complete |= is_call(alone)
        yield whole or said(found[start:], self._lexicon)


def turns(found: Found) -> Iterator[int]:
    """Yield where a text begins, and each line that names a contract for the first time."""
    begin, known = 0, set[str]()
    yield 0
    for start, end in lines(found):
        named = {token.text for token in found[start:end] if token.kind is Kind.CONTRACT}
        if named - known and begin != start and known:
            yield start
            begin = start
        known |= named


def lines(found: Found) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends."""
    start = 0
    for place, token in enumerate(found):
        if token.kind is Kind.LINE:
            yield start, place
            start = place + 1
    yield start, len(found)


def is_call(said: Said) -> bool:
    """Tell whether what is said opens a trade: a report, an order or a question does not."""
    if not said.contracts or said.done or not (said.sides or said.labelled):
        return False
    stops, targets = said.has(Part.STOP, said.stops), said.has(Part.TARGET, said.targets)
    exits = stops or targets or said.stop_percent
    if not said.has(Part.ENTRY, said.prices()):
        other = said.question or said.marks & {Mark.DONE, Mark.GAIN, Mark.MANAGE, Mark.EVEN}
        return bool(said.sides and not other and ((stops and targets) or (said.now and exits)))
    if said.question or said.marks & {Mark.MANAGE}:
        return exits and said.labelled
    return exits or (said.labelled and bool(said.sides))
