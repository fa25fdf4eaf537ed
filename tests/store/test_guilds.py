from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from bot.store import Records, retain

Opened = Callable[[], Awaitable[Records]]

TODAY = date(2026, 11, 22)
HOME, AWAY = 1_200_000_000_000_000_001, 1_200_000_000_000_000_002
QUIET = {"replies": "private", "leverage_max": "5"}


async def test_a_server_that_set_nothing_has_nothing_stored(records: Records) -> None:
    assert await records.guilds.settings(HOME) == {}
    assert list(await records.guilds.present()) == []


async def test_what_a_server_sets_is_there_for_it_alone(opened: Opened) -> None:
    one, other = await opened(), await opened()

    await one.guilds.keep(HOME, QUIET)

    assert await other.guilds.settings(HOME) == QUIET
    assert await other.guilds.settings(AWAY) == {}


async def test_none_puts_a_setting_back_to_its_default(records: Records) -> None:
    await records.guilds.keep(HOME, QUIET)
    await records.guilds.keep(HOME, {"replies": None, "leverage_max": "3"})

    assert await records.guilds.settings(HOME) == {"leverage_max": "3"}
    assert await records.guilds.lately(HOME) == {"leverage_max": "3"}


async def test_settings_of_a_server_that_left_go_on_their_day_and_not_before(
    records: Records,
) -> None:
    await records.guilds.keep(HOME, QUIET)
    await records.guilds.leave(HOME, TODAY + timedelta(days=30))
    await records.guilds.leave(HOME, TODAY + timedelta(days=60))  # heard of twice

    before = await retain(records.store, TODAY + timedelta(days=29))
    kept = await records.guilds.settings(HOME)
    after = await retain(records.store, TODAY + timedelta(days=30))

    assert (before, after) == (0, 1)
    assert kept == QUIET
    assert await records.guilds.settings(HOME) == {}


async def test_a_server_that_comes_back_in_time_keeps_its_settings(records: Records) -> None:
    await records.guilds.keep(HOME, QUIET)
    await records.guilds.leave(HOME, TODAY)
    gone = list(await records.guilds.present())

    await records.guilds.join([HOME, AWAY])

    assert gone == []
    assert list(await records.guilds.present()) == [HOME]
    assert await retain(records.store, TODAY + timedelta(days=99)) == 0


async def test_resetting_deletes_what_is_stored_of_a_server(records: Records) -> None:
    await records.guilds.keep(HOME, QUIET)
    await records.guilds.keep(AWAY, QUIET)

    await records.guilds.delete(HOME)

    assert list(await records.guilds.present()) == [AWAY]
    assert await records.guilds.settings(HOME) == {}
