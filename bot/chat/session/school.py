"""The sessions of one process: what happens in them is stored, then told; the clock moves them on.

Nothing here is true of a session: everything can be told anew from the database, by any process.
"""

import asyncio
from collections import OrderedDict, defaultdict
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any, Final

from discord import AutoShardedClient, HTTPException, Interaction, NotFound
from discord import Forbidden as Barred

from bot.advisor import Book, lesson
from bot.advisor.lesson import Solved
from bot.chat.drain import failure, log
from bot.chat.services import Services, public_locale
from bot.chat.session.pages import Page
from bot.chat.session.pictures import picture
from bot.classroom import Clock, Course, Outcome, Phase, State, events, started
from bot.classroom.events import Event
from bot.errors import Forbidden, IsocrossError, SessionRefused, StoreUnavailable
from bot.options import classroom, lessons
from bot.options.reports import ClassReport, class_report
from bot.render import Words
from bot.store import held

POLL: Final = 10.0
"""Seconds after which the database is asked again what another process may have left."""

AGAIN: Final = 1.0
"""Seconds after which a class is told again what Discord did not take."""

PROGRESS: Final = 5.0
"""Seconds between two edits that tell how many have answered."""

A_DAY: Final = 1
TELLING: Final = 8_000
"""Milliseconds after which another process takes it that whoever was to tell is gone."""

MOST_BEGUN: Final = 1_000
"""Sessions that are remembered as they began."""

SEED_BYTES: Final = 16
NOBODY: Final = 0
"""Whose rows are read where nobody's matter."""


class School:
    """Holds the sessions of the servers that this process serves."""

    def __init__(self, services: Services, client: AutoShardedClient) -> None:
        self._services = services
        self._client = client
        self._sessions = services.records.sessions
        self._courses: dict[str, Course] = {}
        self._solved: dict[str, Solved] = {}
        self._begun: OrderedDict[int, held.Session] = OrderedDict()
        self._publishing: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._stirred: dict[int, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()

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
            delete_on=now().date() + timedelta(days=max(house.retention, A_DAY)),
        )
        if not await self._sessions.start(session):
            raise SessionRefused(reason="running")
        return session

    async def opened(self, session: held.Session, message: int | None, thread: int | None) -> None:
        """Keep where a session that begins is shown; its clock is set for everybody."""
        fields = {"message_id": message, "thread_id": thread, "shown_step": 0}
        fields["shown"] = session.course.revision
        changes = held.Changes(fields=fields)
        await self._sessions.change(session.session_id, lambda _: (None, changes), NOBODY)
        self._woken.set()

    async def here(self, interaction: Interaction[Any]) -> held.Session | None:
        """Return the session of a channel or thread: the one that goes on, else the last.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        return await self._sessions.at(interaction.channel_id or 0)

    async def count(self, session: int, item: str) -> int:
        """Return how many have chosen an option of an item.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        return (await self._sessions.tally(session, item)).answers

    async def happen(self, session: held.Session, event: Event) -> Outcome:
        """Let something happen in a session, and see to it that the class is told.

        Raises:
            SessionRefused: It does not happen; the reason says why.
            StoreUnavailable: It has not happened.
        """
        course = await self.course(session.lesson)
        person = event.person if isinstance(event, events.Press) else NOBODY
        decide = classroom.decide(course, event)
        outcome = await self._sessions.change(session.session_id, decide, person)
        if outcome is None:
            raise SessionRefused(reason="none")
        if reason := classroom.refusal(outcome):
            raise SessionRefused(reason=reason)
        if outcome.effects and person:
            self._stir(session.session_id)
        if not person:
            self._woken.set()
        return outcome

    async def known(self, session: int) -> held.Session:
        """Return a session by its id.

        Raises:
            SessionRefused: There is none.
            StoreUnavailable: The database cannot be read.
        """
        found = await self._sessions.named(session)
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

        state = await self._sessions.change(session.session_id, seen, person)
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
        tally = await self._sessions.tally(session.session_id, page.item)
        totals = None
        if page.step.phase is Phase.RESULTS:
            totals = await self.report(session.session_id)
        return replace(page, tally=tally, totals=totals)

    async def report(self, session: int) -> ClassReport:
        """Return the results of a class, made beside the event loop.

        Raises:
            SessionRefused: There is no such session.
        """
        found = await self.whole(session)
        course = await self.course(found.session.lesson)
        animals = self.animals(found.session)
        return await asyncio.to_thread(class_report, found, course, self.book, animals)

    async def whole(self, session: int) -> held.Found:
        """Return a session with its whole class.

        Raises:
            SessionRefused: There is no such session.
            StoreUnavailable: The database cannot be read.
        """
        found = await self._sessions.of(session)
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

    async def publish(self, session_id: int) -> None:
        """Tell the class where its session is now, if it has not been told yet.

        What Discord does not take is told again in a moment.
        """
        async with self._publishing[session_id]:
            session = await self._sessions.change(session_id, self._claimed, NOBODY)
            if session is None:
                return
            lost: Exception | None = None
            try:
                told = await self._tell(session)
            except (NotFound, Barred) as error:
                told, lost = await self._lose(session), error
            except Exception as error:  # noqa: BLE001 -- whatever it was, it is told again
                log.warning("session not told yet", error=type(error).__name__)
                told = held.Changes(fields={"telling": None})
                asyncio.get_running_loop().call_later(AGAIN, self._woken.set)
            await self._sessions.change(session_id, lambda _: (None, told), NOBODY)
            if lost:
                log.warning("session lost", error=type(lost).__name__)
        if session.course.ended:
            self._publishing.pop(session_id, None)

    @staticmethod
    def _claimed(found: held.Found) -> tuple[held.Session | None, held.Changes]:
        """Take it on to tell what is new, unless another process is at it just now."""
        session, at = found.session, classroom.moment(now())
        told = session.shown == session.course.revision
        if told or (session.telling is not None and session.telling > at):
            return None, held.Changes()
        return session, held.Changes(fields={"telling": at + TELLING})

    async def _tell(self, session: held.Session) -> held.Changes:
        page = await self.page(session)
        fields: dict[str, object] = {"shown": session.course.revision, "telling": None}
        if session.shown_step == session.course.step and session.message_id:
            await self._edit(session, page)
            return held.Changes(fields=fields)
        view = page.view(attachment=await picture(page))
        await self._close(session)
        room: Any = self._client.get_partial_messageable(session.room)
        nonce = f"{session.session_id}-{session.course.step}"
        message = await room.send(view=view, files=view.files, nonce=nonce)
        fields |= {"message_id": message.id, "shown_step": session.course.step}
        if session.course.ended:
            fields |= await self._ended(session, page)
        return held.Changes(fields=fields)

    async def _ended(self, session: held.Session, page: Page) -> dict[str, object]:
        house = await self._services.house_of(session.guild_id)
        day = now().date() + timedelta(days=house.retention)
        totals = page.totals.totals() if page.totals else None
        return {"delete_on": day, "totals": totals}

    async def _lose(self, session: held.Session) -> held.Changes:
        """Return what ends a session whose room is gone or closed to us."""
        ended = session.course._replace(ended=True, deadline=None, time_left=None)
        day = now().date()
        return held.Changes(
            ended, fields={"shown": ended.revision, "telling": None, "delete_on": day}
        )

    async def _give_up(self, session: held.Session) -> None:
        told = await self._lose(session)
        await self._sessions.change(session.session_id, lambda _: (None, told), NOBODY)

    async def _close(self, session: held.Session) -> None:
        """Take the buttons from the message before."""
        if session.message_id is None or session.shown_step is None:
            return
        before = replace(session, course=held.Course(session.shown_step, 0, None, None, False))  # noqa: FBT003 -- the fields of a row
        with suppress(NotFound):
            await self._edit(session, await self.page(before), is_open=False)

    async def _edit(self, session: held.Session, page: Page, *, is_open: bool = True) -> None:
        """Show a message anew, with its picture: Discord keeps none that is not sent again."""
        view = page.view(is_open=is_open, attachment=await picture(page))
        place = session.room if session.shown_step else session.channel_id
        room: Any = self._client.get_partial_messageable(place)
        await room.get_partial_message(session.message_id).edit(view=view, attachments=view.files)

    def _stir(self, session: int) -> None:
        """Tell soon how many have answered; what happens meanwhile is told with it."""
        if session not in self._stirred:
            self._stirred[session] = asyncio.create_task(self._progress(session))

    async def _progress(self, session_id: int) -> None:
        await asyncio.sleep(PROGRESS)
        self._stirred.pop(session_id, None)
        try:
            async with self._publishing[session_id]:
                session = await self._sessions.named(session_id)
                if session is None or session.shown != session.course.revision:
                    return
                if session.message_id and not session.course.ended:
                    page = await self.page(session)
                    if page.step.phase is not Phase.LESSON:  # who is lost, only the host sees
                        await self._edit(session, page)
        except (HTTPException, IsocrossError) as error:
            log.warning("no progress told", error=type(error).__name__)

    async def keep_time(self) -> None:
        """Move sessions on when their time is over, and tell what nobody has told; for ever."""
        while True:
            wait = POLL
            try:
                wait = await self._tick()
            except StoreUnavailable:
                pass
            except Exception as error:  # noqa: BLE001 -- the clock goes on, whatever it was
                failure(error)
            self._woken.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._woken.wait()

    async def _tick(self) -> float:
        """Do what is due, and return the seconds until something else may be."""
        at = now()
        for session in await self._sessions.due(classroom.moment(at)):
            event = events.TimeIsOver(at=at, revision=session.course.revision)
            try:
                await self.happen(session, event)
            except SessionRefused:  # its lesson is no longer taught
                await self._give_up(session)
        untold = await self._sessions.unpublished()
        tellings = [self.publish(session.session_id) for session in untold]
        for fault in await asyncio.gather(*tellings, return_exceptions=True):
            if isinstance(fault, Exception):
                failure(fault)
        soonest = await self._sessions.next_deadline()
        if soonest is None:
            return POLL
        left = (soonest - classroom.moment(now())) / 1_000
        return min(POLL, max(0.0, left))

    def close(self) -> None:
        """Tell nothing any more."""
        for task in self._stirred.values():
            task.cancel()


def name_of(interaction: Interaction[Any]) -> str:
    """Return the name under which somebody takes part."""
    return interaction.user.display_name[: held.NAME_LENGTH]


def now() -> datetime:
    """Return the time in Greenwich."""
    return datetime.now(UTC)
