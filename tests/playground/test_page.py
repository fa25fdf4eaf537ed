import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from bot.playground import Loopback
from bot.playground.words import BUSY

Seen = dict[str, Any]


class Tab:
    """A page as the browser holds it: what it shows, and what it sends."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket

    async def next(self, kind: str) -> Seen:
        while True:
            seen: Seen = await self.socket.receive_json(timeout=3)
            if seen["type"] == kind:
                return seen

    async def message(self) -> Seen:
        said: Seen = (await self.next("message"))["message"]
        return said

    async def send(self, kind: str, **more: object) -> None:
        await self.socket.send_json({"type": kind, **more})

    async def choose(self, person: str = "Ann", channel: str = "#trading") -> Seen:
        await self.send("choose", person=PEOPLE[person], channel=CHANNELS[channel])
        return await self.next("room")

    async def suggest(self, text: str, caret: int | None = None) -> Seen:
        await self.send("suggest", seq=1, text=text, caret=len(text) if caret is None else caret)
        return await self.next("suggestions")

    async def labels(self, text: str) -> list[str]:
        return [option["label"] for option in (await self.suggest(text))["options"]]

    async def accepted(self, text: str) -> str:
        found = await self.suggest(text)
        return f"{text[: found['start']]}{found['options'][0]['insert']}{text[found['end'] :]}"


PEOPLE = {"Ann": "1200000000000000011", "Ben": "1200000000000000012"}
CHANNELS = {
    "#trading": "1200000000000000021",
    "#lessons": "1200000000000000022",
    "Direct message": "@me",
}
Open = Callable[[], Awaitable[Tab]]


@pytest.fixture(name="open_tab")
async def _open_tab(discord: Loopback) -> AsyncIterator[Open]:
    async with ClientSession() as browser:

        async def open_tab() -> Tab:
            headers = {"Origin": discord.url[:-1]}
            return Tab(await browser.ws_connect(discord.url + "page", headers=headers))

        yield open_tab


@pytest.fixture(name="tab")
async def _tab(bot: object, open_tab: Open) -> Tab:  # noqa: ARG001 -- a bot must be there
    tab = await open_tab()
    await tab.choose()
    return tab


async def test_the_page_learns_who_and_where(open_tab: Open) -> None:
    hello = await (await open_tab()).next("hello")

    assert {held["name"]: held["id"] for held in hello["people"]} == PEOPLE
    assert {held["name"]: held["id"] for held in hello["channels"]} == CHANNELS


async def test_the_page_waits_for_a_bot_and_learns_its_commands(
    open_tab: Open, connect: Callable[[], Awaitable[Any]]
) -> None:
    tab = await open_tab()
    await tab.next("waiting")
    bot = await connect()

    assert "echo" in (await tab.next("ready"))["commands"]
    await bot.close()
    await tab.next("waiting")


async def test_a_typed_command_is_answered(tab: Tab) -> None:
    await tab.send("send", text="/echo text:hello there times:2 loud:yes")
    said = await tab.message()

    assert said["content"] == "HELLO THERE HELLO THERE (en-US)"
    assert said["command"] == "/echo text:hello there times:2 loud:yes"
    assert said["author"] == {"name": "Isocross", "bot": True}
    assert (said["by"], said["private"], said["failed"]) == ("Ann", False, None)


async def test_others_see_the_command_without_its_values(tab: Tab, open_tab: Open) -> None:
    other = await open_tab()
    await other.choose("Ben")
    await tab.send("send", text="/echo text:my wallet holds 5")

    assert (await other.message())["command"] == "/echo"
    again = await open_tab()
    room = await again.choose("Ben")
    assert [said["command"] for said in room["messages"]] == ["/echo"]


async def test_a_private_answer_reaches_its_person_alone(tab: Tab, open_tab: Open) -> None:
    other = await open_tab()
    await other.choose("Ben")
    await tab.send("send", text="/card")
    assert (await tab.message())["private"]

    await tab.send("send", text="good morning")
    assert (await other.message())["content"] == "good morning"
    assert len((await tab.choose("Ann"))["messages"]) == 2
    assert [m["content"] for m in (await tab.choose("Ben"))["messages"]] == ["good morning"]


async def test_each_person_has_direct_messages_of_their_own(tab: Tab, open_tab: Open) -> None:
    await tab.choose("Ann", "Direct message")
    await tab.send("send", text="/echo text:psst")
    await tab.message()
    other = await open_tab()

    assert (await other.choose("Ben", "Direct message"))["messages"] == []
    assert len((await other.choose("Ann", "Direct message"))["messages"]) == 1


async def test_a_message_in_another_channel_is_not_shown(tab: Tab, open_tab: Open) -> None:
    other = await open_tab()
    await other.choose("Ben", "#lessons")
    await other.send("send", text="in lessons")
    await other.message()
    await tab.send("send", text="in trading")

    assert (await tab.message())["content"] == "in trading"


@pytest.mark.parametrize(
    ("text", "failed"),
    [
        ("/ecko text:hi", "There is no command /ecko. Did you mean /echo?"),
        ("/echo txet:hi", "/echo has no option txet. Did you mean text:?"),
        ("/market market:usdm sybmol:BTC", "/market has no option sybmol. Did you mean symbol:?"),
        ("/echo times:2", "/echo needs text: write text: and a value."),
        ("/echo text:a text:b", "text is given twice; once is enough."),
        ("/echo text:hi times:many", "times takes a number, not many."),
        ("/echo text:hi loud:maybe", "loud takes yes or no, not maybe."),
        ("/card now", "now belongs to no option of /card."),
    ],
)
async def test_a_command_that_cannot_be_sent_says_why(tab: Tab, text: str, failed: str) -> None:
    await tab.send("send", text=text)
    said = await tab.message()

    assert (said["failed"], said["private"], said["command"]) == (failed, True, text)


async def test_a_value_outside_the_choices_goes_to_the_bot(tab: Tab) -> None:
    await tab.send("send", text="/market market:spot")

    assert (await tab.message())["content"] == "spot none False"


async def test_a_colon_inside_a_text_is_part_of_it(tab: Tab) -> None:
    await tab.send("send", text="/echo text:Long BTC entry: 65000 tp:70k")

    assert (await tab.message())["content"] == "Long BTC entry: 65000 tp:70k (en-US)"


async def test_a_button_is_pressed_and_its_message_replaced(tab: Tab) -> None:
    await tab.send("send", text="/card")
    said = await tab.message()
    await tab.send("press", message=said["id"], custom_id="count:0")
    after = await tab.message()

    assert after["id"] == said["id"]
    assert after["components"][0]["components"][0]["content"] == "Counted 1"
    assert after["edited"]


async def test_nobody_presses_a_button_they_cannot_see(tab: Tab, open_tab: Open) -> None:
    await tab.send("send", text="/card")
    said = await tab.message()
    other = await open_tab()
    await other.choose("Ben")
    await other.send("press", message=said["id"], custom_id="count:0")

    assert (await other.message())["failed"] == "This interaction failed"


async def test_a_select_sends_its_values(tab: Tab) -> None:
    await tab.send("send", text="/tour")
    said = await tab.message()
    menu = said["components"][1]["components"][0]
    await tab.send("select", message=said["id"], custom_id=menu["custom_id"], values=["eth"])

    assert (await tab.message())["content"] == "eth"


async def test_a_modal_opens_and_is_sent_back(tab: Tab) -> None:
    await tab.send("send", text="/form")
    modal = await tab.next("modal")
    fields = {part["label"]: part["component"]["custom_id"] for part in modal["components"]}
    given = {"Entry": "65k", "Side": ["Short"], "Mode": "Isolated", "Sure": "true", "Note": ""}
    filled = {fields[label]: value for label, value in given.items()}
    await tab.send("submit", modal=modal["modal"], fields=filled)

    assert modal["title"] == "Your trade"
    assert (await tab.message())["content"] == "65k  ['Short'] Isolated True"


async def test_a_modal_that_is_not_filled_says_which_field(tab: Tab) -> None:
    await tab.send("send", text="/form")
    modal = await tab.next("modal")
    await tab.send("submit", modal=modal["modal"], fields={})

    assert str((await tab.message())["failed"]).startswith("Entry ")


async def test_a_modal_does_not_open_for_the_next_person(tab: Tab) -> None:
    await tab.send("send", text="/form")
    modal = await tab.next("modal")
    await tab.choose("Ben")
    await tab.send("submit", modal=modal["modal"], fields={})

    assert (await tab.message())["failed"] == "This interaction failed"


async def test_a_picture_and_its_words_are_on_the_page(tab: Tab) -> None:
    await tab.send("send", text="/picture")
    [file] = (await tab.message())["attachments"]

    assert (file["filename"], file["description"]) == ("chart.png", "A chart")
    assert file["url"].startswith("/attachments/")


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("/mar", "/market "),
        ("/session", "/session start "),
        ("/mrket", "/market "),
        ("/market ", "/market market:"),
        ("/market mark", "/market market:"),
        ("/market market:us", "/market market:usdm "),
        ("/market market:COIN-", "/market market:coinm "),
        ("/market market:usdm ", "/market market:usdm symbol:"),
        ("/market market:usdm sha", "/market market:usdm share:"),
        ("/market market:usdm share:y", "/market market:usdm share:yes "),
        ("/market market:usdm symbol:eth", "/market market:usdm symbol:ETHUSDT "),
        ("/echo text:some words ti", "/echo text:some words times:"),
    ],
)
async def test_what_is_accepted_completes_the_text(tab: Tab, typed: str, accepted: str) -> None:
    assert await tab.accepted(typed) == accepted


async def test_suggestions_say_what_they_mean(tab: Tab) -> None:
    found = await tab.suggest("/market market:")

    assert found["options"][0] == {
        "label": "usdm",
        "detail": "USDⓈ-M futures",
        "insert": "usdm ",
    }
    assert (await tab.suggest("/mar"))["options"][0]["detail"] == "Do market"


async def test_required_options_come_first_and_none_twice(tab: Tab) -> None:
    assert await tab.labels("/market ") == ["market:", "symbol:", "share:"]
    assert await tab.labels("/market market:usdm ") == ["symbol:", "share:"]


async def test_a_word_in_the_middle_is_replaced_as_a_whole(tab: Tab) -> None:
    found = await tab.suggest("/market mark:usdm", caret=11)

    assert (found["start"], found["end"], found["options"][0]["insert"]) == (8, 13, "market:")


async def test_ordinary_text_suggests_nothing(tab: Tab) -> None:
    assert await tab.labels("hello /mar") == []


async def test_commands_that_are_not_for_the_person_are_not_offered(tab: Tab) -> None:
    assert await tab.labels("/set") == ["/setup"]
    await tab.choose("Ann", "Direct message")
    assert "/setup" not in await tab.labels("/set")
    await tab.choose("Ben")
    assert "/setup" not in await tab.labels("/set")
    await tab.send("send", text="/setup")
    assert (await tab.message())["failed"] == "/setup cannot be used here, or not by you."


@pytest.mark.parametrize("sent", ["no json", "[]", '{"type":"unknown"}', '{"type":"send"}'])
async def test_a_page_that_speaks_nonsense_is_hung_up_on(tab: Tab, sent: str) -> None:
    await tab.socket.send_str(sent)
    while (frame := await tab.socket.receive(timeout=3)).type is WSMsgType.TEXT:
        assert json.loads(frame.data)["type"] in {"hello", "waiting", "ready", "room"}

    assert tab.socket.close_code == 1003


async def test_a_page_that_asks_too_much_at_once_is_told_so(tab: Tab) -> None:
    for _ in range(33):
        await tab.send("send", text="/mute")

    assert (await tab.message())["failed"] == BUSY


async def test_a_page_that_does_not_keep_up_is_let_go(tab: Tab, discord: Loopback) -> None:
    for number in range(1100):
        discord.say(f"{number}")
    while (await tab.socket.receive(timeout=3)).type is WSMsgType.TEXT:
        pass

    assert tab.socket.close_code == 1013


async def test_a_page_that_has_chosen_nothing_does_nothing(open_tab: Open) -> None:
    tab = await open_tab()
    await tab.send("send", text="who am I?")

    assert (await tab.choose())["messages"] == []


async def test_a_menu_is_used_on_a_message(tab: Tab, open_tab: Open) -> None:
    await tab.send("send", text="long BTC")
    said = await tab.message()
    ben = await open_tab()
    await ben.choose("Ben")

    await ben.send("menu", message=said["id"], name="Repeat this")

    assert (await ben.message())["content"] == "You said: long BTC"


async def test_the_page_learns_which_menus_there_are(open_tab: Open, bot: object) -> None:
    assert bot
    assert (await (await open_tab()).next("ready"))["menus"] == [
        {"name": "Repeat this", "names": {}}
    ]


@pytest.mark.parametrize("name", ["Repeat this", "No such menu"])
async def test_a_menu_is_not_used_where_it_is_not_offered(tab: Tab, name: str) -> None:
    await tab.send("send", text="/card" if name == "Repeat this" else "long BTC")
    said = await tab.message()

    await tab.send("menu", message=said["id"], name=name)

    assert (await tab.message())["failed"] == "This interaction failed"


async def test_a_post_in_a_text_option_keeps_what_looks_like_options(tab: Tab) -> None:
    post = "Long BTC\nLoud: no\nTimes: 7 times:3x loud:quietly: no"

    await tab.send("send", text=f"/post text:{post} times:2 loud:yes")

    assert (await tab.message())["content"] == f"{post.upper()} 2".replace("\n", " / ")


async def test_a_select_is_not_pressed(tab: Tab) -> None:
    await tab.send("send", text="/tour")
    said = await tab.message()
    menu = said["components"][1]["components"][0]["custom_id"]
    await tab.send("press", message=said["id"], custom_id=menu)

    assert (await tab.message())["failed"] == "This interaction failed"


async def test_a_message_that_is_taken_away_leaves_the_page(tab: Tab, discord: Loopback) -> None:
    said = discord.say("oops")
    discord.world.remove(said.message)

    assert await tab.next("gone") == {"type": "gone", "id": said.message.id}


async def test_a_person_may_write_no_more_than_fits(tab: Tab) -> None:
    await tab.send("send", text="x" * 2001)

    said = "A message has 2,000 characters at most; this one has 2,001."
    assert (await tab.message())["failed"] == said


async def test_the_page_may_ask_in_another_language(tab: Tab) -> None:
    person, channel = PEOPLE["Ann"], CHANNELS["#trading"]
    await tab.send("choose", person=person, channel=channel, locale="zh-CN")
    await tab.send("send", text="/echo text:hi")

    assert (await tab.message())["content"] == "hi (zh-CN)"
