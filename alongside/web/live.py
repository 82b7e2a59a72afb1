"""The live side of a talk: three small ASGI functions beside Django.

GET  /live/N        the stream of conversation N: each line as ready HTML
POST /live/N/say    a line; answered once it is on disk
POST /live/N/shown  how far this page has been read, whether it is in view, whether someone is typing

Host, origin, size and session are checked here as Django's middleware does for pages. Who may write is
decided in the transaction that stores (flows.message_arrives); who may read, by talk.access at the start
and by the storing transaction for each line.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.http.request import split_domain_port, validate_host

from alongside.base import clock, wake
from alongside.base.letterbox import Closed, Letterbox
from alongside.flows.message_arrives import Answer, Arrived, Kept, Refused, arrive
from alongside.web import help_card
from alongside.web.converters import as_id
from alongside.web.hub import RELOAD, Hub, Stream
from alongside.web.live_parts import (
    BODY_AT_MOST,
    after,
    answer_json,
    header,
    headers_of,
    parsed,
    session_hash,
    whole,
)
from alongside.web.live_reads import (
    Found,
    arrive_now,
    lines_after,
    moved_lately,
    once_more,
    still_in,
    who_reads,
)
from alongside.web.middleware import from_here

ROUTES = [
    ("GET", "/live/<id:conversation>"),
    ("POST", "/live/<id:conversation>/say"),
    ("POST", "/live/<id:conversation>/shown"),
]
READERS = 4
CHECKPOINT_EVERY = 1000  # batches
TIDY_EVERY = 10  # seconds
BEAT_EVERY = 20  # seconds
STATUS = {
    "signed_out": 401,
    "not_here": 404,
    "ended": 409,
    "paused": 409,
    "promise": 409,
    "empty": 422,
    "too_long": 422,
}
STREAM_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
log = logging.getLogger("alongside")
_running: "Live | None" = None


def say(item: Arrived) -> Answer:
    """For a page without script: through the same letterbox, and waits for its answer."""
    if _running is not None and _running.letterbox is not None:
        return _running.letterbox.put(item).result()
    return arrive([item], clock.now(), frozenset())[0]


class Live:
    """Owns the letterbox and the open streams of this process."""

    def __init__(self) -> None:
        self.hub = Hub(self._catch_up)
        self.letterbox: Letterbox[Arrived, Answer] | None = None
        self._readers = ThreadPoolExecutor(READERS, "reader")
        self._batches = 0
        self._hosts: dict[bytes, bool] = {}
        self._ticking: asyncio.Task[None] | None = None
        self._leaving: asyncio.Task[None] | None = None

    def open(self, loop: asyncio.AbstractEventLoop) -> None:
        global _running
        self._loop = loop
        self.letterbox = Letterbox(self._arrive, self._checkpoint, connections.close_all)
        wake.listen(self._woken)
        self._ticking = loop.create_task(self._tick())
        _running = self

    def close_streams(self) -> None:
        """From a signal's handler: the open streams end, so that the server can stop."""
        self._loop.call_soon_threadsafe(self.hub.close_all)

    async def close(self) -> None:
        """Answers what was taken, then ends."""
        global _running
        _running = None
        wake.stop_listening(self._woken)
        self.hub.close_all()
        if self._ticking:
            self._ticking.cancel()
        if self.letterbox:
            await asyncio.to_thread(self.letterbox.close)
        self._readers.shutdown(wait=False, cancel_futures=True)

    # On the letterbox's thread

    def _arrive(self, items: Sequence[Arrived]) -> Sequence[Answer]:
        answers = once_more(arrive_now, items, self.hub.open_pages)
        self._loop.call_soon_threadsafe(self.hub.announce, answers)
        self._batches += 1
        if self._batches % CHECKPOINT_EVERY == 0:
            self._checkpoint()
        return answers

    def _checkpoint(self) -> None:
        """SQLite's log back into the file; only this thread does it."""
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")

    # On the event loop's thread

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        parts = scope["path"].split("/")
        method = scope["method"]
        headers = headers_of(scope)
        if not self._host_is_ours(headers.get(b"host", b"")):
            return await answer_json(send, 400, b'{"why":"host"}')
        if not from_here(
            method, headers.get(b"host", b"").decode("latin-1"), lambda name: header(headers, name)
        ):
            return await answer_json(send, 403, b'{"why":"not_from_here"}')
        conversation = as_id(parts[2]) if len(parts) in (3, 4) else None
        if conversation is not None:
            token = session_hash(headers.get(b"cookie", b""))
            if len(parts) == 3 and method == "GET":
                return await self._stream(scope, receive, send, conversation, token, headers)
            if len(parts) == 4 and method == "POST" and parts[3] in ("say", "shown"):
                return await self._take(receive, send, conversation, token, parts[3] == "say")
        return await answer_json(send, 404, b'{"why":"not_here"}')

    async def _take(self, receive: Any, send: Any, conversation: int, token: bytes, is_line: bool) -> None:
        item = parsed(await whole(receive, BODY_AT_MOST), conversation, token, is_line)
        if item is None or self.letterbox is None:
            return await answer_json(send, 422, b'{"why":"unreadable"}')
        try:
            answer = await self.letterbox.post(item)
        except Closed:
            return await answer_json(send, 503, b'{"why":"later"}')
        except Exception as trouble:
            log.error("a batch failed", extra={"kind": type(trouble).__name__.lower()})
            return await answer_json(send, 507, b'{"why":"full"}')
        if isinstance(answer, Refused):
            return await answer_json(send, STATUS[answer.why], b'{"why":"%s"}' % answer.why.encode())
        told: dict[str, Any] = {"n": answer.n if isinstance(answer, Kept) else 0}
        if isinstance(answer, Kept) and help_card.speaks(answer) and (card := await self._card(answer)):
            told["card"] = card
        return await answer_json(send, 200, json.dumps(told, separators=(",", ":")).encode())

    async def _card(self, answer: Kept) -> str:
        """The quiet help card for who wrote this line. Where it cannot be made, nothing is said of it."""
        try:
            return await self._read(help_card.card_for, answer, clock.now())
        except Exception:  # the line is kept; a word in the log would tell of it
            return ""

    async def _stream(
        self,
        scope: Any,
        receive: Any,
        send: Any,
        conversation: int,
        token: bytes,
        headers: dict[bytes, bytes],
    ) -> None:
        try:
            reader = await self._read(who_reads, token, conversation)
        except Exception as trouble:
            log.error("a stream could not open", extra={"kind": type(trouble).__name__.lower()})
            return await answer_json(send, 503, b'{"why":"later"}')
        if reader is None:
            return await answer_json(send, 404, b'{"why":"not_here"}')
        person, how = reader
        stream = Stream(conversation, person, token, how, after(scope, headers), send)
        await send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
        await send({"type": "http.response.body", "body": b"retry: 2000\n\n", "more_body": True})
        self.hub.add(stream)
        try:
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self.hub.remove(stream)

    async def _catch_up(self, stream: Stream) -> None:
        """Reads after the stream's number, asking again whether this person may."""
        try:
            frames = await self._read(
                lines_after, stream.person, stream.conversation, stream.shown, stream.reader
            )
        except Exception as trouble:
            log.error("a stream could not read on", extra={"kind": type(trouble).__name__.lower()})
            stream.close()  # the page opens another from its own number
            return
        if frames is None:
            stream.push(RELOAD)
            stream.close()
            return
        if frames:
            stream.shown = frames[-1][0]
            stream.push(b"".join(frame for _, frame in frames))
        stream.behind = False

    def _woken(self, kind: str, number: int) -> None:
        self._loop.call_soon_threadsafe(self._changed, kind, number)

    def _changed(self, kind: str, number: int) -> None:
        if kind == "signed-out":
            self._leaving = self._loop.create_task(self._beat(self.hub.sessions_of(number)))
        else:
            self.hub.changed(kind, number)

    async def _beat(self, hashes: list[bytes]) -> None:
        self.hub.keep_alive(hashes, await self._read(still_in, hashes) if hashes else set())

    def _read(self, question: Callable[..., Found], *told: Any) -> "asyncio.Future[Found]":
        """Asks the database on a reader thread."""
        return self._loop.run_in_executor(self._readers, once_more, question, *told)

    async def _tick(self) -> None:
        """Once a second: is anything new, from whatever process? A lost nudge costs a second, not a line."""
        beat = 0
        while True:
            await asyncio.sleep(1)
            beat += 1
            try:
                if self.hub.streams:
                    self.hub.look(await self._read(moved_lately))
                    if beat % BEAT_EVERY == 0:
                        await self._beat([stream.session for stream in self.hub.everyone()])
                if beat % TIDY_EVERY == 0 and self.letterbox:
                    self.letterbox.tidy()
            except Exception as trouble:
                log.error("the look failed", extra={"kind": type(trouble).__name__.lower()})

    def _host_is_ours(self, host: bytes) -> bool:
        known = self._hosts.get(host)
        if known is None:
            domain, _ = split_domain_port(host.decode("latin-1").lower())
            known = bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
            if len(self._hosts) < 100:
                self._hosts[host] = known
        return known
