"""The sessions of one process: what happens in them is stored, then told.

Nothing here is true of a session: everything can be told anew from the database, by any process.
"""

import asyncio
from collections import OrderedDict
from dataclasses import replace
from datetime import timedelta
from secrets import token_hex
from typing import Any, Final

from discord import AutoShardedClient, Interaction

from bot.advisor import Book, lesson
from bot.advisor.lesson import Solved
from bot.chat.clock import now
from bot.chat.services import Services, public_locale
from bot.chat.session.pages import Page
from bot.chat.session.telling import NOBODY, TELLING, Teller
from bot.classroom import Clock, Course, Outcome, Phase, State, events, started
from bot.classroom.events import Event
from bot.errors import Forbidden, SessionRefused
from bot.options import classroom, lessons
from bot.options.reports import ClassReport, class_report
from bot.render import Words
from bot.store import held

A_DAY: Final = 1
MOST_BEGUN: Final = 1_000
"""Sessions that are remembered as they began."""

SEED_BYTES: Final = 16


class School:
    """Holds the sessions of the servers that this process serves."""

    def __init__(self, services: Services, client: AutoShardedClient) -> None:
        self._services = services
        self.sessions = services.records.sessions
        self._courses: dict[str, Course] = {}
        self._solved: dict[str, Solved] = {}
        self._begun: OrderedDict[int, held.Session] = OrderedDict()
        self.woken = asyncio.Event()
        self.teller = Teller(services, client, self.page, self.woken.set)

    async def course(self, lesson: str) -> Course:
        """Return the course of a lesson, computed once, beside the event loop.

        Raises:
            SessionRefused: There is no such lesson any more.
        """
        book = self._services.book
        if lesson not in book.library.lessons:
            raise SessionRefused(reason="none")
        if lesson not in self._courses:
            taught = book.library.lessons[lesson]
            self._courses[lesson] = await asyncio.to_thread(lessons.course, taught, book)
        return self._courses[lesson]

    async def is_host(self, interaction: Interaction[Any], session: held.Session | None) -> bool:
        """Return whether somebody may host: who started it, the role of hosts, or who manages."""
        if session is not None and session.host_id == interaction.user.id:
            return True
        if interaction.permissions.manage_guild:
            return True
        house = await self._services.house(interaction)
        roles: Any = getattr(interaction.user, "roles", ())
        return house.host_role is not None and house.host_role in {role.id for role in roles}

    async def begin(
        self, interaction: Interaction[Any], lesson: str, *, anonymous: bool, bonus: bool
    ) -> held.Session:
        """Keep a session that begins where somebody asks for it.

        Raises:
            Forbidden: It is no place of a server that has added us, or somebody may not host.
            SessionRefused: A session goes on here.
            StoreUnavailable: The database cannot be written.
        """
        guild, channel = interaction.guild_id, interaction.channel_id
        if guild is None or channel is None or not interaction.is_guild_integration():
            raise Forbidden(reason="server")
        if not await self.is_host(interaction, None):
            raise SessionRefused(reason="not_host")
        last = await self.here(interaction)
        if last is not None and not last.course.ended:
            raise SessionRefused(reason="running")
        house = await self._services.house(interaction)
        course = await self.course(lesson)
        session = held.Session(
            session_id=interaction.id,
            guild_id=guild,
            channel_id=channel,
            host_id=interaction.user.id,
            lesson=lesson,
            locale=public_locale(interaction, house),
            seed=token_hex(SEED_BYTES),
            anonymous=anonymous,
            bonus=bonus,
            course=classroom.stored(started(State(course, Clock()), now()).clock),
            telling=classroom.moment(now()) + TELLING,
            delete_on=now().date() + timedelta(days=max(house.retention, A_DAY)),
        )
        if not await self.sessions.start(session):
            raise SessionRefused(reason="running")
        return session

    async def opened(self, session: held.Session, message: int | None, thread: int | None) -> None:
        """Keep where a session that begins is shown; its clock is set for everybody."""
        fields = {"message_id": message, "thread_id": thread, "shown_step": 0, "telling": None}
        fields["shown"] = session.course.revision
        changes = held.Changes(fields=fields)
        await self.sessions.change(session.session_id, lambda _: (None, changes), NOBODY)
        self.woken.set()

    async def here(self, interaction: Interaction[Any]) -> held.Session | None:
        """Return the session of a channel or thread: the one that goes on, else the last.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        return await self.sessions.at(interaction.channel_id or 0)

    async def count(self, session: int, item: str) -> int:
        """Return how many have chosen an option of an item.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        return (await self.sessions.tally(session, item)).answers

    async def happen(self, session: held.Session, event: Event) -> Outcome:
        """Let something happen in a session, and see to it that the class is told.

        Raises:
            SessionRefused: It does not happen; the reason says why.
            StoreUnavailable: It has not happened.
        """
        course = await self.course(session.lesson)
        person = event.person if isinstance(event, events.Press) else NOBODY
        decide = classroom.decide(course, event)
        outcome = await self.sessions.change(session.session_id, decide, person)
        if outcome is None:
            raise SessionRefused(reason="none")
        if reason := classroom.refusal(outcome):
            raise SessionRefused(reason=reason)
        if outcome.effects and person:
            self.teller.stir(session.session_id)
        if not person:
            self.woken.set()
        return outcome

    async def known(self, session: int) -> held.Session:
        """Return a session by its id.

        Raises:
            SessionRefused: There is none.
            StoreUnavailable: The database cannot be read.
        """
        found = await self.sessions.named(session)
        if found is None:
            raise SessionRefused(reason="none")
        return found

    async def begun(self, session: int) -> held.Session:
        """Return a session as it began: what of it never changes, and costs no look anew.

        Raises:
            SessionRefused: There is none.
            StoreUnavailable: The database cannot be read.
        """
        if session not in self._begun:
            self._begun[session] = await self.known(session)
            if len(self._begun) > MOST_BEGUN:
                self._begun.popitem(last=False)
        return self._begun[session]

    async def state(self, session: held.Session, person: int) -> State:
        """Return a session as one person sees it, read together with what others press.

        Raises:
            SessionRefused: There is no such session any more.
            StoreUnavailable: The database cannot be read.
        """
        course = await self.course(session.lesson)

        def seen(found: held.Found) -> tuple[State, held.Changes]:
            return classroom.state(found, course), held.Changes()

        state = await self.sessions.change(session.session_id, seen, person)
        if state is None:
            raise SessionRefused(reason="none")
        return state

    def solved(self, question: str) -> Solved:
        """Return a question with its answer, computed once."""
        if question not in self._solved:
            self._solved[question] = lesson.solved(question, self._services.book)
        return self._solved[question]

    async def scrub(self) -> None:
        """Leave nothing in the files of what somebody took along."""
        await self._services.records.store.scrub()

    @property
    def words(self) -> Words:
        """The words of all languages."""
        return self._services.words

    async def page(self, session: held.Session) -> Page:
        """Return the message of the step that a session is at."""
        course = await self.course(session.lesson)
        page = Page(self._services, session, course, held.Tally(0, {}))
        tally = await self.sessions.tally(session.session_id, page.item)
        totals = None
        if page.step.phase is Phase.RESULTS:
            totals = await self.report(session.session_id)
        return replace(page, tally=tally, totals=totals)

    async def report(self, session: int) -> ClassReport:
        """Return the results of a class, made beside the event loop.

        Raises:
            SessionRefused: There is no such session.
        """
        return await self.report_of(await self.whole(session))

    async def report_of(self, found: held.Found) -> ClassReport:
        """Return the results of a class that has been read."""
        course = await self.course(found.session.lesson)
        animals = self.animals(found.session)
        return await asyncio.to_thread(class_report, found, course, self.book, animals)

    async def whole(self, session: int) -> held.Found:
        """Return a session with its whole class.

        Raises:
            SessionRefused: There is no such session.
            StoreUnavailable: The database cannot be read.
        """
        found = await self.sessions.of(session)
        if found is None:
            raise SessionRefused(reason="none")
        return found

    def animals(self, session: held.Session) -> list[str]:
        """Return what pseudonyms are made of, in the language of the session."""
        return self.words.label("session.animals", locale=session.locale).split(", ")

    @property
    def book(self) -> Book:
        """What answers rest on."""
        return self._services.book


def name_of(interaction: Interaction[Any]) -> str:
    """Return the name under which somebody takes part."""
    return interaction.user.display_name[: held.NAME_LENGTH]
