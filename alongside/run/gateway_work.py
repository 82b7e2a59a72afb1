"""What falls due between us and gateways: what came in is taken, what is owed is sent, and gateways that do
not call us are asked. Each in a thread of its own, so that a slow gateway holds up nothing else."""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from alongside.base import clock, wake
from alongside.channels.asking import Trouble
from alongside.flows import (
    arrival_is_taken,
    gateways_are_looked_at,
    phone_is_dialled,
    something_comes_in,
    texts_are_sent,
)
from alongside.gateways import reads as gateways
from alongside.gateways.reads import Open
from alongside.outbox import texts
from alongside.people import programs
from alongside.run.worker import Job, Worker, close_broken_connections

log = logging.getLogger("alongside.gateways")

GATEWAYS_BESIDE = 8  # gateways that send at the same time
SENDERS = 16  # messages that are handed over at the same time
LOOKS_FIRST_AFTER = 60.0  # seconds after a start, which has enough to do
ASKED_AGAIN_AFTER = 5.0  # seconds, after a gateway did not answer


class Taker(Worker):
    """Takes what came in: as soon as this process stored it, and once a second what others did."""

    def __init__(self) -> None:
        super().__init__(everything=False)
        self.name = "taker"
        self.wakes = "arrivals"
        self._came = threading.Event()
        self._jobs = [
            Job("spool-drained", 1, something_comes_in.drain),
            Job("arrivals-taken", 0, arrival_is_taken.take_words),
        ]

    def run(self) -> None:
        wake.listen(self._woken)
        try:
            super().run()
        finally:
            wake.stop_listening(self._woken)

    def rest(self) -> None:
        self._came.wait(1)
        self._came.clear()

    def stop(self) -> None:
        self._came.set()
        super().stop()

    def _woken(self, kind: str, number: int) -> None:
        if kind == self.wakes:
            self._came.set()


class Hearer(Taker):
    """Fetches voice notes, which takes seconds, and takes what came with them."""

    def __init__(self) -> None:
        super().__init__()
        self.name = "hearer"
        self._jobs = [Job("voice-notes-taken", 0, arrival_is_taken.take_voice_notes)]


class Carrier(Taker):
    """Hands texts over: as soon as one is owed, and no faster than each gateway takes them. Each gateway has
    a turn of its own, so that a slow one holds up nobody else's texts."""

    def __init__(self) -> None:
        super().__init__()
        self.name = "carrier"
        self.wakes = "texts"
        self._turns = ThreadPoolExecutor(GATEWAYS_BESIDE, "carrier")
        self._senders = ThreadPoolExecutor(SENDERS, "sender")
        self._going: dict[int, Future[int]] = {}
        self._paces: dict[int, Pace] = {}
        self._jobs = [Job("texts-sent", 0, self._round)]

    def _round(self, now: datetime) -> None:
        for gateway_id in texts.gateways_with_work(now):
            going = self._going.get(gateway_id)
            if going is None or going.done():
                self._going[gateway_id] = self._turns.submit(self._send, gateway_id)

    def _send(self, gateway_id: int) -> int:
        gateway = gateways.get(gateway_id)
        if gateway is None:
            return 0
        pace = self._paces.setdefault(gateway_id, Pace())
        try:
            may = pace.take(gateway.capabilities.per_second, time.monotonic())
            return texts_are_sent.send_by(gateway_id, clock.now(), may, self._senders.map)
        except Exception:
            log.exception("Texts could not be sent", extra={"kind": gateway.kind})
            close_broken_connections()
            return 0

    def rest(self) -> None:
        """Not at once again: a gateway's pace is counted in tenths of a second."""
        self.told_to_stop.wait(0.1)
        if not any(not going.done() for going in self._going.values()):
            super().rest()

    def stop(self) -> None:
        super().stop()
        self._turns.shutdown(wait=False, cancel_futures=True)
        self._senders.shutdown(wait=False, cancel_futures=True)


@dataclass(slots=True)
class Pace:
    """How many messages a gateway takes now: so many in a second, none saved up beyond that second."""

    left: float = 0.0
    at: float | None = None

    def take(self, per_second: float, moment: float) -> int:
        """All that may go at this moment."""
        if self.at is None:
            self.left = per_second
        else:
            self.left = min(max(per_second, 1.0), self.left + (moment - self.at) * per_second)
        self.at = moment
        may = int(self.left)
        self.left -= may
        return may


class Listeners(Worker):
    """A thread for each gateway that has to be asked (a box behind a satellite has no public address)."""

    def __init__(self) -> None:
        super().__init__(everything=False)
        self.name = "listeners"
        self._listening: dict[int, threading.Thread] = {}
        self._jobs = [Job("gateways-to-ask", 5, self._look)]

    def _look(self, now: datetime) -> None:
        for gateway in gateways.everywhere().values():
            thread = self._listening.get(gateway.id)
            if gateway.channel.polls and (thread is None or not thread.is_alive()):
                started = threading.Thread(
                    target=self._listen, args=[gateway.id], name="listener", daemon=True
                )
                self._listening[gateway.id] = started
                started.start()

    def _listen(self, gateway_id: int) -> None:
        while not self.told_to_stop.is_set():
            gateway = gateways.get(gateway_id)
            if gateway is None or not gateway.channel.polls:
                return
            asked_at = time.monotonic()
            try:
                came = self._ask(gateway)
                if gateway.channel.pause:  # each asking costs; it tells us too
                    self.told_to_stop.wait(gateway.channel.pause)
                elif not came and time.monotonic() - asked_at < 1:  # it does not hold us on
                    self.told_to_stop.wait(ASKED_AGAIN_AFTER)
            except Trouble:
                self.told_to_stop.wait(ASKED_AGAIN_AFTER)
            except Exception:
                log.exception("A gateway could not be asked", extra={"kind": gateway.kind})
                self.told_to_stop.wait(ASKED_AGAIN_AFTER)

    @staticmethod
    def _ask(gateway: Open) -> bool:
        """Whether anything came."""
        events, mark = gateway.channel.catch_up(gateway.setup, gateway.caught_up_to)
        if not events and mark == gateway.caught_up_to:
            return False
        key_id = programs.key_ids([gateway.program_id])[gateway.program_id]
        came = something_comes_in.came_in(gateway, key_id, events, clock.now())
        something_comes_in.caught_up(gateway.id, came, mark)
        return True


class Looker(Worker):
    """Looks now and then whether gateways let us in, and what credit is left. A look takes seconds."""

    def __init__(self) -> None:
        super().__init__(everything=False)
        self.name = "looker"
        first = time.monotonic() + LOOKS_FIRST_AFTER
        self._jobs = [
            Job("gateways-looked-at", 900, gateways_are_looked_at.look_at_all, first),
            Job("old-arrivals", 600, gateways_are_looked_at.forget_old_arrivals, first),
            Job("old-dialling", 600, phone_is_dialled.forget_old, first),
        ]


def workers() -> list[Worker]:
    """All of them, not started."""
    return [Taker(), Hearer(), Carrier(), Listeners(), Looker()]
