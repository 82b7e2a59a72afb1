"""One thread that commits what has arrived, all of it at once, and answers each sender.

It knows no room: `run` hands it the flow at the start. There are no timers. While one batch is being
committed the next one gathers, so batches grow with load and a lone line waits for nobody.
"""

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

BATCH_AT_MOST = 500


class Closed(Exception):
    """The letterbox is shut: nothing more is taken, and nothing of this was kept."""


class Letterbox(Generic[Item, Answer]):
    """`arrive(items)` commits them in one transaction and returns one answer for each.

    If a batch fails, each item is tried alone, so that one bad item never harms its neighbours.
    `at_rest()` runs on the same thread after `tidy()` (where the database wants its log tidied), `goodbye()`
    when it closes.
    """

    def __init__(
        self,
        arrive: Callable[[Sequence[Item]], Sequence[Answer]],
        at_rest: Callable[[], None] = lambda: None,
        goodbye: Callable[[], None] = lambda: None,
    ) -> None:
        self._arrive = arrive
        self._at_rest = at_rest
        self._goodbye = goodbye
        self._waiting: list[tuple[Item, Any]] = []
        self._some = threading.Condition(threading.Lock())
        self._open = True
        self._untidy = False
        self._thread = threading.Thread(target=self._work, name="letterbox", daemon=True)
        self._thread.start()

    def put(self, item: Item) -> "Future[Answer]":
        """For a thread: takes the item; the future's result is its answer once it is on disk."""
        promise: Future[Answer] = Future()
        self._take(item, promise)
        return promise

    def post(self, item: Item) -> "asyncio.Future[Answer]":
        """For the event loop: as `put`, with a future to await."""
        promise: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._take(item, promise)
        return promise

    def close(self) -> None:
        """Commits what has been taken, answers it, and ends."""
        with self._some:
            self._open = False
            self._some.notify()
        self._thread.join()

    def tidy(self) -> None:
        """Asks for `at_rest` soon, also where no line has come for long."""
        with self._some:
            self._untidy = True
            self._some.notify()

    def _take(self, item: Item, promise: Any) -> None:
        with self._some:
            if not self._open:
                raise Closed
            self._waiting.append((item, promise))
            if len(self._waiting) == 1:
                self._some.notify()

    def _work(self) -> None:
        while True:
            with self._some:
                while not self._waiting and self._open and not self._untidy:
                    self._some.wait()
                batch = self._waiting[:BATCH_AT_MOST]
                del self._waiting[:BATCH_AT_MOST]
                untidy, self._untidy = self._untidy, False
            if batch:
                self._answer(batch, self._commit([item for item, _ in batch]))
            if untidy:
                self._at_rest()
            if not batch and not self._open:
                self._goodbye()
                return

    def _commit(self, items: list[Item]) -> Sequence[Answer | Exception]:
        try:
            return self._arrive(items)
        except Exception as trouble:
            if len(items) == 1:
                return [trouble]
            return [self._commit([item])[0] for item in items]

    @staticmethod
    def _answer(batch: Sequence[tuple[Item, Any]], answers: Sequence[Answer | Exception]) -> None:
        loops: dict[asyncio.AbstractEventLoop, list[tuple[Any, Answer | Exception]]] = {}
        for (_, promise), answer in zip(batch, answers, strict=True):
            if isinstance(promise, Future):
                _settle(promise, answer)
            else:
                loops.setdefault(promise.get_loop(), []).append((promise, answer))
        for loop, settled in loops.items():
            if not loop.is_closed():
                loop.call_soon_threadsafe(_settle_all, settled)


def _settle(promise: Any, answer: object) -> None:
    if promise.done():  # the sender has gone; the row is stored either way
        return
    if isinstance(answer, Exception):
        promise.set_exception(answer)
    else:
        promise.set_result(answer)


def _settle_all(settled: list[tuple[Any, Any]]) -> None:
    for promise, answer in settled:
        _settle(promise, answer)
