"""The open streams of this process. All of it runs on the event loop's thread.

A frame goes only to people who were in the conversation when its line was stored. A stream that missed
one reads after its own number, and so does every stream whose number the once-a-second look finds behind.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from datetime import datetime
from typing import Any

from alongside.flows.message_arrives import Answer, Kept, Noted
from alongside.web.lines import Reader, day_html, line_html

FAR_BEHIND = 40
RELOAD = b"event: reload\ndata:\n\n"
BEAT = b":\n\n"


class Stream:
    """One open page: who reads it, the last number it was handed, and what is on its way to it."""

    __slots__ = (
        "behind",
        "closed",
        "conversation",
        "person",
        "queue",
        "reader",
        "send",
        "sending",
        "session",
        "shown",
    )

    def __init__(
        self, conversation: int, person: int, session: bytes, reader: Reader, shown: int, send: Any
    ) -> None:
        self.conversation = conversation
        self.person = person
        self.session = session
        self.reader = reader
        self.shown = shown
        self.send = send
        self.queue: list[bytes] = []
        self.sending = False
        self.behind = True  # until it has read what came before it opened
        self.closed = False

    def push(self, frame: bytes) -> None:
        if self.closed:
            return
        if len(self.queue) >= FAR_BEHIND:  # a slow reader: its page is loaded again, and nothing piles up
            self.queue = [RELOAD]
            self.closed = True
            return
        self.queue.append(frame)
        if not self.sending:
            self.sending = True
            asyncio.get_running_loop().create_task(self._flush())

    async def _flush(self) -> None:
        while self.queue:
            chunk = b"".join(self.queue)
            self.queue.clear()
            await self.send({"type": "http.response.body", "body": chunk, "more_body": True})
        self.sending = False
        if self.closed:
            await self.send({"type": "http.response.body", "body": b""})

    def close(self) -> None:
        """The last chunk is sent, so that the server may close the connection at once."""
        if self.closed:
            return
        self.push(BEAT)
        self.closed = True


class Hub:
    """`catch_up(stream)` is a coroutine that reads after the stream's number and pushes what it finds."""

    def __init__(self, catch_up: Callable[[Stream], Coroutine[Any, Any, None]]) -> None:
        self._catch_up = catch_up
        self.streams: dict[int, list[Stream]] = {}
        self.open_pages: set[tuple[int, int]] = set()  # read by the letterbox's thread as a hint
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    def add(self, stream: Stream) -> None:
        self.streams.setdefault(stream.conversation, []).append(stream)
        self.open_pages.add((stream.conversation, stream.person))
        if self._closing:
            stream.close()
        else:
            self.read_on(stream)

    def remove(self, stream: Stream) -> None:
        stream.closed = True
        here = self.streams.get(stream.conversation, [])
        if stream in here:
            here.remove(stream)
        if not here:
            self.streams.pop(stream.conversation, None)
        if all(other.person != stream.person for other in here):
            self.open_pages.discard((stream.conversation, stream.person))

    def everyone(self) -> list[Stream]:
        return [stream for here in self.streams.values() for stream in here]

    def announce(self, answers: Sequence[Answer]) -> None:
        """Hands what was just stored to the pages that are open."""
        for answer in answers:
            if isinstance(answer, Kept) and answer.fresh:
                self._line(answer)
            elif isinstance(answer, Noted):
                self._noted(answer)

    def _line(self, kept: Kept) -> None:
        here = self.streams.get(kept.room.id)
        if not here:
            return
        inside = {seat.person_id for seat in kept.room.seats}
        frames: dict[Reader, bytes] = {}
        for stream in here:
            if stream.person not in inside or stream.behind or kept.n <= stream.shown:
                continue
            if kept.n != stream.shown + 1:
                self.read_on(stream)
                continue
            frame = frames.get(stream.reader)
            if frame is None:
                frame = frames[stream.reader] = line_frame(
                    kept.room.id, kept.n, kept.seat.seat, kept.text, kept.at, kept.before, stream.reader
                )
            stream.shown = kept.n
            stream.push(frame)

    def _noted(self, noted: Noted) -> None:
        room, seat = noted.room, noted.seat
        others = {other.person_id: other for other in room.others(seat.person_id)}
        for stream in self.streams.get(room.id, ()):
            other = others.get(stream.person)
            if other is None:
                continue
            stream.push(b"event: here\ndata: %d\n\n" % noted.in_view)
            if noted.in_view and seat.shares_seen and other.shares_seen:
                stream.push(b"event: seen\ndata: %d\n\n" % noted.n)
            if noted.typing and seat.shares_typing and other.shares_typing:
                stream.push(b"event: typing\ndata:\n\n")

    def read_on(self, stream: Stream) -> None:
        """Lets a stream read what it has not been handed."""
        stream.behind = True
        task = asyncio.get_running_loop().create_task(self._catch_up(stream))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def look(self, latest: Iterable[tuple[int, int]]) -> None:
        """(conversation, newest number) of what any process stored lately."""
        for conversation, n in latest:
            for stream in self.streams.get(conversation, ()):
                if not stream.behind and stream.shown < n:
                    self.read_on(stream)

    def changed(self, kind: str, number: int) -> None:
        """A nudge: a talk was paused, ended or taken up again."""
        if kind == "talk":
            for stream in self.streams.get(number, ()):
                stream.push(RELOAD)

    def sessions_of(self, person: int) -> list[bytes]:
        """The sessions in which this person has a page open."""
        return [stream.session for stream in self.everyone() if stream.person == person]

    def keep_alive(self, asked: Iterable[bytes], signed_in: set[bytes]) -> None:
        """A beat for these sessions' pages; who is not signed in any more hears nothing further."""
        sessions = set(asked)
        for stream in self.everyone():
            if stream.session in signed_in:
                stream.push(BEAT)
            elif stream.session in sessions:
                stream.push(RELOAD)
                stream.close()

    def close_all(self) -> None:
        """Ends every stream; one that opens from now on ends at once."""
        self._closing = True
        for stream in self.everyone():
            stream.close()


def line_frame(
    talk: int, n: int, seat: int, text: str | None, at: datetime, before: datetime | None, reader: Reader
) -> bytes:
    """One line as an event: its number and ready HTML, with the day before it where a day begins."""
    html = day_html(at, before, reader) + line_html(talk, n, seat, text, at, reader)
    return f"id: {n}\ndata: {html}\n\n".encode()
