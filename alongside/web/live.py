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
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.http.request import split_domain_port, validate_host

from alongside.base import clock, wake
from alongside.base.ids import id_at
from alongside.base.letterbox import Closed, Letterbox
from alongside.flows.message_arrives import Answer, Arrived, Kept, Refused, Said, Shown, arrive
from alongside.people import sessions
from alongside.rules.typed import clean
from alongside.talk import access, reads
from alongside.web.converters import as_id
from alongside.web.hub import FAR_BEHIND, RELOAD, Hub, Stream, line_frame
from alongside.web.lines import Reader
from alongside.web.middleware import SESSION_COOKIE, from_here

ROUTES = [
    ("GET", "/live/<id:conversation>"),
    ("POST", "/live/<id:conversation>/say"),
    ("POST", "/live/<id:conversation>/shown"),
]
BODY_AT_MOST = 32_000
READERS = 4
CHECKPOINT_EVERY = 1000  # batches
TIDY_EVERY = 10  # seconds
BEAT_EVERY = 20  # seconds
STATUS = {"signed_out": 401, "not_here": 404, "ended": 409, "paused": 409, "empty": 422, "too_long": 422}
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
        answers = arrive(items, clock.now(), self.hub.open_pages)
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
        headers = _headers(scope)
        if not self._host_is_ours(headers.get(b"host", b"")):
            return await _answer(send, 400, b'{"why":"host"}')
        if not from_here(
            method, headers.get(b"host", b"").decode("latin-1"), lambda name: _text(headers, name)
        ):
            return await _answer(send, 403, b'{"why":"not_from_here"}')
        conversation = as_id(parts[2]) if len(parts) in (3, 4) else None
        if conversation is not None:
            token = _session_hash(headers.get(b"cookie", b""))
            if len(parts) == 3 and method == "GET":
                return await self._stream(scope, receive, send, conversation, token, headers)
            if len(parts) == 4 and method == "POST" and parts[3] in ("say", "shown"):
                return await self._take(receive, send, conversation, token, parts[3] == "say")
        return await _answer(send, 404, b'{"why":"not_here"}')

    async def _take(self, receive: Any, send: Any, conversation: int, token: bytes, is_line: bool) -> None:
        item = _parsed(await _body(receive), conversation, token, is_line)
        if item is None or self.letterbox is None:
            return await _answer(send, 422, b'{"why":"unreadable"}')
        try:
            answer = await self.letterbox.post(item)
        except Closed:
            return await _answer(send, 503, b'{"why":"later"}')
        except Exception as trouble:
            log.error("a batch failed", extra={"trouble": type(trouble).__name__})
            return await _answer(send, 507, b'{"why":"full"}')
        if isinstance(answer, Refused):
            return await _answer(send, STATUS[answer.why], b'{"why":"%s"}' % answer.why.encode())
        return await _answer(send, 200, b'{"n":%d}' % (answer.n if isinstance(answer, Kept) else 0))

    async def _stream(
        self,
        scope: Any,
        receive: Any,
        send: Any,
        conversation: int,
        token: bytes,
        headers: dict[bytes, bytes],
    ) -> None:
        reader = await self._loop.run_in_executor(self._readers, _who_reads, token, conversation)
        if reader is None:
            return await _answer(send, 404, b'{"why":"not_here"}')
        person, how = reader
        stream = Stream(conversation, person, token, how, _after(scope, headers), send)
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
        frames = await self._loop.run_in_executor(
            self._readers, _lines_after, stream.person, stream.conversation, stream.shown, stream.reader
        )
        if frames is None:
            stream.push(RELOAD)
            stream.close()
            return
        for n, frame in frames:
            if n > stream.shown:
                stream.shown = n
                stream.push(frame)
        stream.behind = False

    def _woken(self, kind: str, number: int) -> None:
        self._loop.call_soon_threadsafe(self.hub.changed, kind, number)

    async def _tick(self) -> None:
        """Once a second: is anything new, from whatever process? A lost nudge costs a second, not a line."""
        beat = 0
        while True:
            await asyncio.sleep(1)
            beat += 1
            try:
                if self.hub.streams:
                    self.hub.look(await self._loop.run_in_executor(self._readers, _moved_lately))
                    if beat % BEAT_EVERY == 0:
                        hashes = [stream.session for stream in self.hub.everyone()]
                        self.hub.keep_alive(
                            await self._loop.run_in_executor(self._readers, _still_in, hashes)
                        )
                if beat % TIDY_EVERY == 0 and self.letterbox:
                    self.letterbox.tidy()
            except Exception as trouble:
                log.error("the look failed", extra={"trouble": type(trouble).__name__})

    def _host_is_ours(self, host: bytes) -> bool:
        known = self._hosts.get(host)
        if known is None:
            domain, _ = split_domain_port(host.decode("latin-1").lower())
            known = bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
            if len(self._hosts) < 100:
                self._hosts[host] = known
        return known


# On reader threads


def _who_reads(token: bytes, conversation: int) -> tuple[int, Reader] | None:
    person = sessions.people_of([token], clock.now()).get(token)
    if person is None:
        return None
    try:
        access.room_for(person, conversation)
    except access.NotHere:
        return None
    return person, Reader(*sessions.zone_and_language(person))


def _lines_after(person: int, conversation: int, n: int, reader: Reader) -> list[tuple[int, bytes]] | None:
    """Frames after number `n`; None where this person may not read, or is too far behind to be told here."""
    try:
        room, _ = access.room_for(person, conversation)
    except access.NotHere:
        return None
    if room.last_n - n > FAR_BEHIND:
        return None
    spoken = reads.after(room.program_id, conversation, max(0, n - 1))
    frames = []
    before = None
    for line in spoken:
        if line.n > n:
            frames.append((line.n, line_frame(line.n, line.seat, line.text, line.at, before, reader)))
        before = line.at
    return frames


def _moved_lately() -> list[tuple[int, int]]:
    since = id_at(int(clock.now().timestamp() * 1000) - 5000)
    return reads.moved_since(since)


def _still_in(hashes: list[bytes]) -> set[bytes]:
    return set(sessions.people_of(hashes, clock.now()))


# Small parts of a request


def _headers(scope: Any) -> dict[bytes, bytes]:
    return dict(scope["headers"])


def _text(headers: dict[bytes, bytes], name: str) -> str:
    return headers.get(name.encode(), b"").decode("latin-1")


def _session_hash(cookies: bytes) -> bytes:
    for cookie in cookies.split(b";"):
        name, _, value = cookie.strip().partition(b"=")
        if name == SESSION_COOKIE.encode():
            return sessions.hash_of(value.decode("latin-1"))
    return sessions.hash_of("")


def _after(scope: Any, headers: dict[bytes, bytes]) -> int:
    """The last number the page shows: what its last event said, else ?after=N."""
    last = headers.get(b"last-event-id", b"") or scope["query_string"].partition(b"after=")[2]
    return int(last) if last.isdigit() and len(last) < 10 else 0


async def _body(receive: Any) -> bytes | None:
    body = b""
    while True:
        message = await receive()
        part: bytes = message.get("body", b"")
        body += part
        if len(body) > BODY_AT_MOST:
            return None
        if not message.get("more_body"):
            return body


def _parsed(body: bytes | None, conversation: int, token: bytes, is_line: bool) -> Arrived | None:
    """The JSON of our own page; None for anything else."""
    try:
        told = json.loads(body or b"")
        seen = min(max(0, int(told.get("seen") or 0)), 2**31 - 1)
        if not is_line:
            return Shown(token, conversation, seen, bool(told.get("view")), bool(told.get("typing")))
        text, client_id = told["text"], told["ref"]
        if not isinstance(text, str) or not isinstance(client_id, str) or not 8 <= len(client_id) <= 64:
            return None
        return Said(token, conversation, client_id, clean(text), seen)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None


async def _answer(send: Any, status: int, body: bytes) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
