"""A trader's story: the mode that the rules give it, and its numbers in both modes."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from bot.advisor import mode
from bot.advisor.book import Book
from bot.advisor.charts import CHARTS
from bot.advisor.coins import Assets, Debts
from bot.advisor.compare import MOST_POSITIONS
from bot.advisor.holdings import Holding
from bot.advisor.mode import Report as Advice
from bot.advisor.request import (
    CoinName,
    Leverage,
    NotNegative,
    Number,
    Positive,
    Strict,
    parse,
)
from bot.advisor.shocks import Shocks
from bot.advisor.taught import Reports, Told, answered, came_out, named, told
from bot.advisor.trade import Risk
from bot.errors import UnknownField
from bot.library import Library, Scenario

TOPIC = "name"


class Request(Strict):
    """Which scenario, by name, and the numbers in it that the reader changes."""

    name: str | None = None
    wallet: Positive | None = None
    positions: Annotated[tuple[Holding, ...], Field(min_length=1, max_length=MOST_POSITIONS)] = ()
    shocks: Shocks | None = None
    balance: Positive | None = None
    risk: Risk | None = None
    entry: Positive | None = None
    stop: Positive | None = None
    leverage: Leverage | None = None
    quantity: Positive | None = None
    margin: NotNegative | None = None
    borrowed: NotNegative | None = None
    days: NotNegative | None = None
    funding_rate: Number | None = None
    assets: Assets | None = None
    debts: Debts | None = None
    coin: CoinName | None = None


class Part(Strict):
    """One question of a scenario, and its answer; as it was asked, words alone need it."""

    name: str
    feature: str
    request: Annotated[Any, Field(exclude=True)]
    report: Any


class Outcome(Strict):
    """Something that comes out so in the story, and whether it does so here."""

    text: Told
    holds: bool


class Title(Strict):
    """A scenario by its id."""

    name: str
    title: str


class Report(Strict):
    """A scenario, or with `name` null the list of all; `changed` names numbers not of the story.

    `mode` is what the rules say to the traits of its trader, `parts` what was computed, and
    `picture` the part that is drawn. Where an `outcome` does not hold, `decides` is the story's.
    """

    name: str | None
    title: str | None = None
    story: Told | None = None
    decides: Told | None = None
    outcome: tuple[Outcome, ...] = ()
    mode: Advice | None = None
    parts: tuple[Part, ...] = ()
    picture: str | None = None
    change: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    index: tuple[Title, ...] = ()


def answer(request: Request, book: Book) -> Report:
    """Return a scenario with everything in it computed now.

    Raises:
        UnknownTopic: No scenario is called anything like the name.
        UnknownField: The scenario has no such number.
        Mistake: The changed numbers have no answer.
    """
    if not request.name:
        titles = [Title(name=each.id, title=each.title) for each in ordered(book.library)]
        return Report(name=None, index=tuple(titles))
    scenario = meant(request.name, book)
    changed = changes(request)
    refuse_strange(changed, scenario)
    parts = [
        Part(name=name, feature=ask.feature, request=question, report=report)
        for name, ask in scenario.asks.items()
        for question, report in [answered(ask, book, changed)]
    ]
    found = {part.name: part.report.model_dump() for part in parts}
    return Report(
        name=scenario.id,
        title=scenario.title,
        story=told(scenario.story, found),
        decides=told(scenario.decides, found),
        outcome=outcome(scenario, found, book),
        mode=mode.answer(parse(mode.Request, scenario.traits), book),
        parts=tuple(parts),
        picture=picture(scenario),
        change=scenario.change,
        changed=tuple(changed),
        sources=scenario.citing.sources,
    )


def outcome(scenario: Scenario, found: Reports, book: Book) -> tuple[Outcome, ...]:
    """Return what comes out so in the story, and whether it does so with these answers."""
    return tuple(
        Outcome(text=told(each.says, found), holds=came_out(each.claim, found, book))
        for each in scenario.outcome
    )


def picture(scenario: Scenario) -> str | None:
    """Return the question whose picture shows what decides: one that the outcome rests on.

    Where none of those can be drawn, it is the first that can; None where there is none.
    """
    deciding = (each.claim.partition(".")[0] for each in scenario.outcome)
    asks = [*deciding, *scenario.asks]
    return next((name for name in asks if scenario.asks[name].feature in CHARTS), None)


def meant(name: str, book: Book) -> Scenario:
    """Return the scenario that a typed name means.

    Raises:
        UnknownTopic: None is called anything like it.
    """
    return book.library.scenarios[named(name, names(book.library), "scenario")]


def names(library: Library) -> dict[str, str]:
    """Return scenarios by their titles in every language, their letters and their ids."""
    named = {
        name: each.id
        for each in ordered(library)
        for name in (each.title, each.title.partition(":")[0], each.id)
    }
    return {name: id_ for name, id_ in library.spoken.items() if id_ in library.scenarios} | named


def ordered(library: Library) -> list[Scenario]:
    """Return the scenarios in the order of their titles."""
    return sorted(library.scenarios.values(), key=lambda each: each.title)


def changes(request: Request) -> dict[str, Any]:
    """Return the numbers that the reader gave."""
    given = request.model_dump(exclude_unset=True, exclude_none=True)
    return {name: value for name, value in given.items() if name != TOPIC}


def refuse_strange(changed: Mapping[str, object], scenario: Scenario) -> None:
    """Refuse a number that the scenario does not have."""
    for name in changed:
        if name not in scenario.change:
            raise UnknownField(field=name, feature=scenario.id, did_you_mean=scenario.change)


def filled(request: Request, book: Book) -> Request:
    """Return the question with every number that can be changed in it, as the story has them."""
    scenario = meant(request.name or "", book)
    asked: dict[str, object] = {}
    for ask in scenario.asks.values():
        asked |= {name: ask.request[name] for name in scenario.change if name in ask.request}
    return parse(Request, {**asked, **changes(request), TOPIC: scenario.id})
