"""Words with the answers that stand in them, and whether a claim about those answers holds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple, TypeAlias, cast

from pydantic import BaseModel
from rapidfuzz import fuzz, process, utils

from bot.advisor import compare, cost, level, liquidation, mode, odds, size
from bot.advisor.book import Book
from bot.advisor.request import Strict, parse
from bot.errors import UnknownTopic
from bot.library import CLAIM, PLACEHOLDER, Ask


class Asked(NamedTuple):
    """What a feature takes and how it answers."""

    request: type[BaseModel]
    answer: Callable[[Any, Book], BaseModel]


ASKED: Final[Mapping[str, Asked]] = {
    "mode": Asked(mode.Request, mode.answer),
    "liquidation": Asked(liquidation.Request, liquidation.answer),
    "size": Asked(size.Request, size.answer),
    "cost": Asked(cost.Request, cost.answer),
    "level": Asked(level.Request, level.answer),
    "compare": Asked(compare.Request, compare.answer),
    "odds": Asked(odds.Request, odds.answer),
}
PARAMETER: Final = "$"
WORDS: Final[Mapping[str, bool | None]] = {"null": None, "true": True, "false": False}
ALIKE: Final = 75
"""The likeness, of 100, from which a misspelt topic is understood."""

HARDLY_ALIKE: Final = 60
"""The likeness from which a topic is offered as what may have been meant."""

NEAR: Final = 3
SHOWN: Final = 100
Value: TypeAlias = Decimal | bool | str | None
Reports: TypeAlias = Mapping[str, Mapping[str, object]]


class Told(Strict):
    """Words with places, and the values for them; numbers are rounded where they are written."""

    words: str
    values: dict[str, Value]


def answered(ask: Ask, book: Book, changed: Mapping[str, object]) -> tuple[BaseModel, BaseModel]:
    """Return a question with the numbers that a reader changed, and its answer.

    Raises:
        Mistake: The numbers have no answer.
    """
    feature = ASKED[ask.feature]
    known = feature.request.model_fields
    ours = {name: value for name, value in changed.items() if name in known}
    request = parse(feature.request, {**ask.request, **ours})
    return request, feature.answer(request, book)


def reports(asks: Mapping[str, Ask], book: Book) -> Reports:
    """Return the answers to named questions as plain records."""
    return {name: answered(ask, book, {})[1].model_dump() for name, ask in asks.items()}


def told(words: str, found: Reports) -> Told:
    """Return words with the values of every place in them."""
    names = [match["name"] for match in PLACEHOLDER.finditer(words)]
    values = {name: value(name, found) for name in names if not name.startswith(PARAMETER)}
    return Told(words=words, values=cast("dict[str, Value]", values))


def value(path: str, found: Reports) -> object:
    """Return a part of an answer, such as `stress.rows.0.cross.equity`."""
    held: object = found
    for name in path.split("."):
        if isinstance(held, Mapping):
            held = cast("Mapping[str, object]", held)[name]
        else:
            held = cast("Sequence[object]", held)[int(name)]
    return held


def holds(claim: str, found: Reports, book: Book) -> bool:
    """Tell whether a claim such as `low.distance > high.distance` is true of the answers."""
    match = CLAIM.fullmatch(claim)
    if match is None:
        return False
    left, right = (term(match[side], found, book) for side in ("left", "right"))
    return SIGNS[match["sign"]](left, right)


def came_out(claim: str, found: Reports, book: Book) -> bool:
    """Tell whether a claim holds of answers to changed numbers; of what is not there, none."""
    try:
        return holds(claim, found, book)
    except (LookupError, TypeError):
        return False


def below(left: object, right: object) -> bool:
    """Tell whether both are numbers and the first is the smaller one."""
    return isinstance(left, Decimal) and isinstance(right, Decimal) and left < right


SIGNS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": below,
    ">": lambda left, right: below(right, left),
    "has": lambda left, right: right in members(left),
    "lacks": lambda left, right: right not in members(left),
}


def term(text: str, found: Reports, book: Book) -> object:
    """Return what one side of a claim stands for: a parameter, a part of an answer, itself."""
    if text.startswith(PARAMETER):
        return book.rulebook.parameters[text[1:]].value
    if text.partition(".")[0] in found:
        return value(text, found)
    if text in WORDS:
        return WORDS[text]
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def members(listed: object) -> Sequence[object]:
    """Return what a list holds; of findings and reasons the rules that fired."""
    items = cast("Iterable[object]", listed)
    return [
        cast("Mapping[str, object]", item)["rule"] if isinstance(item, Mapping) else item
        for item in items
    ]


def named(text: str, names: Mapping[str, str], feature: str) -> str:
    """Return the id that a typed name means: exact, else the most alike.

    Args:
        text: What was typed.
        names: Ids by every name they have.
        feature: Who asks, for the mistake.

    Raises:
        UnknownTopic: Nothing is called so; the details name what is nearest.
    """
    exact = {name.casefold(): id_ for name, id_ in names.items()}
    if found := exact.get(text.strip().casefold()):
        return found
    ranked = alike(text, names)
    if ranked and ranked[0][1] >= ALIKE:
        return names[ranked[0][0]]
    near = list(dict.fromkeys(names[name] for name, _ in ranked))[:NEAR]
    raise UnknownTopic(value=text[:SHOWN], feature=feature, did_you_mean=near)


def alike(text: str, names: Mapping[str, str]) -> list[tuple[str, float]]:
    """Return names with their likeness to a text, of 100, the most alike first."""
    plain = utils.default_process
    ranked = process.extract(
        text[:SHOWN],
        list(names),
        scorer=fuzz.WRatio,
        processor=plain,
        score_cutoff=HARDLY_ALIKE,
        limit=None,
    )
    exact = plain(text)
    ordered = sorted(ranked, key=lambda each: (plain(each[0]) != exact, -each[1], len(each[0])))
    return [(name, score) for name, score, _ in ordered]
