import pytest

from bot.advisor import Book
from bot.classroom import Course
from bot.options import lessons
from bot.options.reports import class_report, own_report
from bot.store import held

ANN, BEN = 1, 2
ANIMALS = ("Otter",)


@pytest.fixture(name="course", scope="module")
def _course(book: Book) -> Course:
    return lessons.course(book.library.lessons["cross-and-isolated"], book)


def session(*, bonus: bool = False) -> held.Session:
    over = held.Course(0, 1, None, None, True)  # noqa: FBT003 -- the fields of a row
    return held.Session(7, 1, 2, 3, "cross-and-isolated", "en-US", "seed", False, bonus, over)  # noqa: FBT003 -- the fields of a row


def answered(person: int, item: str, option: int, left: int | None = None) -> held.Answer:
    return held.Answer(person, item, option, 0, left, None)


def test_whoever_is_faster_reads_their_own_results_and_nobody_elses(
    book: Book, course: Course
) -> None:
    right = course.quiz[0].right
    members = [held.Member(ANN, 0, "Ann"), held.Member(BEN, 1, "Ben")]
    answers = [answered(ANN, "quiz.0", right, 1_000), answered(BEN, "quiz.0", right, 29_000)]
    found = held.Found(session(bonus=True), members, answers)
    report = class_report(found, course, book, ANIMALS)

    own = {person: own_report(found, report, course, person, book) for person in (ANN, BEN)}

    assert {person: each and each.entry.participant for person, each in own.items()} == {
        ANN: "Ann",
        BEN: "Ben",
    }


def test_nobody_can_read_who_was_lost(book: Book, course: Course) -> None:
    members = [held.Member(ANN, 0, "Ann")]
    answers = [answered(ANN, "lesson.0", 0), answered(ANN, "vote.0", 2)]

    report = class_report(held.Found(session(), members, answers), course, book, ANIMALS)

    assert report.lost[0] == 1
    assert report.participants[0].answers == {"vote.0": 2}
