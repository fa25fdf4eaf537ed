"""Whether the answers to all records keep to the properties, answers left out or not."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from bot.rulebook.conditions import reads
from bot.rulebook.proof.court import Court, pieces
from bot.rulebook.proof.flaws import Flaw, Line, line
from bot.rulebook.proof.space import Space, Table
from bot.rulebook.proof.weighing import CROSS, ISOLATED, WORDS, Answers, feasible
from bot.rulebook.proof.writing import record, word
from bot.rulebook.properties import Limit, Move, Step
from bot.rulebook.rulebook import Rulebook
from bot.rulebook.rules import Kind, Rule
from bot.rulebook.traits import Fact

MOVED: Final[Mapping[Move, Callable[[Answers, Answers], Table]]] = {
    Move.UP: lambda was, now: now > was,
    Move.TO_CROSS: lambda was, now: (now == CROSS) & (was != CROSS),
    Move.ISOLATED_TO_CROSS: lambda was, now: (now == CROSS) & (was == ISOLATED),
}


class Broken(NamedTuple):
    """A record that breaks a property, and the answers that it gets."""

    facts: Mapping[str, Fact]
    answers: tuple[str, ...]


def disobedient(court: Court) -> Iterator[Line]:
    """Yield each property that a record breaks, with a record as short as any that does."""
    whole = court.space(complete=False)
    answers = court.answers(whole)
    for held in court.rulebook.properties:
        if isinstance(held, Limit):
            yield from _limit(court, held)
        elif held.trait in whole.axes:
            yield from _steps(court, held, whole, answers)


def _steps(court: Court, step: Step, whole: Space, answers: Answers) -> Iterator[Line]:
    axis = whole.axis(step.trait)
    for values in pairwise(step.values):
        before, after = ([whole.place(step.trait, value)] for value in values)
        was, now = answers.take(before, axis), answers.take(after, axis)
        wrong = MOVED[step.never](was, now)
        if wrong.any():
            possible = court.possible(whole)
            wrong &= possible.take(before, axis) & possible.take(after, axis)
            start = whole.narrowed({step.trait: values[:1]})
            yield from _stepped(court, step, values, first(start, wrong, was, now))


def _stepped(
    court: Court, step: Step, values: tuple[Fact, Fact], broken: Broken | None
) -> Iterator[Line]:
    if broken:
        before, after = ({**broken.facts, step.trait: value} for value in values)
        rest = {name: fact for name, fact in broken.facts.items() if name != step.trait}
        yield line(
            step.at,
            step.name,
            Flaw.BROKEN_STEP,
            says=step.says,
            trait=step.trait,
            before=word(values[0]),
            after=word(values[1]),
            was=broken.answers[0],
            now=broken.answers[1],
            record=record(rest),
            rules=at_work(court.rulebook, before, after),
        )


def _limit(court: Court, limit: Limit) -> Iterator[Line]:
    """Yield the limit if it is broken.

    Only the blockers that it settles are asked: any other could but take an answer away.
    """
    blockers = [rule for rule in court.blockers if reads(rule.when) <= reads(limit.when)]
    whole = court.space(*(rule.when for rule in blockers), limit.when, complete=False)
    inside = whole.around(whole.certain(limit.when))
    found = [_limited(court, piece, limit, blockers) for piece in pieces(inside)]
    if broken := shortest(found):
        yield line(
            limit.at,
            limit.name,
            Flaw.BROKEN_LIMIT,
            says=limit.says,
            record=record(broken.facts),
            was=broken.answers[0],
            rules=at_work(court.rulebook, broken.facts),
        )


def _limited(court: Court, piece: Space, limit: Limit, blockers: Sequence[Rule]) -> Broken | None:
    answers = feasible(piece, court.weighing.answers(piece), blockers)
    never = [WORDS.index(answer) for answer in sorted(limit.never)]
    wrong = np.isin(answers, never) & piece.certain(limit.when) & court.possible(piece)
    return first(piece, wrong, answers)


def first(piece: Space, wrong: Table, *answers: Answers) -> Broken | None:
    """Return the marked record with the fewest answers."""
    if not wrong.any():
        return None
    given = piece.answered()
    fewest = np.where(wrong, given, np.iinfo(given.dtype).max).argmin()
    place = tuple(map(int, np.unravel_index(int(fewest), wrong.shape)))
    return Broken(piece.record(place), tuple(WORDS[told.item(place)] for told in answers))


def shortest(found: list[Broken | None]) -> Broken | None:
    """Return the record with the fewest answers."""
    return min(filter(None, found), key=lambda broken: len(broken.facts), default=None)


def at_work(rulebook: Rulebook, *records: Mapping[str, Fact]) -> str:
    """Return the mode rules that fire for any of the records, in words."""
    fired = [rulebook.evaluate(facts, {Kind.MODE}).fired for facts in records]
    names = ", ".join(dict.fromkeys(name for rules in fired for name in rules))
    return Flaw.AT_WORK.format(rules=names) if names else ""
