from decimal import Decimal
from math import erfc, exp, log, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.margin.touch import touch_probability
from tests.margin.accounts import amounts, long_numbers

LN_0_9 = Decimal("-0.10536051565782630")
LN_1_1 = Decimal("0.09531017980432486")
YEAR = Decimal(365)

prices = amounts("1", "200", 2)
spans = amounts("0.1", "400", 1)
volatilities = amounts("0.05", "3", 2)
drifts = amounts("-1", "1", 2)
far = long_numbers(-30, 30)


def chance(price: str, barrier: str, days: str, volatility: str, drift: str = "0") -> Decimal:
    return touch_probability(*map(Decimal, (price, barrier, days, volatility, drift)))


def near(text: str) -> object:
    return pytest.approx(Decimal(text), rel=Decimal("1e-12"), abs=Decimal(0))


def phi(deviations: float) -> float:
    return erfc(-deviations / sqrt(2)) / 2  # not 1 - Φ(-x), which loses the tail


def textbook(price: float, barrier: float, days: float, volatility: float, drift: float) -> float:
    years, side = days / 365, 1 if barrier < price else -1
    b, nu = side * log(barrier / price), side * (drift - volatility**2 / 2)
    spread = volatility * sqrt(years)
    return phi((b - nu * years) / spread) + exp(2 * nu * b / volatility**2) * phi(
        (b + nu * years) / spread
    )


@pytest.mark.parametrize(("barrier", "away"), [("90", -LN_0_9), ("110", LN_1_1)])
def test_without_a_trend_of_the_logarithm_touching_is_twice_as_likely_as_ending_beyond(
    barrier: str, away: Decimal
) -> None:
    # the barrier one deviation away, drift σ²/2: 2 · Φ(-1) = 2 · 0.158655253931457
    one = touch_probability(Decimal(100), Decimal(barrier), YEAR, away, away * away / 2)
    # a quarter of the time, half the deviation: 2 · Φ(-2) = 2 · 0.0227501319481792
    two = touch_probability(Decimal(100), Decimal(barrier), YEAR / 4, away, away * away / 2)

    assert one == near("0.317310507862914")
    assert two == near("0.0455002638963584")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # of the formula, worked with sixty digits
        (("65000", "58700", "7", "0.6"), "0.231224219966437"),
        (("100", "277.9132595007", "90.069841", "1.556694"), "0.106695065616286"),
        (("100", "232.6313049237", "8.851441", "20.298159", "1.048597"), "0.423237543443108"),
        (("100", "99.5825554243", "0.009514", "0.64802", "-0.446087"), "0.207437306163834"),
        (("100", "90.7829058113", "68.096991", "6.120675", "-35.479194"), "0.999998716487382"),
    ],
)
def test_the_chance_is_that_of_the_formula(question: tuple[str, ...], expected: str) -> None:
    assert chance(*question) == near(expected)


def test_a_tail_too_deep_for_a_float_keeps_its_digits() -> None:
    deep = chance("100", "27.2794316663", "7216.384902", "0.00557")

    # by the formula, worked with sixty digits
    assert deep == pytest.approx(Decimal("1.17730371936194e-599"), rel=Decimal("1e-11"), abs=0)


def test_a_barrier_in_the_last_digits_of_the_price_is_told_from_it() -> None:
    price, barrier = Decimal(10) ** 9, Decimal("999999999.999999999999999999999")

    # |b| = 1e-30, spread 0.1: 1 - 2 · 1e-29 / √(2π), which rounds to 1
    assert touch_probability(price, barrier, YEAR, Decimal("0.1")) == 1
    # spread 1e-30, the barrier one deviation away: 2 · Φ(-1)
    assert touch_probability(price, barrier, YEAR, Decimal("1e-30")) == near("0.317310507862914")


def test_a_price_that_is_there_has_touched_and_one_without_time_has_not() -> None:
    assert chance("100", "100", "0", "0.5") == 1
    assert chance("100", "100.00", "7", "0.5") == 1
    assert chance("100", "99.9", "0", "0.5") == 0


@given(prices, prices, spans, volatilities, drifts)
def test_the_chance_is_that_of_the_textbook_where_the_textbook_can_be_computed(
    price: Decimal, barrier: Decimal, days: Decimal, volatility: Decimal, drift: Decimal
) -> None:
    assume(price != barrier)
    parts = map(float, (price, barrier, days, volatility, drift))

    try:
        expected = textbook(*parts)
    except OverflowError:
        assume(condition=False)
        return
    found = touch_probability(price, barrier, days, volatility, drift)
    assert float(found) == pytest.approx(expected, rel=1e-6, abs=1e-9)


@given(st.tuples(far, far, far, far), st.just(Decimal(0)) | far | far.map(Decimal.copy_negate))
def test_nothing_that_can_be_asked_leaves_the_range_of_a_probability(
    question: tuple[Decimal, Decimal, Decimal, Decimal], drift: Decimal
) -> None:
    assert 0 <= touch_probability(*question, drift) <= 1


@given(prices, prices, st.tuples(spans, spans), volatilities, drifts)
def test_more_days_never_make_a_touch_less_likely(
    price: Decimal,
    barrier: Decimal,
    days: tuple[Decimal, Decimal],
    volatility: Decimal,
    drift: Decimal,
) -> None:
    sooner, later = (
        touch_probability(price, barrier, each, volatility, drift) for each in sorted(days)
    )

    assert later >= sooner * Decimal("0.999999999999")


@given(prices, prices, spans, volatilities, volatilities)
def test_more_volatility_never_makes_a_driftless_price_touch_less(
    price: Decimal, barrier: Decimal, days: Decimal, volatility: Decimal, more: Decimal
) -> None:
    calm = touch_probability(price, barrier, days, volatility)
    wild = touch_probability(price, barrier, days, volatility + more)

    assert wild >= calm * Decimal("0.999999999999")


@given(prices, st.tuples(prices, prices), spans, volatilities, drifts)
def test_a_barrier_farther_away_is_touched_less(
    price: Decimal,
    barriers: tuple[Decimal, Decimal],
    days: Decimal,
    volatility: Decimal,
    drift: Decimal,
) -> None:
    nearer, farther = sorted(barriers, key=lambda each: abs(each - price))
    assume((nearer - price) * (farther - price) > 0)

    close = touch_probability(price, nearer, days, volatility, drift)
    far_away = touch_probability(price, farther, days, volatility, drift)

    assert far_away <= close * Decimal("1.000000000001")


@given(prices, prices, spans, volatilities, drifts)
def test_up_and_down_are_mirrored(
    price: Decimal, barrier: Decimal, days: Decimal, volatility: Decimal, drift: Decimal
) -> None:
    # 1 / price moves by the same logarithms with the other sign: σ²/2 - μ + σ²/2 = σ² - μ
    found = touch_probability(price, barrier, days, volatility, drift)
    mirrored = touch_probability(
        1 / price, 1 / barrier, days, volatility, volatility * volatility - drift
    )

    assert float(mirrored) == pytest.approx(float(found), rel=1e-9, abs=1e-12)
