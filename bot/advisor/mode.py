"""Cross, isolated or both: what the rules say to a trader's answers, and what would change it."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

from pydantic import ConfigDict, RootModel

from bot.advisor.book import Book
from bot.advisor.edition import Edition, edition
from bot.advisor.interview import together
from bot.advisor.request import Finding, Strict
from bot.rulebook import Kind, Rule

Value: TypeAlias = bool | int | Decimal | str


class Request(RootModel[Mapping[str, object]]):
    """Traits and their values as they are given; null is unknown, and the rulebook checks them."""

    model_config = ConfigDict(frozen=True)


class Reason(Strict):
    """A mode rule that fired."""

    rule: str
    favours: str
    strength: str


class Flip(Strict):
    """A single answer that would change the recommendation, and what it would be then."""

    trait: str
    value: Value
    recommendation: str


class Report(Strict):
    """What the rules recommend and why; risk and distances in `values` are fractions.

    `answers_needed` has for each unchecked rule the traits whose answers it waits for.
    `asks` are the traits to ask for in the next step, `steps_left` how many steps may follow at
    most, that one included; both tell of what the trader has not said to be unknown.
    """

    recommendation: str
    wanted: str | None
    lead: str
    settled: bool
    reasons: tuple[Reason, ...]
    mistakes: tuple[Finding, ...]
    unchecked: tuple[str, ...]
    answers_needed: dict[str, tuple[str, ...]]
    flips: tuple[Flip, ...]
    next_question: str | None
    asks: tuple[str, ...]
    steps_left: int
    blockers: tuple[str, ...]
    values: dict[str, Value]
    notes: tuple[str, ...]
    rulebook: Edition


def answer(request: Request, book: Book, unknown: Collection[str] = ()) -> Report:
    """Return the recommended mode with its reasons, mistakes seen, and what would change it.

    Args:
        request: The answers so far.
        book: The rules.
        unknown: Traits that the trader cannot tell, and need not be asked for again.

    Raises:
        UnknownTrait: A trait that the rules do not know.
        BadValue: A value that its trait does not have.
        NotANumber: A text where a number belongs.
        OutOfRange: A number outside its trait's bounds.
        ImpossibleCombination: Answers that cannot all be true.
    """
    rulebook = book.rulebook
    facts = rulebook.facts(request.root)
    advice = rulebook.recommend(facts)
    checked = rulebook.evaluate(facts, tuple(Kind))
    questions = rulebook.questions(facts, unknown) if unknown else advice.questions
    steps = together(questions, rulebook.traits)
    fired = [rulebook.rules[name] for name in checked.fired]
    return Report(
        recommendation=advice.recommendation,
        wanted=advice.wanted,
        lead=advice.lead,
        settled=advice.settled,
        reasons=tuple(reasons(fired)),
        mistakes=tuple(findings(fired)),
        unchecked=checked.open,
        answers_needed=rulebook.answers_needed(checked.open, facts),
        flips=tuple(Flip(**flip._asdict()) for flip in advice.flips),
        next_question=advice.next_question,
        asks=steps[0] if steps else (),
        steps_left=len(steps),
        blockers=advice.blockers,
        values=dict(checked.values),
        notes=tuple(rule.id for rule in fired if rule.kind is Kind.NOTE),
        rulebook=edition(rulebook),
    )


def reasons(fired: Iterable[Rule]) -> Iterable[Reason]:
    """Yield the mode rules that fired, strongest first."""
    for rule in fired:
        if rule.favours and rule.strength:
            yield Reason(rule=rule.id, favours=rule.favours, strength=rule.strength)


def findings(fired: Iterable[Rule]) -> Iterable[Finding]:
    """Yield the mistakes that fired, worst first."""
    for rule in fired:
        if rule.severity:
            yield Finding(rule=rule.id, severity=rule.severity)
