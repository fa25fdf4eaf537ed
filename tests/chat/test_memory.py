import asyncio

from bot.chat.memory import Memory


async def test_what_was_kept_is_recalled_by_its_token() -> None:
    memory = Memory()

    token = memory.keep("long BTCUSDT")

    assert memory.recall(token) == "long BTCUSDT"
    assert memory.recall("another") is None


async def test_a_token_is_short_enough_for_a_button() -> None:
    assert len(Memory().keep("x" * 5_000)) == 12  # 9 bytes at 6 bits a letter


async def test_nothing_stays_longer_than_its_time_even_when_nobody_asks() -> None:
    memory = Memory(lifetime=0)

    token = memory.keep("wallet 3250")
    gone = memory.recall(token)
    for _ in range(2):  # the timer comes due in the next turn of the loop and is run after it
        await asyncio.sleep(0)

    assert gone is None
    assert len(memory) == 0


async def test_the_oldest_goes_when_there_is_no_room() -> None:
    memory = Memory(capacity=2)

    tokens = [memory.keep(text) for text in ("one", "two", "three")]

    assert [memory.recall(token) for token in tokens] == [None, "two", "three"]
