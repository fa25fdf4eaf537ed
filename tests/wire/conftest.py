from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.playground import Loopback
from tests.wire.process import Bot


@pytest_asyncio.fixture(scope="module", loop_scope="module", name="bot")
async def _bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bot]:
    async with Loopback() as discord:
        bot = Bot(discord, tmp_path_factory.mktemp("bot"))
        await bot.start()
        yield bot
        await bot.end()


@pytest.fixture(scope="module", name="discord")
def _discord(bot: Bot) -> Loopback:
    return bot.discord
