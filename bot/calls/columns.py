"""Tables: a row of labels over rows of values is read as `label value`, line by line."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.calls.clauses import LABELS
from bot.calls.phrases import Found
from bot.calls.tokens import NOTHING, Kind, Token

BORDER: Final = "|"
RULES: Final = "|-:+"
FEWEST: Final = 2


def unfolded(found: Found) -> Found:
    """Return the tokens with every value of a table behind the label of its column."""
    if not any(token.is_sign(BORDER) for token in found):
        return found
    return list(rows(found))


def rows(found: Found) -> Iterator[Token]:
    """Yield the tokens line by line; below a row of labels each cell with its label."""
    header: Sequence[Sequence[Token]] = ()
    for line in lines(found):
        cells = cells_of(line)
        if is_header(cells):
            header = cells
        elif header and len(header) == len(cells) and not is_rule(line):
            yield from (token for pair in zip(header, cells, strict=True) for token in field(pair))
        elif not (header and is_rule(line)):
            header = ()
            yield from (*line, NOTHING)


def lines(found: Found) -> Iterator[Found]:
    """Yield the tokens of each line, without its end."""
    line: list[Token] = []
    for token in (*found, NOTHING):
        if token.kind is Kind.LINE:
            yield line
            line = []
        else:
            line.append(token)


def cells_of(line: Found) -> Sequence[Sequence[Token]]:
    """Return what stands between the borders of a line, none without a border."""
    cells: list[list[Token]] = [[]]
    for token in line:
        if token.is_sign(BORDER):
            cells.append([])
        else:
            cells[-1].append(token)
    return cells if len(cells) > 1 else ()


def is_header(cells: Iterable[Sequence[Token]]) -> bool:
    """Tell whether cells are the labels of columns: several of them, and no number."""
    tokens = [token for cell in cells for token in cell]
    labels = sum(token.mark in LABELS for token in tokens)
    return labels >= FEWEST and all(
        token.kind in {Kind.MARK, Kind.WORD, Kind.SIGN} for token in tokens
    )


def is_rule(line: Found) -> bool:
    """Tell whether a line only draws."""
    return all(token.is_sign(RULES) for token in line)


def field(pair: tuple[Sequence[Token], Sequence[Token]]) -> Iterator[Token]:
    """Yield a label, its value and the end of a line."""
    yield from pair[0]
    yield from pair[1]
    yield NOTHING
