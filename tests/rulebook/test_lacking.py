from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.rulebook import Fact, Kind, Trait, Type
from bot.rulebook.rules import Outcome
from tests.rulebook.real import BOOK
from tests.rulebook.sample import mode_rule, with_rules

EVERY = tuple(Kind)
NUMBERS = [Decimal(text) for text in ("0", "0.01", "0.5", "1", "3", "100")]


def values(trait: Trait) -> list[Fact]:
    if not trait.measured:
        return list(trait.domain)
    return [1, 2, 3] if trait.type is Type.COUNT else [n for n in NUMBERS if trait.contains(n)]


FULL = st.fixed_dictionaries(
    {name: st.sampled_from(values(trait)) for name, trait in BOOK.traits.items()}
)
SOME = st.tuples(FULL, st.sets(st.sampled_from(list(BOOK.traits)))).map(
    lambda drawn: {name: drawn[0][name] for name in drawn[1]}
)


@given(record=SOME, completion=FULL)
def test_the_needed_answers_check_a_rule_whatever_they_are_and_all_others_do_not(
    record: dict[str, Fact], completion: dict[str, Fact]
) -> None:
    unchecked = BOOK.evaluate(record, EVERY).open

    needed = BOOK.answers_needed(unchecked, record)

    assert tuple(needed) == unchecked
    for name, traits in needed.items():
        answered = {trait: completion[trait] for trait in traits}
        others = {trait: value for trait, value in completion.items() if trait not in traits}
        assert traits
        assert not answered.keys() & record.keys()
        assert name not in BOOK.evaluate({**record, **answered}, EVERY).open
        assert name in BOOK.evaluate({**others, **record}, EVERY).open


def test_a_branch_that_is_decided_waits_for_nothing() -> None:
    either = "{any: [{bets: true, risk: 0}, {not: {legs: offsetting, open_now: orders}}]}"
    book = with_rules(mode_rule("cross.either", either))

    def needed(**answers: Fact) -> tuple[str, ...]:
        return book.answers_needed(["cross.either"], answers)["cross.either"]

    assert needed() == ("legs", "bets", "open_now", "risk")
    assert needed(bets=False) == ("legs", "open_now")  # the first branch is out, whatever risk is
    assert needed(legs="offsetting", open_now="orders") == ("bets", "risk")
    assert needed(legs="offsetting", open_now="orders", bets=True) == ("risk",)
    assert needed(bets=True, risk=Decimal(1)) == ("legs", "open_now")


def test_two_traits_that_are_compared_are_both_needed() -> None:
    name = "mistake.stop-beyond-liquidation"
    assert BOOK.rules[name].tests[Outcome.OPEN]

    assert BOOK.answers_needed([name], {"uses_stop": "order"})[name] == (
        "stop_distance",
        "liquidation_distance",
    )
