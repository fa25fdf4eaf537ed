"""What a class is told of each step, once, whichever process tells it."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from discord import AutoShardedClient, Forbidden, HTTPException, NotFound

from bot.chat.clock import now
from bot.chat.drain import log
from bot.chat.services import Services
from bot.chat.session.pages import Page
from bot.chat.session.pictures import picture
from bot.classroom import Phase
from bot.errors import IsocrossError
from bot.options import classroom
from bot.store import held

AGAIN: Final = 1.0
"""Seconds after which a class is told again what Discord did not take."""

PROGRESS: Final = 5.0
"""Seconds between two edits that tell how many have answered."""

TELLING: Final = 8_000
"""Milliseconds after which another process takes it that whoever was to tell is gone."""

NOBODY: Final = 0
"""Whose rows are read where nobody's matter."""


class Teller:
    """Publishes the steps of sessions, and how many have answered."""

    def __init__(
        self,
        services: Services,
        client: AutoShardedClient,
        page: Callable[[held.Session], Awaitable[Page]],
        again: Callable[[], None],
    ) -> None:
        """Prepare for telling.

        Args:
            services: The words, and what is stored.
            client: Whom Discord listens to.
            page: Gives the message of the step that a session is at.
            again: Sees to it that what Discord did not take is told once more.
        """
        self._page = page
        self._again = again
        self._services = services
        self._client = client
        self._sessions = services.records.sessions
        self._publishing: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._stirred: dict[int, asyncio.Task[None]] = {}

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
            except (NotFound, Forbidden) as error:
                told, lost = await self._lose(session), error
            except Exception as error:  # noqa: BLE001 -- whatever it was, it is told again
                log.warning("session not told yet", error=type(error).__name__)
                told = held.Changes(fields={"telling": None})
                asyncio.get_running_loop().call_later(AGAIN, self._again)
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
        page = await self._page(session)
        fields: dict[str, object] = {"shown": session.course.revision, "telling": None}
        if session.shown_step == session.course.step and session.message_id:
            with suppress(NotFound):  # somebody has taken the message away: it is sent anew
                await self._edit(session, page)
                return held.Changes(fields=fields)
        view = page.view(attachment=await picture(page))
        await self._close(session)
        room: Any = self._client.get_partial_messageable(session.room)
        nonce = f"{session.session_id}-{session.course.revision}"
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

    async def give_up(self, session: held.Session) -> None:
        """End a session that can no longer go on."""
        told = await self._lose(session)
        await self._sessions.change(session.session_id, lambda _: (None, told), NOBODY)

    async def _close(self, session: held.Session) -> None:
        """Take the buttons from the message before."""
        if session.message_id is None or session.shown_step is None:
            return
        before = replace(session, course=held.Course(session.shown_step, 0, None, None, False))  # noqa: FBT003 -- the fields of a row
        with suppress(HTTPException):  # gone, or in a thread that is archived
            await self._edit(session, await self._page(before), is_open=False)

    async def _edit(self, session: held.Session, page: Page, *, is_open: bool = True) -> None:
        """Show a message anew, with its picture: Discord keeps none that is not sent again."""
        view = page.view(is_open=is_open, attachment=await picture(page))
        place = session.room if session.shown_step else session.channel_id
        room: Any = self._client.get_partial_messageable(place)
        await room.get_partial_message(session.message_id).edit(view=view, attachments=view.files)

    def stir(self, session: int) -> None:
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
                    page = await self._page(session)
                    if page.step.phase is not Phase.LESSON:  # who is lost, only the host sees
                        await self._edit(session, page)
        except (HTTPException, IsocrossError) as error:
            log.warning("no progress told", error=type(error).__name__)

    def close(self) -> None:
        """Tell nothing any more."""
        for task in self._stirred.values():
            task.cancel()
