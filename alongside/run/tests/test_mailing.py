"""How e-mail leaves this install is read from the environment, and a mistake in it says what to do."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from alongside.channels.tests.mail_server import Box, closed_port, mail_server
from alongside.run import check, ways_out
from alongside.run.databases import BadSetting
from alongside.run.mailing import Mailing, mailing

SENDER = "A note <notes@example.org>"


def test_without_a_mail_server_no_mail_is_sent() -> None:
    assert mailing("", "", "") is None
    assert mailing("", SENDER, "https://help.example.org") is None


def test_a_server_a_sender_and_an_address_are_read() -> None:
    assert mailing(
        "smtp://me:p%40ss%2Fword@mail.example.org", SENDER, "https://help.example.org/"
    ) == Mailing("mail.example.org", 587, False, "me", "p@ss/word", SENDER, "https://help.example.org")
    assert mailing("smtps://mail.example.org:2465", "notes@example.org", "") == Mailing(
        "mail.example.org", 2465, True, "", "", "notes@example.org", ""
    )


@pytest.mark.parametrize(
    ("url", "sender", "address", "number"),
    [
        ("mail.example.org", SENDER, "", "ALONGSIDE-004"),
        ("http://mail.example.org", SENDER, "", "ALONGSIDE-004"),
        ("smtp://", SENDER, "", "ALONGSIDE-004"),
        ("smtp://mail.example.org:port", SENDER, "", "ALONGSIDE-004"),
        ("smtp://mail.example.org", "", "", "ALONGSIDE-005"),
        ("smtp://mail.example.org", "notes", "", "ALONGSIDE-005"),
        ("smtp://mail.example.org", "A <a@example.org>\nBcc: b@example.org", "", "ALONGSIDE-005"),
        ("smtp://mail.example.org", SENDER, "help.example.org", "ALONGSIDE-006"),
        ("", "", "javascript:alert(1)", "ALONGSIDE-006"),
    ],
)
def test_a_setting_that_cannot_work_is_said_at_the_start(
    url: str, sender: str, address: str, number: str
) -> None:
    with pytest.raises(BadSetting, match=number) as told:
        mailing(url, sender, address)
    assert "p%40" not in str(told.value)


def found(settings: LazySettings, port: int, now: datetime, name: str = "") -> list[tuple[bool | None, str]]:
    settings.MAILING = mailing(f"smtp://{name}127.0.0.1:{port}", SENDER, "")
    return [(one.well, one.words.replace(str(port), "PORT")) for one in check.mail(Path(), now)]


@pytest.mark.django_db
def test_check_tells_whether_the_mail_server_lets_us_in(settings: LazySettings, now: datetime) -> None:
    assert ways_out.email() is None
    (none,) = check.mail(Path(), now)
    assert none.well is None
    with mail_server() as box:
        assert found(settings, box.port, now) == [(True, "The mail server 127.0.0.1:PORT lets us in.")]
    assert found(settings, closed_port(), now) == [
        (False, "The mail server 127.0.0.1:PORT: does not answer.")
    ]
    with mail_server(Box(offers=("AUTH PLAIN",), answers={"AUTH": ["535 No"]})) as box:
        ((well, words),) = found(settings, box.port, now, "me:wrong@")
    assert well is False
    assert "ALONGSIDE_SMTP_URL" in words
    assert "wrong" not in words
