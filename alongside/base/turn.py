"""Transactions, taken in turn.

SQLite lets one writer in at a time and makes the others poll. A process that commits batch after batch
would starve its own page threads, so within a process writers queue here, first come, first served.
On PostgreSQL nobody waits: the database does this better.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connections, transaction


class Turnstile:
    """Lets one thread through at a time, in the order they came. A thread may come again inside."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._holder: int | None = None
        self._depth = 0
        self._waiting: deque[tuple[int, threading.Event]] = deque()

    def enter(self) -> None:
        me = threading.get_ident()
        with self._guard:
            if self._holder == me:
                self._depth += 1
                return
            if self._holder is None:
                self._holder, self._depth = me, 1
                return
            called = threading.Event()
            self._waiting.append((me, called))
        called.wait()

    def leave(self) -> None:
        with self._guard:
            self._depth -= 1
            if self._depth:
                return
            if self._waiting:
                self._holder, called = self._waiting.popleft()
                self._depth = 1
                called.set()
            else:
                self._holder = None


_turnstile = Turnstile()


@contextmanager
def write() -> Iterator[None]:
    """One transaction on the data: everything in it is on disk when it ends, or nothing is."""
    queue = connections["default"].vendor == "sqlite"
    if queue:
        _turnstile.enter()
    try:
        with transaction.atomic():
            yield
    finally:
        if queue:
            _turnstile.leave()


def after_commit(call: Callable[[], object]) -> None:
    """Runs `call()` once the transaction around it is on disk; at once where there is none."""
    transaction.on_commit(call)


def required() -> None:
    """Says no to a write outside a transaction: a room's verbs never open one of their own."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A room writes only inside a flow's transaction.")
