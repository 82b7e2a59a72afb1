"""What falls due between us and gateways: what came in is taken, what is owed is sent, and gateways that do
not call us are asked. Each in a thread of its own, so that a slow gateway holds up nothing else."""

from __future__ import annotations

import logging
import threading
import time
from datetime import datetime

from alongside.base import clock, wake
from alongside.channels.asking import Trouble
from alongside.flows import arrival_is_taken, something_comes_in, texts_are_sent
from alongside.gateways import reads as gateways
from alongside.gateways.reads import Open
from alongside.people import programs
from alongside.run.worker import Job, Worker

log = logging.getLogger("alongside.gateways")

ASKED_AGAIN_AFTER = 5.0  # seconds, after a gateway did not answer


class Taker(Worker):
    """Takes what came in: as soon as this process stored it, and once a second what others did."""

    def __init__(self) -> None:
        super().__init__(everything=False)
        self.name = "taker"
        self._came = threading.Event()
        self._jobs = [
            Job("arrivals-taken", 0, arrival_is_taken.take_words),
            Job("spool-drained", 5, something_comes_in.drain),
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
        if kind == "arrivals":
            self._came.set()


class Hearer(Taker):
    """Fetches voice notes, which takes seconds, and takes what came with them."""

    def __init__(self) -> None:
        super().__init__()
        self.name = "hearer"
        self._jobs = [Job("voice-notes-taken", 0, arrival_is_taken.take_voice_notes)]


class Carrier(Worker):
    """Hands texts over: a round a second, so that each gateway's pace is kept."""

    def __init__(self) -> None:
        super().__init__(everything=False)
        self.name = "carrier"
        self._senders = texts_are_sent.Senders()
        self._jobs = [Job("texts-sent", 0, self._round)]

    def _round(self, now: datetime) -> object:
        return texts_are_sent.send_what_is_due(now, self._senders.together)

    def stop(self) -> None:
        super().stop()
        self._senders.close()


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
                if not self._ask(gateway) and time.monotonic() - asked_at < 1:  # it does not hold us on
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


def workers() -> list[Worker]:
    """All of them, not started."""
    return [Taker(), Hearer(), Carrier(), Listeners()]
