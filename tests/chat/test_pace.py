import pytest

from bot.chat import Pace, pace
from bot.errors import TooOften

ANN, BEN = 1, 2


@pytest.fixture(name="clock")
def _clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_000.0]
    monkeypatch.setattr(pace, "time", lambda: now[0])
    return now


def test_the_third_of_two_in_a_minute_is_told_when_to_ask_again(clock: list[float]) -> None:
    asked = Pace(2)
    asked.count(ANN)
    clock[0] += 10.5
    asked.count(ANN)

    with pytest.raises(TooOften) as caught:
        asked.count(ANN)

    assert caught.value.details == {"limit": 2, "until": 1_061}  # 1,000 + 60, rounded up


def test_a_minute_after_the_first_one_more_may_be_asked_and_only_one(clock: list[float]) -> None:
    asked = Pace(2)
    asked.count(ANN)
    clock[0] += 10
    asked.count(ANN)

    clock[0] += 50
    asked.count(ANN)

    with pytest.raises(TooOften):
        asked.count(ANN)


def test_one_person_does_not_slow_another(clock: list[float]) -> None:
    assert clock
    asked = Pace(1)
    asked.count(ANN)

    asked.count(BEN)

    with pytest.raises(TooOften):
        asked.count(ANN)


def test_without_a_limit_nobody_is_refused() -> None:
    asked = Pace(0)

    for _ in range(100):
        asked.count(ANN)


def test_only_so_many_people_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "CAPACITY", 3)
    asked = Pace(1)

    for person in range(10):
        asked.count(person)

    assert list(asked._asked) == [7, 8, 9]
