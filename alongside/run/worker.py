"""What falls due is done: a thread of `serve` on SQLite, a process of its own on PostgreSQL.

Each job is tried again at its next turn whatever happened at this one. An error is logged without words.
"""

import contextlib
import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, connections

from alongside.base import clock
from alongside.flows import (
    call_is_wished,
    checkin_comes_due,
    deletion_is_planned,
    keys_are_destroyed,
    notes_are_sent,
    peer_is_offered,
    person_rests,
    questions_come_due,
    report_is_told,
    step_comes_due,
    still_you_is_asked,
    time_runs_out,
    week_is_told,
    words_are_owed,
)
from alongside.run import ways_out
from alongside.run.prepare import COPIES_OF_KEYS
from alongside.vault import keys

log = logging.getLogger("alongside.worker")

KEY_COPIES_KEPT = timedelta(days=7)
KEYS_LOG_AT_MOST = 1_000_000  # bytes of keys.sqlite3-wal before it is folded into the file


@dataclass(slots=True)
class Job:
    """Something done every so many seconds."""

    name: str
    every: float
    do: Callable[[datetime], object]
    next_at: float = 0.0


@dataclass(slots=True)
class Memory:
    """Every process that opens words follows the ledger of destroyed keys, so that none outlives it here."""

    last: int | None = field(default=None)

    def follow(self, now: datetime) -> None:
        if self.last is None:
            self.last = keys.newest_destroyed()
        self.last = keys.drop_destroyed_after(self.last)


class Worker(threading.Thread):
    """Does its jobs until told to stop. `everything=False`: only what each process must do for itself."""

    def __init__(self, *, everything: bool) -> None:
        super().__init__(name="worker", daemon=True)
        self.told_to_stop = threading.Event()
        self._jobs = [Job("destroyed-keys", 1, Memory().follow)]
        if everything:
            self._jobs += jobs()

    def run(self) -> None:
        while not self.told_to_stop.is_set():
            self.turn(time.monotonic())
            self.rest()
        for connection in connections.all(initialized_only=True):
            connection.close()

    def rest(self) -> None:
        """Until the next turn."""
        self.told_to_stop.wait(1)

    def turn(self, moment: float) -> None:
        """Does each job whose time has come."""
        for job in self._jobs:
            if job.next_at > moment or self.told_to_stop.is_set():
                continue
            job.next_at = moment + job.every
            try:
                job.do(clock.now())
            except Exception:
                log.exception("A job failed and will be tried again", extra={"job": job.name})
                close_broken_connections()

    def stop(self) -> None:
        """Ends after the job at hand, within a second."""
        self.told_to_stop.set()
        if self.is_alive():
            self.join(1)


class Postman(Worker):
    """Sends notes, in a thread of its own: a mail server that does not answer holds up nothing else."""

    def __init__(self) -> None:
        super().__init__(everything=False)
        self.name = "postman"
        self._jobs = [Job("notes-sent", 5, notes_are_sent.send_what_is_due)]


def jobs() -> list[Job]:
    """The work of the whole install, done by one process or by several beside each other."""
    return [
        Job("condemned-keys", 1, keys_are_destroyed.finish),
        Job("next-waves", 3, peer_is_offered.next_waves),
        Job("words-owed", 2, words_are_owed.settle_what_is_due),
        Job("how-is-today", 20, checkin_comes_due.ask_who_is_due),
        Job("steps-due", 60, step_comes_due.ask_who_is_due),
        Job("weeks-told", 60, week_is_told.tell_who_is_due),
        Job("silent-numbers", 300, still_you_is_asked.ask_who_is_silent),
        Job("calls-over", 600, call_is_wished.time_runs_out),
        Job("rests-over", 60, person_rests.end_those_over),
        Job("questions", 60, questions_come_due.Watch().follow),
        Job("closed-reports", 600, report_is_told.forget_long_closed),
        Job("planned-deletions", 20, deletion_is_planned.carry_out),
        Job("what-has-ended", 30, time_runs_out.sweep),
        Job("old-key-copies", 600, remove_old_key_copies),
        Job("keys-log", 60, fold_the_keys_log),
    ]


def remove_old_key_copies(now: datetime) -> int:
    """Copies of keys older than 7 days go: what was deleted before then must not come back with them."""
    removed = 0
    folder = Path(settings.DATA) / COPIES_OF_KEYS
    for path in sorted(folder.glob("*")) if folder.is_dir() else []:
        if path.is_file() and path.stat().st_mtime < (now - KEY_COPIES_KEPT).timestamp():
            path.unlink()
            removed += 1
    return removed


def fold_the_keys_log(now: datetime) -> None:
    """On SQLite nothing else folds the keys' log into their file, unless a key is destroyed."""
    if connections["keys"].vendor != "sqlite":
        return
    path = Path(str(connections["keys"].settings_dict["NAME"]) + "-wal")
    if path.exists() and path.stat().st_size > KEYS_LOG_AT_MOST:
        keys.clear_away()


def close_broken_connections() -> None:
    """After an error a connection may be dead; the next turn opens a new one."""
    for connection in connections.all(initialized_only=True):
        if connection.connection is not None and not connection.in_atomic_block:
            with contextlib.suppress(DatabaseError):
                connection.close()


def work_until_told_to_stop(beside: Sequence[Worker]) -> None:
    """`alongside worker`: the loop in the main thread and others beside it, until SIGTERM or SIGINT."""
    ways_out.open_all()
    worker = Worker(everything=True)

    def told(number: int, frame: FrameType | None) -> None:
        worker.told_to_stop.set()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
    log.info("Working")
    for each in beside:
        each.start()
    worker.run()
    for each in beside:
        each.stop()
    log.info("Stopped")
