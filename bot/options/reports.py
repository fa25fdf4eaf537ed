"""What a class learned, as a report that can be said, drawn and saved."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from bot.advisor import Book, charts, lesson
from bot.advisor.lesson import Solved
from bot.advisor.request import Strict
from bot.classroom import Course, Place, Results, State, key, pseudonym, results
from bot.classroom.course import Phase
from bot.classroom.results import asked
from bot.options.classroom import state
from bot.options.lessons import BONUS
from bot.store import held

NONE: Final = Decimal(0)
VOTES: Final = (key(Phase.VOTE, 0), key(Phase.SECOND_VOTE, 0))
GUESS: Final = key(Phase.SHOCK, 0)


class Topic(Strict):
    """The share of right answers to a topic before and after, of those who answered both times."""

    title: str
    before: Decimal | None
    after: Decimal | None
    people: int


class Votes(Strict):
    """How often each mode was voted for, in both rounds."""

    option: str
    first: int
    second: int


class Missed(Strict):
    """A question that many got wrong, and the share of those who did."""

    question: Solved
    share: Decimal
    people: int


class Participant(Strict):
    """What one person did; their name is a pseudonym where the session was anonymous.

    `answers` are the places of the chosen options in the data, from 0, by item; who was lost is
    not among them.
    """

    participant: str
    rank: int
    points: Decimal
    quiz_score: int
    before_score: int
    vote_1: str | None
    confidence_1: int | None
    vote_2: str | None
    confidence_2: int | None
    shock: str | None
    answers: Mapping[str, int]


class ClassReport(Strict):
    """The results of a session; `lost` counts by card who did not follow it."""

    lesson: str
    title: str
    people: int
    questions: int
    before_questions: int
    right_vote: str
    right_shock: str
    topics: tuple[Topic, ...]
    votes: tuple[Votes, ...]
    changed_towards: int
    changed_away: int
    voted_twice: int
    confidence: tuple[Decimal | None, Decimal | None]
    missed: tuple[Missed, ...]
    shock_right: int
    shock_people: int
    lost: tuple[int, ...]
    participants: tuple[Participant, ...]

    def learned(self) -> charts.session.Report:
        """Return what can be drawn: the topics and votes, where anybody answered or voted."""
        topics = self.topics if any(topic.people for topic in self.topics) else ()
        votes = self.votes if any(vote.first or vote.second for vote in self.votes) else ()
        found = {"topics": topics, "votes": votes}
        return charts.session.Report.model_validate(found, from_attributes=True)

    def totals(self) -> str:
        """Return as JSON what stays of a session when people and names are gone."""
        return self.model_dump_json(exclude={"participants", "missed"})


class Answered(Strict):
    """A question, what somebody chose of it, and whether that was right."""

    question: Solved
    chosen: int
    phase: str


class Own(Strict):
    """What one person did in a session."""

    title: str
    people: int
    questions: int
    entry: Participant
    answers: tuple[Answered, ...]


def class_report(
    found: held.Found, course: Course, book: Book, animals: Sequence[str]
) -> ClassReport:
    """Return the results of a class."""
    whole = state(found, course)
    counted = results(whole, bonus(found.session, book))
    taught = book.library.lessons[course.lesson]
    return ClassReport(
        lesson=taught.id,
        title=taught.title,
        people=counted.people,
        questions=len(course.quiz),
        before_questions=len(course.before),
        right_vote=lesson.VOTES[course.vote.right],
        right_shock=lesson.SURVIVORS[course.shock.right] if course.shock else "",
        topics=tuple(
            Topic(title=each.topic, before=each.before, after=each.after, people=each.people)
            for each in counted.topics
        ),
        votes=tuple(
            Votes(option=option, first=first, second=second)
            for option, first, second in zip(
                lesson.VOTES, counted.shift.first, counted.shift.second, strict=True
            )
        ),
        changed_towards=counted.shift.towards,
        changed_away=counted.shift.away,
        voted_twice=counted.shift.both,
        confidence=counted.shift.confidence,
        missed=tuple(
            Missed(question=lesson.solved(each.id, book), share=each.share, people=each.people)
            for each in counted.missed
        ),
        shock_right=counted.shock[0],
        shock_people=counted.shock[1],
        lost=counted.lost,
        participants=participants(whole, counted, found.session, animals),
    )


def own_report(
    found: held.Found, report: ClassReport, course: Course, person: int, book: Book
) -> Own | None:
    """Return what one person did; None where they did not take part."""
    whole = state(found, course)
    order = [entry.person for entry in results(whole, bonus(found.session, book)).board]
    if person not in order:
        return None
    names = dict(zip(order, report.participants, strict=True))
    answers = [
        Answered(question=lesson.solved(item.id, book), chosen=answer.option, phase=phase)
        for phase in (Phase.BEFORE, Phase.QUIZ)
        for item_key, item in asked(course, phase).items()
        if (answer := whole.answers.get(Place(person, item_key)))
    ]
    return Own(
        title=report.title,
        people=report.people,
        questions=report.questions,
        entry=names[person],
        answers=tuple(answers),
    )


def bonus(session: held.Session, book: Book) -> Decimal:
    """Return what a right answer earns for speed."""
    return book.rulebook.parameters[BONUS].value if session.bonus else NONE


def participants(
    whole: State, counted: Results, session: held.Session, animals: Sequence[str]
) -> tuple[Participant, ...]:
    """Return everybody in the order of the board."""
    given = {person: dict[str, int]() for person in whole.members}
    sure = {person: dict[str, int | None]() for person in whole.members}
    for place, answer in whole.answers.items():
        given[place.person][place.item] = answer.option
        sure[place.person][place.item] = answer.confidence
    before = asked(whole.course, Phase.BEFORE)
    lost = {key(Phase.LESSON, place) for place in range(whole.course.cards)}
    return tuple(
        Participant(
            participant=name(whole, entry.person, session, animals),
            rank=entry.rank,
            points=entry.points,
            quiz_score=entry.right,
            before_score=sum(
                given[entry.person].get(item) == each.right for item, each in before.items()
            ),
            vote_1=option(lesson.VOTES, given[entry.person].get(VOTES[0])),
            confidence_1=sure[entry.person].get(VOTES[0]),
            vote_2=option(lesson.VOTES, given[entry.person].get(VOTES[1])),
            confidence_2=sure[entry.person].get(VOTES[1]),
            shock=option(lesson.SURVIVORS, given[entry.person].get(GUESS)),
            answers={
                item: chosen for item, chosen in given[entry.person].items() if item not in lost
            },
        )
        for entry in counted.board
    )


def option(names: Sequence[str], place: int | None) -> str | None:
    """Return the name of a chosen option."""
    return None if place is None else names[place]


def name(whole: State, person: int, session: held.Session, animals: Sequence[str]) -> str:
    """Return the name of somebody, which in an anonymous session is a pseudonym."""
    member = whole.members[person]
    return member.name or pseudonym(session.seed, member.seat, animals)
