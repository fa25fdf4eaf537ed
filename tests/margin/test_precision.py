from collections.abc import Callable, Iterator
from decimal import Context, Decimal, localcontext
from functools import partial
from typing import cast

import pytest

from bot.margin import costs, inverse, linear, motion, sizing, spot, stress, touch
from bot.margin.brackets import ladder
from bot.margin.precision import exact, quotient, remainder, reported, settled, turned
from tests.margin.accounts import LADDER

ONE = Decimal(1)
TWO = Decimal(2)
THREE = Decimal(3)
TINY = Decimal("0.0001234567890123456789012345678901234567891")
SMALL = Decimal("1.234567890123456789012345678901234567891")
LARGE = Decimal("23456.78901234567890123456789012345678901")

LONG = linear.Position(1, SMALL, LARGE, LARGE - 1, LADDER)
STAKE = stress.Stake(LONG, LARGE / 10, SMALL)
DEAL = costs.Deal(1, SMALL, LARGE, inverse=False, fee_open=TINY, fee_close=TINY)
HOLDING = costs.Holding(SMALL, TINY, Decimal(7), LARGE, TINY)
COIN = spot.Coin(SMALL, SMALL / 2, LARGE)
MONEY = spot.Coin(TINY, TINY, SMALL)
RATIOS = spot.Ratios(Decimal("1.1"), Decimal(3))
TURNED = inverse.position(1, LARGE, LARGE, LARGE - 1, LADDER)

REPORTS: dict[str, Callable[[], object]] = {
    "costs": partial(costs.costs, DEAL, HOLDING),
    "linear account": partial(linear.account, LARGE / 7, [LONG], [LONG]),
    "inverse account": partial(inverse.account, SMALL / 9, [TURNED], [TURNED]),
    "spot account": partial(spot.account, [COIN, MONEY], COIN, RATIOS, pro=False),
    "cross pro account": partial(spot.account, [COIN, MONEY], COIN, RATIOS, pro=True),
    "shocked": partial(stress.shocked, LARGE, [STAKE], [-TINY]),
    "survival": partial(stress.survival, LARGE / 7, [STAKE]),
    "days until eaten": partial(costs.days_until_eaten, LARGE, SMALL, TINY),
    "break-even": partial(costs.break_even_price, DEAL, SMALL),
}
PARTS: dict[str, Callable[[], object]] = {
    "ladder": partial(ladder, [(Decimal(0), TINY), (LARGE, TINY * 3)]),
    "interest hours": partial(costs.interest_hours, Decimal("1234.56")),
    "inverse position": partial(inverse.position, 1, LARGE, SMALL, LARGE, LADDER),
    "excess": partial(motion.excess, motion.Motion(LARGE, [motion.Exposure(LONG, ONE, ONE, [])])),
    "loadings": partial(motion.loadings, [[ONE], [TINY, ONE]]),
    "loss per unit": partial(sizing.loss_per_unit, LARGE, SMALL, TINY, TINY),
    "quantity": partial(sizing.quantity, LARGE, SMALL, TINY),
    "smallest leverage": partial(sizing.leverage_smallest, LARGE, TINY),
    "largest leverage": partial(sizing.leverage_largest, LONG, LARGE * (1 - TINY)),
    "ends": partial(sizing.ends, LONG, LARGE - 9, LARGE / 9, LARGE / 7),
    "fees": partial(sizing.fees, SMALL, LARGE, LARGE, TINY, TINY),
    "reward": partial(sizing.reward_risk, LARGE, SMALL, LARGE * 2),
    "touch": partial(touch.touch_probability, LARGE, LARGE - SMALL, SMALL, TINY * 1000),
}


def decimals(found: object) -> Iterator[Decimal]:
    if isinstance(found, Decimal):
        yield found
    elif isinstance(found, tuple):
        for part in cast("tuple[object, ...]", found):
            yield from decimals(part)


def digits(number: Decimal) -> int:
    return len(number.as_tuple().digits)


@pytest.mark.parametrize("asked", [*REPORTS.values(), *PARTS.values()], ids=[*REPORTS, *PARTS])
def test_the_caller_s_decimal_context_does_not_matter(asked: Callable[[], object]) -> None:
    found = asked()

    with localcontext(Context(prec=3, Emax=9, Emin=-9)):
        assert asked() == found


@pytest.mark.parametrize("asked", REPORTS.values(), ids=REPORTS)
def test_every_number_reported_has_fifty_digits_at_most(asked: Callable[[], object]) -> None:
    assert max(map(digits, decimals(asked()))) == 50


def test_a_quotient_and_what_is_reported_are_rounded_half_to_even_at_fifty_digits() -> None:
    assert quotient(TWO, THREE) == Decimal("0." + "6" * 49 + "7")
    assert reported(Decimal("1" * 50 + "5")) == Decimal("1" * 49 + "20")
    assert reported(Decimal("2" * 50 + "5")) == Decimal("2" * 50 + "0")


def test_a_quotient_is_turned_back_exactly() -> None:
    assert digits(turned(THREE)) == 48
    assert turned(quotient(TWO, THREE)) == Decimal("1.5")


def test_thirds_add_up_to_one_and_leave_no_crumbs() -> None:
    third = exact(lambda: ONE / THREE)()

    assert digits(third) == 200
    assert digits(settled(third)) == 150
    assert exact(lambda: settled(third + third + third))() == 1
    assert remainder(ONE, exact(lambda: third + third + third)()) == 0


def test_a_function_made_exact_keeps_its_name_and_its_description() -> None:
    assert linear.account.__name__ == "account"
    assert str(linear.account.__doc__).startswith("Return where the account of *legs* stands")
