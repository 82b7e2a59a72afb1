"""Where gateways knock: /in/PATH/ACTION. Verified on the raw bytes, on disk, and only then answered.

PATH is a secret of one gateway. Nothing here waits for anything but the disk: what came in is read later
(flows.arrival_is_taken). A USSD phone alone waits for its next screen.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.db import DatabaseError, connections

from alongside.base import clock
from alongside.base.letterbox import Closed, Letterbox
from alongside.flows import phone_is_dialled, something_comes_in
from alongside.gateways import reads as gateways
from alongside.gateways import spool
from alongside.gateways.arrivals import CameIn
from alongside.people import programs
from alongside.rules.channel import HungUp, NotGenuine, NotUnderstood, Pressed, Raw, Reply, Screen

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.rules.channel import Event

Answer = TypeVar("Answer")

BODY_AT_MOST = 2_000_000  # bytes: a webhook with many messages in it
LOOKED_AT_EVERY = 5.0  # seconds: another process may have set up a gateway
DIALLING = 4  # threads for USSD
NOBODY = Reply(404, b"")
log = logging.getLogger("alongside.ingress")


class Ingress:
    """Owns the letterbox of what comes in, and knows the gateways also while the database is away."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Open, int]] = {}
        self.sees_gateways = False  # while the database is away those seen last are used
        self._looked_at = -LOOKED_AT_EVERY
        self._looking = asyncio.Lock()
        self._aside = bool(spool.waiting())
        self._box: Letterbox[CameIn, bool] | None = None
        self._threads = ThreadPoolExecutor(DIALLING, "dialling")

    def open(self) -> None:
        self._box = Letterbox(_keep, goodbye=connections.close_all)

    async def close(self) -> None:
        if self._box is not None:
            await asyncio.to_thread(self._box.close)
        together = threading.Barrier(DIALLING)
        closing = [asyncio.ensure_future(self.aside(_let_go, together)) for _ in range(DIALLING)]
        await asyncio.wait(closing, timeout=2)
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def aside(self, ask: Callable[..., Answer], *told: Any) -> Answer:
        """Asks the database in a thread, so that nobody else waits meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, ask, *told)

    async def answer(self, raw: Raw, path: str) -> Reply:
        """What the gateway at the other end is told."""
        found = await self._gateway(path)
        if found is None:
            return NOBODY
        gateway, key_id = found
        if raw.action not in gateway.channel.actions:
            return NOBODY
        return await self.take(gateway, key_id, raw)

    async def take(self, gateway: Open, key_id: int, raw: Raw) -> Reply:
        """Verified, read and on disk when this returns. Raises OSError where neither the database nor the
        disk takes it."""
        try:
            gateway.channel.verify(gateway.setup, raw)
            events = gateway.channel.parse(gateway.setup, raw)
        except NotGenuine:
            log.warning("A request to a gateway was not genuine", extra={"kind": gateway.kind})
            return Reply(403, b"")
        except NotUnderstood:
            log.warning("A gateway sent what it should not", extra={"kind": gateway.kind})
            return Reply(400, b"")
        screen = None
        if any(isinstance(event, Pressed) for event in events):
            screen = await self._screen(gateway, events)
        stored = [event for event in events if not isinstance(event, Pressed | HungUp)]
        if stored:
            await self._store(something_comes_in.came_in(gateway, key_id, stored, clock.now()))
        return gateway.channel.answer(gateway.setup, raw, events, screen)

    async def of_kind(self, kind: str) -> list[tuple[Open, int]]:
        """The gateways of one kind, with the keys of their programs, for what does not come by a path."""
        await self._look(after=1)
        return [each for each in self._known.values() if each[0].kind == kind]

    async def _gateway(self, path: str) -> tuple[Open, int] | None:
        """Looked up in memory; the table is asked every few seconds, and for a path nobody knows."""
        await self._look(after=LOOKED_AT_EVERY if path in self._known else 1)
        return self._known.get(path)

    async def _look(self, after: float) -> None:
        """Asks the table, unless that was done less than so many seconds ago."""
        if time.monotonic() - self._looked_at <= after and not self._looking.locked():
            return
        async with self._looking:  # who comes meanwhile waits for what is found
            if time.monotonic() - self._looked_at <= after:
                return
            self._looked_at = time.monotonic()
            try:
                self._known = await self.aside(_all_gateways)
                self.sees_gateways = True
            except DatabaseError:
                self.sees_gateways = False
                log.warning("The gateways could not be looked up")

    async def _store(self, items: Sequence[CameIn]) -> None:
        """On disk when this returns: in the table, or aside in a file while the database is away."""
        try:
            if self._box is None or self._goes_aside():
                raise Closed
            kept = await asyncio.gather(*(self._box.post(item) for item in items), return_exceptions=True)
            aside = [item for item, how in zip(items, kept, strict=True) if how is not True]
        except Closed:
            aside = list(items)
        if aside:
            log.warning("Something that came in was put aside on disk", extra={"count": len(aside)})
            self._aside = True
            await asyncio.get_running_loop().run_in_executor(self._threads, spool.add, aside)

    def _goes_aside(self) -> bool:
        """What was put aside is read first, so that nobody's words change their order."""
        self._aside = self._aside and bool(spool.waiting())
        return self._aside

    async def _screen(self, gateway: Open, events: Sequence[Event]) -> Screen:
        pressed = next(event for event in events if isinstance(event, Pressed))
        try:
            return await self.aside(_dial, gateway, pressed)
        except Exception:  # the phone is answered whatever happened; nothing typed is in the log
            log.exception("A phone that dialled could not be answered")
            return Screen(str(gateway.settings["ring_back"]) or gateway.shown, more=False)


def raw_of(scope: Any, body: bytes, action: str, address: str) -> Raw:
    """A request of the server as adapters read it."""
    query = scope["query_string"].decode("latin-1")
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        said = value.decode("latin-1")
        headers[key] = f"{headers[key]},{said}" if key in headers else said
    url = f"{settings.GATEWAYS_ADDRESS}{scope['raw_path'].decode('latin-1').split('?')[0]}"
    return Raw(scope["method"], action, f"{url}?{query}" if query else url, query, headers, body, address)


def _keep(items: Sequence[CameIn]) -> Sequence[bool]:
    try:
        return something_comes_in.keep(items)
    except DatabaseError:
        for connection in connections.all(initialized_only=True):  # it may be dead: the next one is new
            if not connection.in_atomic_block:
                connection.close()
        raise


def _dial(gateway: Open, pressed: Pressed) -> Screen:
    return phone_is_dialled.dial(gateway, pressed, clock.now())


def _let_go(together: threading.Barrier) -> None:
    """Each thread closes its own connections: they wait for each other, so that none does it twice."""
    with contextlib.suppress(threading.BrokenBarrierError):
        together.wait(2)
    connections.close_all()


def _all_gateways() -> dict[str, tuple[Open, int]]:
    ready = gateways.everywhere()
    key_ids = programs.key_ids(each.program_id for each in ready.values())
    return {each.setup.path: (each, key_ids[each.program_id]) for each in ready.values()}
