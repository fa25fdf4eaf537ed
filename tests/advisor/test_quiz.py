import pytest

from bot.advisor import Book, quiz
from bot.library import Question

LENGTH = 8


def ask(book: Book, *, seed: int = 7, place: int = 0, given: str = "") -> quiz.Report:
    return quiz.answer(quiz.Request(seed=seed, place=place, given=given), book)


def right_letters(book: Book, seed: int) -> str:
    letters = ""
    for place in range(LENGTH):
        report = ask(book, seed=seed, place=place, given="a" * (place + 1))
        letters += next(choice.letter for choice in report.choices if choice.right)
    return letters


def test_each_question_has_one_right_option_by_the_answers_that_it_names(book: Book) -> None:
    for question in book.library.questions.values():
        assert len(quiz.right(question, book)) == 1, question.id


def test_what_is_right_is_nowhere_written_but_follows_from_the_book(book: Book) -> None:
    question = book.library.questions["careful-hedger"]

    assert [option.says for option in quiz.right(question, book)] == ["Cross"]


def test_an_unanswered_question_does_not_tell_what_is_right(book: Book) -> None:
    report = ask(book)

    assert (report.place, report.total, report.chosen, report.why) == (0, LENGTH, None, None)
    assert {choice.right for choice in report.choices} == {None}


def test_an_answer_is_marked_with_its_reason_and_a_card(book: Book) -> None:
    report = ask(book, given="a")

    assert report.chosen == "a"
    assert sum(bool(choice.right) for choice in report.choices) == 1
    assert report.why
    assert report.read
    assert report.score == (1 if report.choices[0].right else 0)


def test_whoever_knows_everything_gets_every_point_and_cards_all_the_same(book: Book) -> None:
    report = ask(book, place=LENGTH, given=right_letters(book, 7))

    assert (report.question, report.score, report.answered) == (None, LENGTH, LENGTH)
    assert len(report.read) == 3


def test_the_cards_at_the_end_are_about_what_was_missed(book: Book) -> None:
    letters = right_letters(book, 7)
    wrong = "b" if letters[3] == "a" else "a"
    missed = ask(book, place=3, given=letters[:3] + wrong)

    report = ask(book, place=LENGTH, given=letters[:3] + wrong + letters[4:])

    assert report.score == LENGTH - 1
    assert report.read[0] == missed.read[0]


def test_no_question_comes_twice_in_a_round_and_another_seed_is_another_round(book: Book) -> None:
    rounds = [
        [ask(book, seed=seed, place=place).question for place in range(LENGTH)]
        for seed in range(5)
    ]

    assert all(len(set(each)) == LENGTH for each in rounds)
    assert len({tuple(each) for each in rounds}) == 5


def test_a_round_about_a_card_begins_with_a_question_about_it(book: Book) -> None:
    report = quiz.answer(quiz.Request(seed=3, topic="funding"), book)

    assert report.question == "funding-sign"


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_options_says_nothing_about_the_right_one(book: Book, seed: int) -> None:
    question: Question = book.library.questions["cross-at-most"]

    assert set(quiz.shuffled(question, seed)) == set(question.options)


def test_letters_beyond_the_round_count_for_nothing(book: Book) -> None:
    assert ask(book, place=99, given="a" * 99).answered == LENGTH
