from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rulebook import Fact, Kind
from tests.rulebook.real import BOOK, ORACLE, answers

DECIDING = ORACLE.deciding()
WORDS = [name for name, trait in BOOK.traits.items() if trait.values or trait.type == "boolean"]
MEASURED = [name for name in BOOK.traits if name not in WORDS]
SHARES = st.decimals(0, 2, places=2) | st.sampled_from(
    sorted({parameter.value for parameter in BOOK.parameters.values()})
)


@settings(max_examples=200, deadline=None)
@given(answers([*WORDS, "open_positions"]), st.dictionaries(st.sampled_from(MEASURED), SHARES))
def test_every_rule_equals_a_plain_walk_of_its_text(
    words: dict[str, Fact], numbers: dict[str, Decimal]
) -> None:
    facts = {**numbers, **words}

    evaluation = BOOK.evaluate(facts, tuple(Kind))

    plain = {name: ORACLE.says(rule["when"], facts) for name, rule in ORACLE.rules.items()}
    assert set(evaluation.fired) == {name for name, fires in plain.items() if fires}
    assert set(evaluation.open) == {name for name, fires in plain.items() if fires is None}


@settings(max_examples=100, deadline=None)
@given(answers(DECIDING))
def test_the_recommendation_equals_a_plain_count_of_points(facts: dict[str, Fact]) -> None:
    assert BOOK.recommend(facts).recommendation == ORACLE.recommendation(facts)


@settings(max_examples=60, deadline=None)
@given(answers(DECIDING))
def test_flips_are_all_the_single_answers_that_change_it_and_no_others(
    facts: dict[str, Fact],
) -> None:
    before = ORACLE.recommendation(facts)
    expected = {
        (name, kind_of(name, value)): after
        for name in DECIDING
        for value in ORACLE.values(name)
        if ORACLE.possible({**facts, name: value})
        and (after := ORACLE.recommendation({**facts, name: value})) != before
    }

    flips = BOOK.recommend(facts).flips

    assert len(flips) == len(expected)
    assert expected == {
        (flip.trait, kind_of(flip.trait, flip.value)): flip.recommendation for flip in flips
    }


def kind_of(name: str, value: Fact) -> object:
    return tuple(ORACLE.signature(name, value)) if name in MEASURED else value


@settings(max_examples=40, deadline=None)
@given(answers(DECIDING, least=len(DECIDING) - 3))
def test_settled_means_that_no_further_answers_change_it(facts: dict[str, Fact]) -> None:
    recommendation = BOOK.recommend(facts)

    outcomes = {ORACLE.recommendation(record) for record in ORACLE.further(facts)}

    assert recommendation.settled == (outcomes == {recommendation.recommendation})


@settings(max_examples=60, deadline=None)
@given(answers(DECIDING, least=len(DECIDING)))
def test_with_every_answer_given_it_is_settled(facts: dict[str, Fact]) -> None:
    recommendation = BOOK.recommend(facts)

    assert recommendation.settled
    assert recommendation.next_question is None


@settings(max_examples=200, deadline=None)
@given(answers(DECIDING))
def test_a_next_question_is_asked_until_it_is_settled(facts: dict[str, Fact]) -> None:
    recommendation = BOOK.recommend(facts)

    assert (recommendation.next_question is None) == recommendation.settled
    assert recommendation.next_question not in facts
    if recommendation.settled:
        assert {flip.trait for flip in recommendation.flips} <= set(facts)


@settings(max_examples=60, deadline=None)
@given(answers(DECIDING, least=len(DECIDING)))
def test_an_interview_never_ends_with_another_answer(trader: dict[str, Fact]) -> None:
    told: dict[str, Fact] = {}
    while (question := BOOK.recommend(told).next_question) is not None:
        told[question] = trader[question]

    assert BOOK.recommend(told).recommendation == BOOK.recommend(trader).recommendation
