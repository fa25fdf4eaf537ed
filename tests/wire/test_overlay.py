"""What members read where a community has rules of its own."""

from pathlib import Path

from bot.playground import Loopback
from tests.wire.process import Bot

NEWCOMER = {"experience": "beginner", "risk": "1.5%"}


async def asked(folder: Path, text: str) -> tuple[str, str]:
    (folder / "harbour.yaml").write_text(text, encoding="utf-8")
    async with Loopback() as discord:
        bot = Bot(discord, folder, ISOCROSS_RULES="harbour.yaml")
        await bot.start()
        reply = await discord.slash("mode", NEWCOMER)
        await bot.end()
    return reply.text, bot.log


async def test_a_member_reads_the_words_and_the_name_of_the_house(
    tmp_path: Path, harbour: str
) -> None:
    reply, _ = await asked(tmp_path, harbour)

    assert "New here?" in reply
    assert "1% (x-harbour)" in reply
    assert reply.splitlines()[-1].endswith(" + x-harbour")


async def test_members_are_answered_by_the_shipped_rules_where_those_of_the_house_are_refused(
    tmp_path: Path, harbour: str
) -> None:
    reply, log = await asked(tmp_path, harbour.replace("liquidity: thin,", "liquidity: thn,"))

    assert "isolated" in reply
    assert "x-harbour" not in reply
    lines = [line for line in log.splitlines() if line.startswith("harbour.yaml:")]
    assert len(lines) == harbour.count("liquidity: thin,")
    assert all("did you mean 'thin'?" in line for line in lines)
    assert "Traceback" not in log
