"""An operator's message centre to test with: speaks SMPP 3.4 as one does, and lets a number have a fate.

What a handset sends is kept until the gateway says that it has it, and sent again on its next connection, as
real ones do. What is sent to a handset is kept as it was on the wire.
"""

from __future__ import annotations

import itertools
import socket
import struct
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field

from tests.gateways.smpp import Submitted, decoded, deliver, encoded, in_pieces, submitted, text_at

BINDS = {1: "receiver", 2: "transmitter", 9: "both"}
SUBMIT, DELIVER, UNBIND, ENQUIRE, ANSWER = 4, 5, 6, 0x15, 0x80000000
FINE, THROTTLED, NO_SUCH_NUMBER = 0, 0x58, 0x0B
PASSWORD = "smpppw"
REPORTED = {  # what a report says: its word, its number, its error
    "delivered": ("DELIVRD", 2, "000"),
    "expired": ("EXPIRED", 3, "011"),
    "failed": ("UNDELIV", 5, "011"),
    "rejected": ("REJECTD", 8, "011"),
}


@dataclass
class Owed:
    """Something for the gateway, until it says that it has it."""

    body: bytes
    had: threading.Event = field(default_factory=threading.Event)
    sent_on: int = 0  # which connection


class MessageCentre:
    """`with MessageCentre() as centre`: listens on a port of its own until the end."""

    def __init__(self) -> None:
        self.fates: dict[str, str] = {}  # number: delivered, expired, failed, rejected, refused, silent
        self.throttled: dict[str, int] = {}  # number: how often it is told to wait
        self.submitted: list[Submitted] = []
        self.told_to_wait = 0
        self._owed: list[Owed] = []
        self._lock = threading.RLock()
        self._names = itertools.count(1)
        self._sequence = itertools.count(1)
        self._references = itertools.count(1)
        self._sessions: dict[int, Session] = {}
        self._closing = False

    def __enter__(self) -> MessageCentre:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        self._server.close()
        with self._lock:
            sessions = list(self._sessions.values())
        for session in sessions:
            session.close()

    def text(self, sender: str, words: str, to: str = "1234", disorder: bool = False) -> list[Owed]:
        """A handset sends a text, in parts where it is long; they arrive backwards if `disorder`."""
        coding, data = encoded(words)
        longest, each = (160, 153) if coding == 0 else (140, 134)
        pieces = [data] if len(data) <= longest else list(in_pieces(data, each, coding))
        ref = next(self._references) % 256
        owed = []
        for n, piece in enumerate(pieces, 1):
            udh = bytes([5, 0, 3, ref, len(pieces), n]) if len(pieces) > 1 else b""
            owed.append(Owed(deliver(sender, to, udh + piece, 0x40 if udh else 0, coding)))
        with self._lock:
            self._owed += reversed(owed) if disorder else owed
        self._pass_on()
        return owed

    def whole_texts(self, to: str) -> list[str]:
        """What the handset shows: texts in the order their last part came, put together as a phone does."""
        found, parts = [], dict[tuple[int, int], dict[int, Submitted]]()
        for part in self.parts_to(to):
            if not part.udh:
                found.append(decoded(part.words, part.coding))
                continue
            ref, total, n = part.udh[3:6]
            group = parts.setdefault((ref, total), {})
            group[n] = part
            if len(group) == total:
                del parts[(ref, total)]
                joined = b"".join(group[each].words for each in sorted(group))
                found.append(decoded(joined, part.coding))
        return found

    def parts_to(self, to: str) -> list[Submitted]:
        """What went to a handset, as it was on the wire."""
        return [part for part in list(self.submitted) if part.to.lstrip("+") == to.lstrip("+")]

    def wait_for(self, to: str, count: int, seconds: float = 15) -> list[str]:
        """The texts a handset got, once it has so many; what there is when the time is over."""
        until = time.monotonic() + seconds
        while len(self.whole_texts(to)) < count and time.monotonic() < until:
            time.sleep(0.02)
        return self.whole_texts(to)

    def connected(self, seconds: float = 10) -> bool:
        """Whether a gateway is connected by then, and may be sent something."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with self._lock:
                if self._receiver():
                    return True
            time.sleep(0.02)
        return False

    def hang_up(self) -> None:
        """Every connection breaks."""
        with self._lock:
            sessions = list(self._sessions.values())
        for session in sessions:
            session.close()

    def _accept(self) -> None:
        for number in itertools.count(1):
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            session = Session(self, number, connection)
            with self._lock:
                self._sessions[number] = session
            threading.Thread(target=session.run, daemon=True).start()

    def _receiver(self) -> Session | None:
        return next((each for each in self._sessions.values() if each.role in ("receiver", "both")), None)

    def _pass_on(self) -> None:
        """Whatever the gateway has not had on its present connection goes to it."""
        with self._lock:
            session = self._receiver()
            for owed in self._owed if session else ():
                if session and owed.sent_on != session.number:
                    owed.sent_on = session.number
                    session.waiting[next(self._sequence)] = owed
                    session.send(DELIVER, FINE, next(reversed(session.waiting)), owed.body)

    def _had(self, owed: Owed) -> None:
        with self._lock:
            self._owed.remove(owed)
        owed.had.set()

    def _not_now(self, owed: Owed) -> None:
        """The gateway cannot take it at this moment: it is offered again in a second."""

        def again() -> None:
            owed.sent_on = 0
            self._pass_on()

        timer = threading.Timer(1, again)
        timer.daemon = True
        timer.start()

    def _gone(self, session: Session) -> None:
        with self._lock:
            self._sessions.pop(session.number, None)
        if not self._closing:
            self._pass_on()

    def _take(self, body: bytes) -> tuple[int, str]:
        """A text for a handset: the answer, and what it is called here."""
        part, registered = submitted(body, f"{next(self._names):08x}")
        number = part.to.lstrip("+")
        with self._lock:
            if self.throttled.get(number, 0) > 0:
                self.throttled[number] -= 1
                self.told_to_wait += 1
                return THROTTLED, ""
            fate = self.fates.get(number, "delivered")
            if fate == "refused":
                return NO_SUCH_NUMBER, ""
            self.submitted.append(part)
            if registered & 3 and fate in REPORTED:
                timer = threading.Timer(0.05, self._report, (part, fate))
                timer.daemon = True
                timer.start()
        return FINE, part.name

    def _report(self, part: Submitted, fate: str) -> None:
        word, state, error = REPORTED[fate]
        at = time.strftime("%y%m%d%H%M")
        arrived = "001" if fate == "delivered" else "000"
        said = (
            f"id:{part.name} sub:001 dlvrd:{arrived} submit date:{at} done date:{at} stat:{word} err:{error}"
        )
        name = part.name.encode() + b"\0"
        more = struct.pack(">HHB", 0x427, 1, state) + struct.pack(">HH", 0x1E, len(name)) + name
        with self._lock:
            self._owed.append(Owed(deliver(part.to, part.sender, said.encode(), 4, 0, more)))
        self._pass_on()


class Session:
    """One connection of a gateway."""

    def __init__(self, centre: MessageCentre, number: int, connection: socket.socket) -> None:
        self.centre, self.number, self.connection = centre, number, connection
        self.role = ""
        self.waiting: dict[int, Owed] = {}
        self._sending = threading.Lock()

    def run(self) -> None:
        with suppress(OSError, EOFError):
            while True:
                size, command, status, sequence = struct.unpack(">IIII", self._read(16))
                self._handle(command, status, sequence, self._read(size - 16))
        self.close()
        self.centre._gone(self)

    def send(self, command: int, status: int, sequence: int, body: bytes = b"") -> None:
        with self._sending:
            try:
                self.connection.sendall(
                    struct.pack(">IIII", 16 + len(body), command, status, sequence) + body
                )
            except OSError:
                self.close()

    def close(self) -> None:
        self.role = ""
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
        self.connection.close()

    def _read(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            part = self.connection.recv(size - len(data))
            if not part:
                raise EOFError
            data += part
        return data

    def _handle(self, command: int, status: int, sequence: int, body: bytes) -> None:
        if command in BINDS:
            _, rest = text_at(body, 0)
            password, _ = text_at(body, rest)
            right = password == PASSWORD
            self.send(command | ANSWER, FINE if right else 0x0E, sequence, b"CENTRE\0")
            self.role = BINDS[command] if right else ""
            self.centre._pass_on()
        elif command == SUBMIT:
            outcome, name = self.centre._take(body)
            self.send(SUBMIT | ANSWER, outcome, sequence, name.encode() + b"\0" if outcome == FINE else b"")
        elif command == DELIVER | ANSWER:
            owed = self.waiting.pop(sequence, None)
            if owed and status == FINE:
                self.centre._had(owed)
            elif owed:
                self.centre._not_now(owed)
        elif command in (ENQUIRE, UNBIND):
            self.send(command | ANSWER, FINE, sequence)
            if command == UNBIND:
                raise EOFError
