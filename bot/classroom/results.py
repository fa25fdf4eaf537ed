"""What a class knew before and after: points, averages by topic, votes, what was missed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Final

from bot.classroom.course import Course, Item, Phase, key
from bot.classroom.state import Answer, Place, State

NONE: Final = Decimal(0)
POINT: Final = Decimal(1)
MILLISECOND: Final = timedelta(milliseconds=1)
FINE: Final = Decimal("0.0001")
"""Shares are rounded so far, points of a bonus too."""

MISSED: Final = 3
VOTES: Final = (key(Phase.VOTE, 0), key(Phase.SECOND_VOTE, 0))


@dataclass(frozen=True, slots=True)
class Entry:
    """One person on the board; those with as many points share a rank."""

    person: int
    rank: int
    points: Decimal
    right: int


@dataclass(frozen=True, slots=True)
class Topic:
    """The share of right answers to a topic, of those who answered it both times.

    Both shares are None where nobody did.
    """

    topic: str
    before: Decimal | None
    after: Decimal | None
    people: int


@dataclass(frozen=True, slots=True)
class Shift:
    """What became of the votes: by option in each round, and who changed towards the right one."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    both: int
    towards: int
    away: int
    confidence: tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Missed:
    """A question, and the share of those who answered it wrongly."""

    item: str
    id: str
    share: Decimal
    people: int


@dataclass(frozen=True, slots=True)
class Results:
    """All that a session shows at its end; `lost` counts by card who did not follow."""

    people: int
    board: tuple[Entry, ...]
    topics: tuple[Topic, ...]
    shift: Shift
    missed: tuple[Missed, ...]
    shock: tuple[int, int]
    lost: tuple[int, ...]


def results(state: State, bonus: Decimal = NONE) -> Results:
    """Return the results of a class; everything is 0 or None where nobody did anything.

    Args:
        state: The session with the whole class.
        bonus: What a right answer earns besides its point that takes no time at all.
    """
    course, answers = state.course, state.answers
    shock = given(answers, key(Phase.SHOCK, 0))
    right = sum(answer.option == course.shock.right for answer in shock) if course.shock else 0
    return Results(
        people=len(state.members),
        board=tuple(board(state, bonus)),
        topics=tuple(topics(state)),
        shift=shift(course, answers),
        missed=tuple(missed(course, answers)),
        shock=(right, len(shock)),
        lost=tuple(len(given(answers, key(Phase.LESSON, place))) for place in range(course.cards)),
    )


def given(answers: Mapping[Place, Answer], item: str) -> list[Answer]:
    """Return everybody's answers to an item."""
    return [answer for place, answer in answers.items() if place.item == item]


def asked(course: Course, phase: Phase) -> dict[str, Item]:
    """Return the questions of a phase by the keys of their answers."""
    items = course.before if phase is Phase.BEFORE else course.quiz
    return {key(phase, place): item for place, item in enumerate(items)}


def board(state: State, bonus: Decimal) -> Iterator[Entry]:
    """Yield everybody by points, most first; who answered nothing has none."""
    scores = {person: score(state, person, bonus) for person in state.members}
    order = sorted(scores, key=lambda person: (-scores[person][0], state.members[person].seat))
    better = Counter(points for points, _ in scores.values())
    for person in order:
        points, right = scores[person]
        rank = 1 + sum(count for other, count in better.items() if other > points)
        yield Entry(person, rank, points, right)


def score(state: State, person: int, bonus: Decimal) -> tuple[Decimal, int]:
    """Return somebody's points in the quiz, and how many answers were right."""
    points, right = NONE, 0
    for item_key, item in asked(state.course, Phase.QUIZ).items():
        answer = state.answers.get(Place(person, item_key))
        if answer is None or answer.option != item.right:
            continue
        right += 1
        points += POINT + (bonus * speed(state.course, answer)).quantize(FINE)
    return points, right


def speed(course: Course, answer: Answer) -> Decimal:
    """Return which share of the usual time was left when an answer was given."""
    length = course.seconds.get(Phase.QUIZ)
    if answer.left is None or not length:
        return NONE
    return min(Decimal(answer.left // MILLISECOND) / (1000 * length), POINT)


def topics(state: State) -> Iterator[Topic]:
    """Yield each topic that was asked before, in the order asked."""
    before, after = asked(state.course, Phase.BEFORE), asked(state.course, Phase.QUIZ)
    for topic in dict.fromkeys(item.topic for item in before.values()):
        first, then = of_topic(before, topic), of_topic(after, topic)
        pairs = [
            (known, learned)
            for person in state.members
            if (known := share(state, person, first)) is not None
            and (learned := share(state, person, then)) is not None
        ]
        yield Topic(
            topic,
            before=mean(known for known, _ in pairs),
            after=mean(learned for _, learned in pairs),
            people=len(pairs),
        )


def of_topic(items: Mapping[str, Item], topic: str) -> dict[str, Item]:
    """Return the questions on a topic."""
    return {item_key: item for item_key, item in items.items() if item.topic == topic}


def share(state: State, person: int, items: Mapping[str, Item]) -> Decimal | None:
    """Return which share of what somebody answered is right; None where they answered nothing."""
    found = [
        (answer.option == item.right)
        for item_key, item in items.items()
        if (answer := state.answers.get(Place(person, item_key)))
    ]
    return mean(map(Decimal, found))


def mean(values: Iterable[Decimal]) -> Decimal | None:
    """Return the average, or None of nothing."""
    found = list(values)
    return (sum(found, NONE) / len(found)).quantize(FINE) if found else None


def shift(course: Course, answers: Mapping[Place, Answer]) -> Shift:
    """Return how the vote went in each round, and how it changed."""
    first, second = (
        {place.person: answer for place, answer in answers.items() if place.item == item}
        for item in VOTES
    )
    right = course.vote.right
    both = [(first[person].option, second[person].option) for person in first if person in second]
    return Shift(
        first=counted(first.values(), course.vote.options),
        second=counted(second.values(), course.vote.options),
        both=len(both),
        towards=sum(then == right != one for one, then in both),
        away=sum(one == right != then for one, then in both),
        confidence=(sureness(first.values()), sureness(second.values())),
    )


def counted(answers: Iterable[Answer], options: int) -> tuple[int, ...]:
    """Return how often each option was chosen."""
    found = Counter(answer.option for answer in answers)
    return tuple(found[option] for option in range(options))


def sureness(answers: Iterable[Answer]) -> Decimal | None:
    """Return how sure those were who said it, on average."""
    return mean(Decimal(answer.confidence) for answer in answers if answer.confidence)


def missed(course: Course, answers: Mapping[Place, Answer]) -> list[Missed]:
    """Return the questions that most got wrong, the worst first; what nobody missed is none."""
    found = [
        Missed(item_key, item.id, share=wrong, people=len(replies))
        for item_key, item in asked(course, Phase.QUIZ).items()
        if (replies := given(answers, item_key))
        and (wrong := mean(Decimal(answer.option != item.right) for answer in replies))
    ]
    return sorted(found, key=lambda each: (-each.share, -each.people))[:MISSED]
