"""What bearerbox gave us and still keeps: let go once it is in our tables."""

from __future__ import annotations

import fcntl
import os
import secrets
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from alongside.channels.kannel.box import Line, Sms
from alongside.channels.kannel.parts import Parts, Whole
from alongside.channels.kannel.twins import Twins


@dataclass(frozen=True, slots=True)
class Where:
    """A bearerbox, who we are there, and the file that says which process listens to it."""

    host: str
    port: int
    name: str
    mark: Path


@dataclass
class Held:
    """One gateway's line to bearerbox in this process."""

    where: Where | None = None
    line: Line | None = None
    alone: int = -1  # the open file by which no other process listens: parts of a text would be torn apart
    parts: Parts = field(default_factory=Parts)
    twins: Twins = field(default_factory=Twins)
    given: list[Whole] = field(default_factory=list)  # handed on, and not known to be kept
    mark: str = ""  # what we called them
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self, where: Where, since: str, seconds: float) -> tuple[list[Whole], str]:
        """What came after the mark `since`, and its mark. Asking with that lets go of it.

        Raises OSError where bearerbox is not there: what was not let go of comes again.
        """
        with self.lock:
            try:
                line = self._open(where)
                if self.given and self.mark == since:
                    line.have(sms for whole in self.given for sms in whole.sms)
                    self.given = []
                if not self.given:
                    self.given = self._come(line, seconds)
                    self.mark = secrets.token_hex(8) if self.given else since
                return list(self.given), self.mark
            except OSError:
                self.let_go()
                raise

    def let_go(self) -> None:
        """The line is broken: bearerbox still has everything."""
        if self.line is not None:
            self.line.close()
            self.twins.broke_at = time.time()
        if self.alone >= 0:
            os.close(self.alone)
        self.line, self.alone, self.given, self.mark = None, -1, [], ""
        self.parts.clear()

    def _open(self, where: Where) -> Line:
        if self.line is not None and self.where != where:
            self.let_go()
        if self.line is None:
            where.mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.alone = os.open(where.mark, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self.alone, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.where, self.line = where, Line(where.host, where.port, where.name)
        return self.line

    def _come(self, line: Line, seconds: float) -> list[Whole]:
        """In the order it was sent, as far as seconds tell: after a crash bearerbox mixes it."""
        came: list[Sms] = sorted(line.wait(seconds), key=lambda sms: sms.time)
        now = time.monotonic()
        wholes = [whole for sms in came for whole in self.parts.add(sms, now)] + self.parts.overdue(now)
        return [self.twins.named(whole) for whole in wholes]
