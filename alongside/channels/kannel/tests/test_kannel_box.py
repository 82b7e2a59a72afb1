"""The line to bearerbox: what it gives is held until it is kept, whatever breaks and whatever it says."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.channels.asking import NotReached
from alongside.channels.kannel.adapter import Kannel
from alongside.channels.kannel.box import (
    ADMIN,
    BYTES,
    FIELDS,
    NUMBERS,
    REPORT,
    SHUT_DOWN,
    SMS,
    NotKannel,
    Sms,
    number,
    sms_in,
    text,
)
from alongside.channels.kannel.parts import part_in, words_of
from alongside.rules.channel import Message, Setup, Status


def frame(**told: Any) -> bytes:
    """An SMS as bearerbox says it."""
    standard: dict[str, Any] = {"sender": b"+254712345678", "id": b"id", "time": 100, "words": b"hi"}
    parts = [number(SMS)]
    for name in FIELDS:
        value = {**standard, **told}.get(name)
        if name in NUMBERS:
            parts.append(number(-1 if value is None else value))
        else:
            parts.append(number(-1) if value is None else text(value))
    said = b"".join(parts)
    return number(len(said)) + said


class Bearerbox:
    """Says what a test lets it say, and remembers what it was told."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.server.getsockname()[1])
        self.says: list[bytes] = []  # for each connection
        self.heard: list[bytearray] = []
        self.open: list[socket.socket] = []
        threading.Thread(target=self.run, daemon=True).start()

    def run(self) -> None:
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            self.open.append(connection)
            heard = bytearray()
            self.heard.append(heard)
            connection.sendall(self.says[len(self.heard) - 1])
            threading.Thread(target=self.listen, args=[connection, heard], daemon=True).start()

    @staticmethod
    def listen(connection: socket.socket, heard: bytearray) -> None:
        while part := connection.recv(4096):
            heard += part


@pytest.fixture
def bearerbox() -> Iterator[Bearerbox]:
    made = Bearerbox()
    yield made
    made.server.close()
    for connection in made.open:
        connection.close()


@pytest.fixture
def setup(bearerbox: Bearerbox, settings: Any, tmp_path: Path) -> Setup:
    settings.GATEWAYS_NEAR = frozenset({"127.0.0.1"})
    settings.DATA = tmp_path
    return Setup(1, 1, {"box_port": str(bearerbox.port), "host": "127.0.0.1"}, "secret", "")


def test_a_text_is_let_go_of_only_when_its_mark_comes_back(bearerbox: Bearerbox, setup: Setup) -> None:
    kannel = Kannel()
    bearerbox.says = [
        frame(id=b"one") + frame(id=b"two", time=99),
        frame(id=b"one") + frame(id=b"two", time=99),
    ]
    came, mark = kannel.catch_up(setup, "")
    assert [each.ref for each in came if isinstance(each, Message)] == ["two", "one"]  # as they were sent
    assert kannel.catch_up(setup, "") == (came, mark)  # it could not be kept: the same again
    kannel.close()
    again, other = kannel.catch_up(setup, mark)  # bearerbox says it again on the next line
    assert (again, other == mark) == (came, False)
    assert [b"two" in each for each in bearerbox.heard] == [False, False]
    bearerbox.open[1].sendall(frame(id=b"three"))
    last, _ = kannel.catch_up(setup, other)
    assert [each.ref for each in last if isinstance(each, Message)] == ["three"]
    kannel.close()
    assert [(b"one" in each, b"two" in each, b"three" in each) for each in bearerbox.heard] == [
        (False, False, False),
        (True, True, False),
    ]


def test_what_is_not_for_people_and_not_ours_is_nothing(bearerbox: Bearerbox, setup: Setup) -> None:
    url = b"http://127.0.0.1/in/x/status?msg=1f&d=%d&reply=%A"
    bearerbox.says = [
        frame(id=b"a", coding=BYTES, udh=b"\x06\x05\x04\x0b\x84\x23\xf0")
        + frame(id=b"b", sender=b"MPESA")
        + frame(id=b"c", kind=REPORT, dlr_url=b"", dlr_mask=1)
        + frame(id=b"d", kind=REPORT, dlr_url=url, dlr_mask=34)
    ]
    kannel = Kannel()
    came, mark = kannel.catch_up(setup, "")
    assert came == [Status("1f", "failed", "address")]
    assert mark
    kannel.close()


def test_two_processes_do_not_tear_parts_apart(bearerbox: Bearerbox, setup: Setup) -> None:
    first, second = Kannel(), Kannel()
    bearerbox.says = [frame(), frame()]
    first.catch_up(setup, "")
    with pytest.raises(NotReached):
        second.catch_up(setup, "")
    assert len(bearerbox.heard) == 1
    first.close()
    assert len(second.catch_up(setup, "")[0]) == 1
    second.close()


@pytest.mark.parametrize(
    "says", [number(7) + b"HTTP/1.", number(-5), number(2**30), number(8) + number(ADMIN) + number(SHUT_DOWN)]
)
def test_what_does_not_speak_as_bearerbox_does_is_left(
    bearerbox: Bearerbox, setup: Setup, says: bytes
) -> None:
    bearerbox.says = [says, frame()]
    kannel = Kannel()
    if says.startswith(number(7)):  # a frame of a kind we do not know says nothing
        bearerbox.says = [says + number(6) + number(SMS) + b"x?", frame()]
    with pytest.raises(NotReached):
        kannel.catch_up(setup, "")
    assert len(kannel.catch_up(setup, "")[0]) == 1
    kannel.close()


def test_nobody_near_is_reached_who_is_not_let(bearerbox: Bearerbox, setup: Setup, settings: Any) -> None:
    settings.GATEWAYS_NEAR = frozenset()
    with pytest.raises(NotReached):
        Kannel().catch_up(setup, "")
    assert bearerbox.heard == []


@given(st.binary(max_size=400))
def test_whatever_a_frame_holds_it_is_an_sms_or_refused(data: bytes) -> None:
    for each in (data, number(SMS) + data):
        try:
            assert isinstance(sms_in(each), Sms)
        except NotKannel:
            continue


@given(st.binary(max_size=60), st.binary(max_size=60), st.integers(-1, 5))
def test_whatever_a_header_and_words_hold_they_are_read(udh: bytes, words: bytes, coding: int) -> None:
    part = part_in(udh)
    assert part is None or 1 <= part.n <= part.total
    assert isinstance(words_of([Sms("id", 0, "", "", words, udh, coding, 0, -1, "")]), str)
