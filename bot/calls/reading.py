"""From what a text says to its calls; what is no call is none, and a doubt is asked, not guessed."""

from collections.abc import Collection, Iterator, Sequence

from bot.calls.call import Call
from bot.calls.contracts import Contracts
from bot.calls.fields import SIDES, Gatherer, Part, Said
from bot.calls.findings import Reading
from bot.calls.lexicon import Lexicon, Mark
from bot.calls.tokens import Kind, Token, joined, phrased, pieces, plain


class Reader:
    """Reads posted texts with one lexicon and one table of contracts."""

    def __init__(self, lexicon: Lexicon, symbols: Collection[str]) -> None:
        self._lexicon = lexicon
        self._contracts = Contracts(symbols, lexicon)

    def calls(self, text: str) -> tuple[Call, ...]:
        """Return the calls that a text posts, none where it is something else."""
        said = [
            Gatherer(part, self._lexicon, self._contracts).gathered()
            for part in parts(self.tokens(text))
        ]
        return tuple(
            Reading(one, self._lexicon, self._contracts).call() for one in said if is_call(one)
        )

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of a text."""
        raw = list(self._contracts.marked(list(pieces(plain(text), self._lexicon))))
        return joined(phrased(raw, self._lexicon))


def parts(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the parts of a text that may be calls: a line with side and contract begins a new one.

    It does so where the part before has its own contract and its own stop or target already.
    """
    start, complete = 0, False
    for line, end in lines(tokens):
        new = tokens[line:end]
        if complete and names_trade(new) and contracts_of(new) - contracts_of(tokens[start:line]):
            yield tokens[start:line]
            start, complete = line, False
        marks = {token.mark for token in tokens[start:end]}
        complete = bool(marks & {Mark.STOP, Mark.TARGET}) and names_trade(tokens[start:end])
    yield tokens[start:]


def lines(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends."""
    start = 0
    for place, token in enumerate(tokens):
        if token.kind is Kind.LINE:
            yield start, place
            start = place + 1
    yield start, len(tokens)


def names_trade(tokens: Sequence[Token]) -> bool:
    """Tell whether both a side and a contract are named."""
    return bool(contracts_of(tokens)) and any(token.mark in SIDES for token in tokens)


def contracts_of(tokens: Sequence[Token]) -> set[str]:
    """Return the contracts that are named."""
    return {token.text for token in tokens if token.kind is Kind.CONTRACT}


def is_call(said: Said) -> bool:
    """Tell whether what is said opens a trade: a report, an order or a question does not."""
    entries, stops, targets = (said.numbers[part] for part in (Part.ENTRY, Part.STOP, Part.TARGET))
    if not said.contracts or said.done or not (said.sides or entries):
        return False
    exits = bool(stops or targets or said.stop_percent)
    if not entries:
        reported = said.marks & {Mark.DONE, Mark.MANAGE, Mark.EVEN}
        return bool(stops and targets and said.sides and not reported)
    if said.question or said.marks & {Mark.MANAGE}:
        return exits and said.labelled
    return exits or (said.labelled and bool(said.sides))
