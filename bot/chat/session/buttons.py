"""The buttons of a session: every press is stored before it is answered."""

from collections.abc import Awaitable, Callable, Mapping
from re import Match
from typing import Any, Final, Self, cast

from discord import Interaction
from discord.ui import Button, DynamicItem, Item

from bot.chat.cards import CardView
from bot.chat.clock import now
from bot.chat.drain import attend
from bot.chat.session import panel
from bot.chat.session.ids import NAME, TEMPLATE, Pressed, control, pressed
from bot.chat.session.own import answer_sheet, named, results_of
from bot.chat.session.school import School, name_of
from bot.classroom import Kept, State, events, key
from bot.classroom.course import Phase
from bot.errors import Expired
from bot.store import held

CONFIDENCE: Final = (1, 2, 3)


class SessionButton(DynamicItem[Button[Any]], template=TEMPLATE):
    """A button of a session; it works for everybody, in every process, after every restart."""

    def __init__(self, item: Button[Any], said: Pressed) -> None:
        super().__init__(item)
        self._said = said

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction[Any], item: Item[Any], match: Match[str], /
    ) -> Self:
        """Return the button that was pressed."""
        del interaction
        return cls(cast("Button[Any]", item), pressed(match))

    async def interaction_check(self, interaction: Interaction[Any], /) -> bool:
        """Pass the gate of the commands."""
        return bool(await interaction.client.tree.interaction_check(interaction))

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Do what the button says."""
        school: School = interaction.client.school
        name = f"{NAME}/{self._said.action}"
        await attend(interaction, name, school.words, press(interaction, self._said, school))


async def press(interaction: Interaction[Any], said: Pressed, school: School) -> None:
    """Do what a button says.

    Raises:
        Expired: The button is of another version.
        SessionRefused: The session is gone, it comes too late, or it is the host's.
    """
    work = PRESSES.get(said.action)
    if work is None:
        raise Expired(command=f"{NAME} start")
    await work(interaction, await school.begun(said.session), said, school)


async def join(
    interaction: Interaction[Any], session: held.Session, said: Pressed, school: School
) -> None:
    """Take a seat, and learn one's name in the class."""
    del said
    event = events.Join(at=now(), person=interaction.user.id, name=name_of(interaction))
    outcome = await school.happen(session, event)
    called = named(outcome.state, interaction.user.id, session, school.words)
    locale = interaction.locale.value
    card = school.words.card("session.joined", locale=locale, session=session, called=called)
    leave = control(
        school.words.label("session.leave", locale=locale), session.session_id, "leave"
    )
    await interaction.response.send_message(view=CardView(card, [leave]), ephemeral=True)


async def leave(
    interaction: Interaction[Any], session: held.Session, said: Pressed, school: School
) -> None:
    """Go, with all answers."""
    del said
    event = events.Leave(at=now(), person=interaction.user.id, name="")
    await school.happen(session, event)
    await school.scrub()
    card = school.words.card("session.left", locale=interaction.locale.value)
    await interaction.response.send_message(view=CardView(card), ephemeral=True)


async def vote(
    interaction: Interaction[Any], session: held.Session, said: Pressed, school: School
) -> None:
    """Vote or guess; after a vote, say how sure one is."""
    await choose(interaction, session, said, school)
    voting = said.item != key(Phase.SHOCK, 0)
    locale = interaction.locale.value
    card = school.words.card(
        "session.voted", locale=locale, option=said.option, voting=voting, sure=None
    )
    rows = [sureness(session, said, school, locale)] if voting else []
    await interaction.response.send_message(view=CardView(card, *rows), ephemeral=True)


def sureness(
    session: held.Session, said: Pressed, school: School, locale: str
) -> list[dict[str, Any]]:
    """Return the buttons that say how sure somebody is."""
    return [
        control(
            school.words.label(f"session.sure.{sure}", locale=locale),
            session.session_id,
            "sure",
            said.item,
            sure,
        )
        for sure in CONFIDENCE
    ]


async def be_sure(
    interaction: Interaction[Any], session: held.Session, said: Pressed, school: School
) -> None:
    """Say how sure one is of one's vote."""
    event = events.BeSure(
        at=now(),
        person=interaction.user.id,
        name=name_of(interaction),
        item=said.item,
        confidence=said.option,
    )
    outcome = await school.happen(session, event)
    kept = [effect.answer for effect in outcome.effects if isinstance(effect, Kept)]
    locale = interaction.locale.value
    values = {"option": kept[0].option, "voting": True, "sure": said.option}
    card = school.words.card("session.voted", locale=locale, **values)
    view = CardView(card, sureness(session, said, school, locale))
    await interaction.response.edit_message(view=view)


async def be_lost(
    interaction: Interaction[Any], session: held.Session, said: Pressed, school: School
) -> None:
    """Let the host know that somebody does not follow, and not who."""
    del said
    event = events.BeLost(at=now(), person=interaction.user.id, name=name_of(interaction))
    await school.happen(session, event)
    card = school.words.card("session.lost", locale=interaction.locale.value)
    await interaction.response.send_message(view=CardView(card), ephemeral=True)


async def ask(
    interaction: Interaction[Any], session: held.Session, said: Pressed, school: School
) -> None:
    """Open one's own copy of a question, in one's own order."""
    state = await school.state(session, interaction.user.id)
    view = answer_sheet(interaction, session, said.item, school, state)
    await interaction.response.send_message(view=view, ephemeral=True)


async def pick(
    interaction: Interaction[Any], session: held.Session, said: Pressed, school: School
) -> None:
    """Choose an answer on one's own copy; before a lesson, the next question follows."""
    state = await choose(interaction, session, said, school)
    view = answer_sheet(interaction, session, said.item, school, state)
    await interaction.response.edit_message(view=view)


async def choose(
    interaction: Interaction[Any], session: held.Session, said: Pressed, school: School
) -> State:
    """Keep a choice, and return the session as whoever made it sees it.

    Raises:
        SessionRefused: It is too late, or about something else than what is open.
    """
    event = events.Choose(
        at=now(),
        person=interaction.user.id,
        name=name_of(interaction),
        item=said.item,
        option=said.option,
    )
    return (await school.happen(session, event)).state


async def show_results(
    interaction: Interaction[Any], session: held.Session, said: Pressed, school: School
) -> None:
    """Show one's own results."""
    del said
    view = await results_of(interaction, session, school)
    await interaction.response.send_message(view=view, ephemeral=True)


Work = Callable[[Interaction[Any], held.Session, Pressed, School], Awaitable[None]]

PRESSES: Final[Mapping[str, Work]] = {
    "join": join,
    "leave": leave,
    "vote": vote,
    "sure": be_sure,
    "lost": be_lost,
    "answer": ask,
    "pick": pick,
    "results": show_results,
    "next": panel.press,
    "back": panel.press,
    "pause": panel.press,
    "resume": panel.press,
    "more": panel.press,
    "less": panel.press,
    "end": panel.press,
}
