"""Whatever bytes come by mail, they are read, ignored or refused; nothing breaks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from alongside.channels.email import signed
from alongside.channels.email.tests.letters import CHECKED, SETUP, events, mail
from alongside.rules.channel import Message, NotUnderstood


def test_parts_within_parts_without_end_are_not_understood() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(900)
    )
    body = mail("@@", "Content-Type: multipart/mixed; boundary=x").replace(b"@@", b"--x\r\n" + deep)
    with pytest.raises(NotUnderstood):
        events(body)


@pytest.mark.parametrize(
    "body",
    [
        b"X: y\r\n" * 300_000,
        b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n\r\n" * 200_000,
        b"From: a@b.example\r\n\r\n" + b"\r\n" * 300_000,
        b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + b"<a " * 300_000,
    ],
    ids=["headings", "parts", "empty lines", "tags"],
)
def test_the_largest_mail_takes_bounded_time(body: bytes) -> None:
    began = time.process_time()
    look_at(body)
    assert time.process_time() - began < 10


# fmt: off
HEADS = some.sampled_from(
    [
        "From", "Content-Type", "Content-Transfer-Encoding", "Message-ID", "Date", "Auto-Submitted",
        "Subject", "Content-Disposition", "References", "Authentication-Results", "MIME-Version", "X",
    ]
)
BITS = some.sampled_from(
    [
        "multipart/mixed; boundary=b", "text/plain", "text/html; charset=", "base64", "=?utf-8?b?", "?=",
        "<a@b.c>", "charset*=utf-8''x", "message/rfc822", "message/delivery-status", "multipart/report",
        ";", '"', "\\", "(", "\r\n ", "=?x?q?=ZZ?=", "\udcff", "📨", "filename*0*=a",
        "format=flowed; delsp=yes", "mx.example.org;",
    ]
)
LINES = some.sampled_from(
    [
        "--b", "--b--", "> ", "-- ", "On 1 Jan 2026 at 1:00 a@b.c wrote:", "From: a@b.c", "To: x",
        "Sent: 1", "Content-Type: text/html", "Content-Type: multipart/alternative; boundary=b", "",
        "<blockquote>", "</p", "<a href=", "=E2=98", "Action: failed", "Status: 5.1.1", "Subject: x",
        "\x00", "<![CDATA[", "<!--",
    ]
)
# fmt: on


@settings(max_examples=150, deadline=None)
@given(
    some.lists(some.tuples(HEADS, some.lists(BITS | some.text(max_size=8), max_size=4))),
    some.lists(LINES | some.text(max_size=20), max_size=30),
)
def test_no_mail_however_broken_stops_us(heads: list[tuple[str, list[str]]], lines: list[str]) -> None:
    told = [f"{name}: {''.join(bits)}" for name, bits in heads]
    body = "\r\n".join(["From: a@b.example", *told, "", *lines]).encode("utf-8", "surrogateescape")
    look_at(body)


@settings(max_examples=100, deadline=None)
@given(some.binary(max_size=400))
def test_no_bytes_stop_us(body: bytes) -> None:
    look_at(body)


def look_at(body: bytes) -> None:
    for to in ("", "notes@example.org", signed.return_address(SETUP, "5f3a")):
        for setup in (SETUP, CHECKED):
            try:
                found = events(body, to=to, setup=setup)
            except NotUnderstood:
                continue
            for event in found:
                if isinstance(event, Message):
                    event.text.encode()
                    assert len(event.ref) <= 120
