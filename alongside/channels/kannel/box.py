"""Kannel's own line between bearerbox and who takes texts from it, as version 1.4.5 speaks it.

Kannel's smsbox says "I have it" to bearerbox before it has told anybody, and what it holds is lost when it
stops. So nothing that comes in goes by it: we stand where it would, and a text stays in bearerbox's store, on
disk, until it is in ours.
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

ADMIN, SMS, ACKNOWLEDGED = 1, 2, 3
SHUT_DOWN, IDENTIFY, RESTART = 0, 3, 4
BYTES, WIDE = 1, 2  # codings of an SMS that are not UTF-8
WORDS, REPORT = 0, 3  # kinds of an SMS: what somebody wrote, what became of one of ours
LONGEST = 1_000_000  # bytes of one frame; more is not Kannel
QUIET = 0.05  # seconds without more, after something came

# Every part of an SMS, in its order.
FIELDS = (
    *(
        "sender",
        "receiver",
        "udh",
        "words",
        "time",
        "smsc",
        "smsc_number",
        "foreign_id",
        "service",
        "account",
    ),
    *("id", "kind", "mclass", "mwi", "coding", "compress", "validity", "deferred", "dlr_mask", "dlr_url"),
    *("pid", "alt_dcs", "rpi", "charset", "box", "binfo", "left", "priority", "resend_try", "resend_time"),
    "meta",
)
NUMBERS = frozenset(
    {"time", "kind", "mclass", "mwi", "coding", "compress", "validity", "deferred", "dlr_mask", "pid"}
    | {"alt_dcs", "rpi", "left", "priority", "resend_try", "resend_time"}
)


class NotKannel(ConnectionError):
    """What came is not what bearerbox says; or the line is broken."""


@dataclass(frozen=True, slots=True)
class Sms:
    """One SMS or report, as bearerbox keeps it until we have it."""

    id: str
    kind: int
    sender: str
    receiver: str
    words: bytes
    udh: bytes
    coding: int  # 0: UTF-8; BYTES; WIDE: UTF-16
    time: int  # seconds since 1970
    dlr_mask: int
    dlr_url: str


class Line:
    """A connection to bearerbox, as the box with this name."""

    def __init__(self, host: str, port: int, name: str) -> None:
        self._buffer = bytearray()
        self._socket = socket.create_connection((host, port), timeout=5)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._send(number(ADMIN) + number(IDENTIFY) + text(name.encode()))

    def wait(self, seconds: float) -> list[Sms]:
        """What comes within this time; it ends early once something came and a moment brought no more."""
        until, came = time.monotonic() + seconds, list[Sms]()
        while (left := until - time.monotonic()) > 0:
            self._socket.settimeout(min(left, QUIET) if came else left)
            try:
                part = self._socket.recv(65536)
            except TimeoutError:
                break
            if not part:
                raise NotKannel
            self._buffer += part
            came += self._whole()
        return came

    def have(self, these: Iterable[Sms]) -> None:
        """They are on our disk: bearerbox may let go of them."""
        self._socket.settimeout(5)
        for sms in these:
            self._send(number(ACKNOWLEDGED) + number(0) + number(sms.time) + text(sms.id.encode()))

    def close(self) -> None:
        self._socket.close()

    def _send(self, frame: bytes) -> None:
        self._socket.sendall(number(len(frame)) + frame)

    def _whole(self) -> list[Sms]:
        """Every SMS that is here whole."""
        found = []
        while len(self._buffer) >= 4:
            (size,) = struct.unpack_from(">i", self._buffer)
            if not 4 <= size <= LONGEST:
                raise NotKannel
            if len(self._buffer) < 4 + size:
                break
            frame = bytes(self._buffer[4 : 4 + size])
            del self._buffer[: 4 + size]
            (kind,) = struct.unpack_from(">i", frame)
            if kind == SMS:
                found.append(sms_in(frame))
            elif kind == ADMIN and frame[4:8] in (number(SHUT_DOWN), number(RESTART)):
                raise NotKannel  # it stops: what we did not have yet comes again
        return found


def sms_in(frame: bytes) -> Sms:
    """The SMS in a frame. Raises NotKannel where the frame is of another version."""
    told: dict[str, Any] = {}
    place = 4
    try:
        for name in FIELDS:
            (value,) = struct.unpack_from(">i", frame, place)
            place += 4
            if name in NUMBERS:
                told[name] = value
                continue
            if value > len(frame) - place:
                raise NotKannel
            told[name] = frame[place : place + max(value, 0)]
            place += max(value, 0)
    except struct.error as trouble:
        raise NotKannel from trouble
    if place != len(frame):
        raise NotKannel
    return Sms(
        id=told["id"].decode("ascii", "replace"),
        kind=told["kind"],
        sender=told["sender"].decode("utf-8", "replace"),
        receiver=told["receiver"].decode("utf-8", "replace"),
        words=told["words"],
        udh=told["udh"],
        coding=told["coding"],
        time=told["time"],
        dlr_mask=told["dlr_mask"],
        dlr_url=told["dlr_url"].decode("utf-8", "replace"),
    )


def number(value: int) -> bytes:
    return struct.pack(">i", value)


def text(value: bytes) -> bytes:
    return number(len(value)) + value
