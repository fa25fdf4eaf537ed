from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advisor.simulation import PATHS, touched
from bot.margin.brackets import ladder
from bot.margin.linear import Position, account
from bot.margin.motion import Chance, Exposure, Motion, loadings
from bot.margin.touch import touch_probability
from bot.worker import Worker
from tests.margin.accounts import LADDER, long_numbers, unhurried

FLAT = ladder([(Decimal(0), Decimal("0.01"))])
ZERO, ONE = Decimal(0), Decimal(1)
DEVIATIONS = Decimal(4)
DAYS = (Decimal(1), Decimal(7), Decimal(30))


def opened(sign: int, notional: str, price: str = "100") -> Position:
    at = Decimal(price)
    return Position(sign, Decimal(notional) / at, at, at, FLAT)


def moving(
    wallet: str,
    positions: Sequence[Position],
    volatility: str = "0.6",
    *,
    correlation: str = "0",
) -> Motion:
    places = range(len(positions))
    found = loadings(
        [[ONE if one == other else Decimal(correlation) for other in places] for one in places]
    )
    assert found
    parts = zip(positions, found, strict=True)
    return Motion(
        Decimal(wallet), [Exposure(each, Decimal(volatility), ZERO, on) for each, on in parts]
    )


def chance(motion: Motion, days: str = "7") -> Chance:
    return touched(motion, [Decimal(days)])[0]


def assert_alike(one: Chance, other: Chance) -> None:
    apart = abs(one.probability - other.probability)
    assert apart <= DEVIATIONS * (one.standard_error + other.standard_error)


@pytest.mark.parametrize(
    ("wallet", "motion"),
    [
        # days, volatility, drift
        ("100", ("7", "0.6", "0")),
        ("50", ("1", "1", "0")),
        ("300", ("30", "1.2", "-0.5")),
        ("300", ("30", "1.2", "2")),
        ("500", ("60", "2", "0")),
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("steps", [20, 200])
def test_one_position_is_liquidated_as_often_as_the_formula_says(
    wallet: str, motion: tuple[str, str, str], sign: int, steps: int
) -> None:
    position = opened(sign, "1000")
    days, volatility, drift = map(Decimal, motion)
    end = account(Decimal(wallet), [position], []).nearest
    assert end

    expected = touch_probability(position.mark, end.price, days, volatility, drift)

    exposure = Exposure(position, volatility, drift, [ONE])
    (found,) = touched(Motion(Decimal(wallet), [exposure]), [days], steps=steps)
    assert abs(found.probability - expected) <= DEVIATIONS * found.standard_error


def test_brackets_are_those_of_the_notional_on_the_way() -> None:
    position = Position(-1, Decimal(3), Decimal(70_000), Decimal(70_000), LADDER)
    motion = Motion(Decimal(60_000), [Exposure(position, Decimal("0.8"), ZERO, [ONE])])
    end = account(motion.wallet, [position], []).nearest
    assert end
    assert (
        end.bracket != position.bracket
    )  # 210,000 lies below the floor of 250,000, the end above

    expected = touch_probability(position.mark, end.price, Decimal(30), Decimal("0.8"))

    found = chance(motion, "30")
    assert abs(found.probability - expected) <= DEVIATIONS * found.standard_error


def test_two_halves_that_move_as_one_are_one_position() -> None:
    halves = moving("100", [opened(1, "500"), opened(1, "500", "3")], correlation="1")

    assert_alike(chance(halves), chance(moving("100", [opened(1, "1000")])))


def test_what_moves_together_ends_more_often_than_what_does_not() -> None:
    positions = [opened(1, "500"), opened(1, "500")]

    together, apart, against = (
        chance(moving("100", positions, correlation=correlation)).probability
        for correlation in ("0.9", "0", "-0.9")
    )

    assert together > apart > against


def test_a_hedge_of_equal_legs_is_hardly_ever_liquidated() -> None:
    hedge = moving("100", [opened(1, "1000"), opened(-1, "1000")], correlation="1")

    # each leg is charged 1 %: the price has to rise fivefold, to 100 = 0.02 · 5,000
    assert chance(hedge) == Chance(ZERO, Decimal("0.0001"))


def test_a_chance_that_no_path_met_is_not_called_certain() -> None:
    assert chance(moving("900", [opened(1, "1000")], "0.1")) == Chance(ZERO, ONE / PATHS)


def test_a_crowd_is_drawn_on_fewer_paths_and_says_so_by_its_error() -> None:
    crowd = moving("1000", [opened(1, "500")] * 20, correlation="0.9")
    one = moving("1000", [opened(1, "10000")])

    assert chance(crowd, "0").standard_error == Decimal("0.0002")  # of 100,000 / 20 paths
    assert chance(one, "0").standard_error == Decimal("0.0001")


def test_more_days_are_never_less_dangerous() -> None:
    found = touched(moving("100", [opened(1, "600"), opened(-1, "400")]), DAYS)

    assert [each.probability for each in found] == sorted(each.probability for each in found)


def test_the_same_question_has_the_same_answer_however_it_is_written() -> None:
    plain = moving("100", [opened(1, "1000")])
    written = moving("100.00", [opened(1, "1.000e3")], "0.60")
    tenfold = moving("1000", [opened(1, "10000")])

    assert touched(plain, DAYS) == touched(written, DAYS) == touched(tenfold, DAYS)


def test_another_process_has_the_same_answer() -> None:
    motion = moving("200", [opened(1, "600"), opened(1, "900", "3")], correlation="0.7")
    worker = Worker()

    found = worker.call("bot.advisor.simulation:touched", motion, DAYS)

    assert found == touched(motion, DAYS)
    worker.close()


far = long_numbers(-30, 30)
drifts = st.just(ZERO) | far | far.map(Decimal.copy_negate)


@unhurried
@given(st.tuples(far, far, far, far), far, drifts, st.sampled_from([1, -1]), st.sampled_from("01"))
def test_nothing_that_can_be_asked_leaves_the_range_of_a_probability(
    parts: tuple[Decimal, Decimal, Decimal, Decimal],
    days: Decimal,
    drift: Decimal,
    sign: int,
    correlation: str,
) -> None:
    wallet, quantity, price, volatility = parts
    positions = [
        Position(sign, quantity, price, price, LADDER),
        Position(1, ONE, ONE, ONE, LADDER),
    ]
    shape = moving("1", positions, correlation=correlation)
    exposures = [each._replace(volatility=volatility, drift=drift) for each in shape.exposures]

    (found,) = touched(Motion(wallet, exposures), [days], paths=50, steps=4)

    assert 0 <= found.probability <= 1
    assert 0 < found.standard_error <= 1
