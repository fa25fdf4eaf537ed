from bot.store.recent import Recent


def test_a_value_is_recalled_while_it_is_fresh() -> None:
    fresh, stale = Recent[str](), Recent[str](lifetime=0)

    fresh.keep(1, "one")
    stale.keep(1, "one")

    assert (fresh.recall(1), fresh.recall(2)) == ("one", None)
    assert (stale.recall(1), stale.last(1)) == (None, "one")


def test_the_oldest_goes_when_there_are_too_many() -> None:
    recent = Recent[str](capacity=2)

    for number in range(3):
        recent.keep(number, str(number))

    assert [recent.recall(number) for number in range(3)] == [None, "1", "2"]


def test_what_is_forgotten_is_read_anew() -> None:
    recent = Recent[str]()
    recent.keep(1, "one")

    recent.forget(1)
    recent.forget(2)

    assert recent.recall(1) is None
