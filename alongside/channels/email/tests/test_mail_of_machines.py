"""Machines are not answered; a mail that came back is told of the text it names."""

from __future__ import annotations

import pytest

from alongside.channels.email import signed
from alongside.channels.email.tests.letters import DOOR, SETUP, events, mail
from alongside.rules.channel import Event, Status


@pytest.mark.parametrize(
    "more",
    [
        ("Auto-Submitted: auto-replied (vacation)",),
        ("Precedence: bulk",),
        ("List-Id: <news.example>",),
        ("List-Unsubscribe: <mailto:x@y.example>",),
        ("X-Autoreply: yes",),
        ("Subject: Automatic reply: You have a note",),
        ("Subject: =?utf-8?q?R=C3=A9ponse_automatique_=3A_You_have_a_note?=",),
        ("From: MAILER-DAEMON@mail.example",),
        ("From: notes@example.org",),
        (f"From: {signed.answer_address(SETUP, DOOR)}",),
    ],
)
def test_a_machine_and_we_ourselves_said_nothing(more: tuple[str, ...]) -> None:
    assert events(mail("I am away until Monday.", *more)) == []


def test_mail_from_nobody_is_from_a_machine() -> None:
    assert events(mail("I am away until Monday."), envelope="") == []
    assert events(mail("Hello", "Auto-Submitted: no")) != []


REPORT = """--b
Content-Type: text/plain

This is the mail system.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.mail.example

Final-Recipient: rfc822; amina@mail.example
Action: %s
Status: %s
Diagnostic-Code: smtp; 550 5.1.1 User unknown
--b
Content-Type: text/rfc822-headers

Message-ID: <5f@example.org>
--b--
"""
IS_REPORT = "Content-Type: multipart/report; report-type=delivery-status; boundary=b"


@pytest.mark.parametrize(
    ("action", "status", "means"),
    [
        ("failed", "5.1.1", [Status("5f3a", "failed", "address")]),
        ("failed", "5.7.1", [Status("5f3a", "failed", "unknown")]),
        ("failed", "4.4.1", [Status("5f3a", "failed", "late")]),
        ("delivered", "2.0.0", [Status("5f3a", "delivered")]),
        ("delayed", "4.4.1", []),
        ("", "", []),
    ],
)
def test_a_mail_that_came_back_says_of_which_text(action: str, status: str, means: list[Event]) -> None:
    body = mail(REPORT % (action, status), IS_REPORT, "From: MAILER-DAEMON@mx.mail.example")
    assert events(body, to=signed.return_address(SETUP, "5f3a"), envelope="") == means
    assert events(body, to="notes@example.org", envelope="") == []


def test_an_old_kind_of_returned_mail_is_read_and_an_absence_is_not() -> None:
    to = signed.return_address(SETUP, "5f3a")
    body = mail("Sorry.\n<amina@mail.example>:\n550 no such user", "From: MAILER-DAEMON@mail.example")
    assert events(body, to=to, envelope="") == [Status("5f3a", "failed", "unknown")]
    assert events(mail("I am away, call 550 1234."), to=to, envelope="") == []
    assert events(mail("I am away.", "Auto-Submitted: auto-replied"), to=to, envelope="") == []
