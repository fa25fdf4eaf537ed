import pytest

from bot.playground import Loopback, NoAnswer
from bot.playground.interactions import Callback
from tests.playground.conftest import IMPATIENT
from tests.playground.sample import PICTURE, Sample


@pytest.mark.usefixtures("bot")
async def test_everybody_reads_a_public_answer(discord: Loopback) -> None:
    reply = await discord.slash("echo", {"text": "hi", "times": 2, "loud": True}, locale="zh-CN")

    assert reply.text == "HI HI (zh-CN)"
    assert not reply.ephemeral
    seen = discord.messages(discord.channel("trading"), discord.person("Ben"))
    assert [message.text for message in seen] == ["HI HI (zh-CN)"]


@pytest.mark.usefixtures("bot")
async def test_nobody_else_reads_a_private_answer(discord: Loopback) -> None:
    reply = await discord.slash("card", person=discord.person("Ben"))

    assert reply.ephemeral
    trading = discord.channel("trading")
    assert discord.messages(trading, discord.person("Ann")) == []
    assert [held.text for held in discord.messages(trading, discord.person("Ben"))] == [
        "Counted 0"
    ]


@pytest.mark.usefixtures("bot")
async def test_a_choice_may_be_named_by_its_label(discord: Loopback) -> None:
    reply = await discord.slash("market", {"market": "USDⓈ-M futures", "symbol": "BTCUSDT"})

    assert reply.text == "usdm BTCUSDT False"


@pytest.mark.usefixtures("bot")
async def test_the_bot_completes_what_is_typed(discord: Loopback) -> None:
    choices = await discord.autocomplete("market", "symbol", "btc", {"market": "usdm"})

    assert [choice["value"] for choice in choices] == ["BTCUSDT", "BTCUSDC"]


@pytest.mark.usefixtures("bot")
async def test_a_value_that_is_not_yet_right_does_not_stop_the_completion(
    discord: Loopback,
) -> None:
    choices = await discord.autocomplete("market", "symbol", "eth", {"share": "perhaps"})

    assert [choice["value"] for choice in choices] == ["ETHUSDT"]


@pytest.mark.usefixtures("bot")
async def test_a_button_changes_its_message(discord: Loopback) -> None:
    reply = await discord.slash("card")
    pressed = await reply.press("Count")
    again = await pressed.press("count:1")

    assert pressed.kind is Callback.UPDATE
    assert again.text == reply.text == "Counted 2"
    assert again.raw["edited_timestamp"]


@pytest.mark.usefixtures("bot")
async def test_a_silent_answer_leaves_the_message_to_a_later_edit(discord: Loopback) -> None:
    reply = await discord.slash("tour")
    pressed = await reply.press("Silent", person=discord.person("Ben"))
    await pressed.changed()

    assert pressed.kind is Callback.DEFER_UPDATE
    assert reply.text == "Counted 7"


@pytest.mark.usefixtures("bot")
async def test_a_disabled_button_cannot_be_pressed(discord: Loopback) -> None:
    reply = await discord.slash("tour")

    with pytest.raises(LookupError):
        await reply.press("Off")


@pytest.mark.usefixtures("bot")
async def test_a_select_sends_what_was_chosen_by_label_or_value(discord: Loopback) -> None:
    reply = await discord.slash("tour")
    chosen = await reply.select("Bitcoin", "eth", name="Coins")

    assert chosen.text == "btc and eth"
    assert [held["placeholder"] for held in reply.selects] == ["Coins", "People"]


@pytest.mark.usefixtures("bot")
async def test_a_modal_comes_back_filled(discord: Loopback) -> None:
    form = await discord.slash("form")

    assert form.modal is not None
    assert form.modal["title"] == "Your trade"
    reply = await form.submit({"Entry": "65k", "Side": "Long", "Mode": "Cross", "Sure": True})
    assert reply.text == "65k none ['Long'] Cross True"
    assert reply.ephemeral


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("entry", ["", "6"])
async def test_a_field_of_a_modal_must_have_its_length(discord: Loopback, entry: str) -> None:
    form = await discord.slash("form")

    with pytest.raises(ValueError, match="Entry"):
        await form.submit({"Entry": entry, "Side": "Long", "Mode": "Cross"})


@pytest.mark.usefixtures("bot")
async def test_a_deferred_answer_is_filled_and_stays_private(discord: Loopback) -> None:
    edited = await discord.slash("slow")
    followed = await discord.slash("slow", {"fill": True})

    assert edited.text == "Counted 0"
    assert followed.text == "filled"
    assert edited.ephemeral
    assert followed.ephemeral  # its own flag is ignored


@pytest.mark.usefixtures("bot")
async def test_follow_ups_come_after_the_answer_and_may_change_or_go(discord: Loopback) -> None:
    reply = await discord.slash("slow")
    for _ in range(4):  # a follow-up, its edit, another one, its removal
        await reply.changed()

    assert [message.text for message in reply.followups] == ["one more, better"]
    trading, ann = discord.channel(), discord.person()
    assert [held.text for held in discord.messages(trading, ann)] == [
        "Counted 0",
        "one more, better",
    ]


@pytest.mark.usefixtures("bot")
async def test_a_picture_arrives_with_its_message(discord: Loopback) -> None:
    reply = await discord.slash("picture")

    assert reply.files == {"chart.png": PICTURE}
    item = reply.raw["components"][0]["items"][0]
    assert item["media"]["url"] == reply.raw["attachments"][0]["url"]
    assert reply.raw["attachments"][0]["description"] == "A chart"


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("allowed", [True, False])
async def test_everyone_is_called_only_where_the_bot_allows_it(
    discord: Loopback, *, allowed: bool
) -> None:
    reply = await discord.slash("shout", {"allowed": allowed})

    assert reply.raw["mention_everyone"] is allowed


async def test_a_second_answer_is_refused(discord: Loopback, bot: Sample) -> None:
    reply = await discord.slash("twice")
    await discord.slash("echo", {"text": "wait for the other"})

    assert reply.text == "once"
    assert bot.codes == [40060]


@IMPATIENT
@pytest.mark.usefixtures("bot")
async def test_silence_is_told_to_the_person_alone(discord: Loopback) -> None:
    with pytest.raises(NoAnswer):
        await discord.slash("mute")

    trading = discord.channel()
    assert discord.messages(trading, discord.person("Ben")) == []
    said = discord.messages(trading, discord.person("Ann"))
    assert [held.message.failed for held in said] == ["The application did not respond"]


@IMPATIENT
async def test_an_answer_that_comes_too_late_is_unknown(discord: Loopback, bot: Sample) -> None:
    with pytest.raises(NoAnswer):
        await discord.slash("mute")
    late = bot.seen[0]

    with pytest.raises(Exception, match="10062"):
        await late.response.send_message("too late")


@pytest.mark.usefixtures("bot")
async def test_a_subcommand_is_named_by_its_words(discord: Loopback) -> None:
    reply = await discord.slash("session start", {"lesson": "leverage"})

    assert reply.text == "begins: leverage"


async def test_a_message_menu_gets_embeds_and_what_is_forwarded(
    discord: Loopback, bot: Sample
) -> None:
    embed = {"type": "rich", "title": "Long", "fields": [{"name": "Entry", "value": "1"}]}
    posted = discord.say("look", embeds=[embed], channel=discord.channel("lessons"))

    await discord.menu("Repeat this", posted)
    await discord.menu("Repeat this", discord.say(forwards=posted))

    plain, forward = bot.messages
    assert plain.embeds[0].fields[0].value == "1"
    assert forward.content == ""
    assert forward.flags.forwarded
    assert forward.reference
    assert forward.reference.message_id == int(posted.message.id)
    snapshot = forward.message_snapshots[0]
    assert (snapshot.content, snapshot.embeds[0].title) == ("look", "Long")


@pytest.mark.usefixtures("bot")
async def test_a_message_menu_reads_the_message(discord: Loopback) -> None:
    reply = await discord.menu("Repeat this", discord.say("long BTC"))

    assert reply.text == "You said: long BTC"


async def test_the_bot_knows_where_it_is_asked(discord: Loopback, bot: Sample) -> None:
    ann = discord.person()
    await discord.slash("card")
    await discord.slash("card", channel=discord.direct(ann))
    await discord.slash("card", install="user")
    server, direct, abroad = bot.seen

    assert (server.guild is not None, server.context.guild) == (True, True)
    assert getattr(server.channel, "name", None) == "trading"
    assert server.permissions.manage_guild
    assert server.is_guild_integration()
    assert (direct.guild, direct.context.dm_channel) == (None, True)
    assert (abroad.is_user_integration(), abroad.guild_id) == (True, 1200000000000000002)
    assert abroad.guild_id not in {guild.id for guild in bot.guilds}
    assert not abroad.is_expired()


async def test_no_more_messages_are_kept_than_asked_for(discord: Loopback) -> None:
    async with Loopback(history=2) as small:
        for text in ("one", "two", "three"):
            small.say(text)

        assert [m.text for m in small.messages(small.channel(), small.person())] == [
            "two",
            "three",
        ]
        assert discord.messages(discord.channel(), discord.person()) == []


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("typed", ["Ben", "@ben", "<@1200000000000000012>"])
async def test_people_and_channels_are_options_by_their_names(
    discord: Loopback, typed: str
) -> None:
    reply = await discord.slash("meet", {"person": typed, "room": "#lessons"})

    assert reply.text == "Ben lessons"


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("options", [{"person": "Cleo"}, {"person": "Ben", "room": "attic"}])
async def test_nobody_else_is_there_to_be_named(
    discord: Loopback, options: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match="there is no"):
        await discord.slash("meet", options)


@pytest.mark.usefixtures("bot")
async def test_a_select_of_people_sends_who_was_chosen(discord: Loopback) -> None:
    reply = await discord.slash("tour")
    chosen = await reply.select("Ben", name="People")

    assert chosen.text == "Ben"


@pytest.mark.usefixtures("bot")
async def test_a_modal_of_the_older_kind_comes_back_filled(discord: Loopback) -> None:
    form = await discord.slash("questions")
    reply = await form.submit({"Habits": ["Stops", "Alerts"]})

    assert list(form.fields) == ["Name", "Habits"]
    assert reply.text == "Ann ['Stops', 'Alerts']"


@pytest.mark.usefixtures("bot")
async def test_only_what_is_there_can_be_pressed_chosen_or_filled(discord: Loopback) -> None:
    reply, form = await discord.slash("tour"), await discord.slash("form")
    private = await discord.slash("card")

    with pytest.raises(LookupError):
        await reply.press("Nowhere")
    with pytest.raises(LookupError):
        await reply.select("doge")
    with pytest.raises(LookupError):
        await reply.select("btc", name="Shares")
    with pytest.raises(LookupError):
        await reply.submit({})
    with pytest.raises(LookupError):
        await form.submit({"Exit": "70k"})
    with pytest.raises(LookupError):
        _ = form.text
    with pytest.raises(LookupError):
        await private.press("Count", person=discord.person("Ben"))
    with pytest.raises(LookupError):
        await discord.slash("echo")


async def test_an_application_of_one_person_sends_five_follow_ups(
    discord: Loopback, bot: Sample
) -> None:
    reply = await discord.slash("chatty", install="user")
    for _ in range(6):  # five follow-ups, then the answer itself goes
        await reply.changed()
    await discord.slash("echo", {"text": "wait for the other"})

    assert [held.text for held in reply.followups] == ["0", "1", "2", "3", "4"]
    assert bot.codes == [40094, 10008]


async def test_a_token_does_not_work_for_ever(discord: Loopback, bot: Sample) -> None:
    reply = await discord.slash("card")
    assert reply._interaction is not None
    reply._interaction.opened -= 15 * 60 + 1

    with pytest.raises(Exception, match="50027"):
        await bot.seen[0].followup.send("still there?")


@IMPATIENT
async def test_nothing_follows_an_answer_that_never_came(discord: Loopback, bot: Sample) -> None:
    with pytest.raises(NoAnswer):
        await discord.slash("mute")

    with pytest.raises(Exception, match="10015"):
        await bot.seen[0].followup.send("by the way")


@pytest.mark.usefixtures("bot")
async def test_a_waiting_answer_can_be_looked_at(discord: Loopback) -> None:
    reply = await discord.slash("slow", complete=False)

    assert reply.kind is Callback.DEFER
    assert reply.ephemeral
    await reply.changed()
    assert not reply.thinking
