"""Mail is taken over a real socket: on disk before "250", and nothing that was made up."""

from __future__ import annotations

import smtplib
import socket
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import DatabaseError

from alongside.channels import ingress
from alongside.channels.email import listener, signed
from alongside.channels.email.tests.letters import AMINA, mail
from alongside.channels.tests.mail_server import closed_port
from alongside.flows import something_comes_in
from alongside.gateways import spool
from alongside.gateways.models import Arrival
from alongside.people import doors
from alongside.people.models import Handle
from alongside.run import check, mail_in
from alongside.run.databases import BadSetting
from alongside.run.mailing import mail_in as place_of
from alongside.run.plain import Stop
from alongside.run.tests.a_mailbox import OWN, door, gateway, hand_over, port

if TYPE_CHECKING:
    from pathlib import Path

    from alongside.gateways.reads import Open
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
__all__ = ["door", "gateway", "port"]


def test_a_mail_is_on_disk_before_it_is_answered(port: int, gateway: Open, door: int) -> None:
    assert hand_over(port, mail("Hello"), signed.answer_address(gateway.setup, door)) == (250, [250])
    assert Arrival.objects.filter(gateway_id=gateway.id).count() == 1
    assert hand_over(port, mail("Hello"), signed.answer_address(gateway.setup, door)) == (250, [250])
    assert Arrival.objects.filter(gateway_id=gateway.id).count() == 1, "it came again"


def test_what_was_made_up_is_refused_before_it_is_sent(port: int, gateway: Open, door: int) -> None:
    forged = signed.answer_address(gateway.setup, door).replace("@", "a@")
    to = ["nobody@example.org", "notes@elsewhere.example", forged]
    assert hand_over(port, mail("Hello"), *to) == (0, [550, 550, 550])
    assert hand_over(port, mail("Hello", "In-Reply-To: -"), *to, OWN) == (250, [550, 550, 550, 250])
    assert Arrival.objects.count() == 1


def test_an_address_to_answer_to_ends_with_its_door(port: int, gateway: Open, door: int) -> None:
    address = signed.answer_address(gateway.setup, door)
    assert hand_over(port, mail("Hello"), address) == (250, [250])
    Handle.objects.filter(id=door).delete()
    assert hand_over(port, mail("Hello again"), address) == (0, [550])


def test_a_mail_that_cannot_be_read_goes_back_and_a_machine_is_not_answered(port: int, gateway: Open) -> None:
    assert hand_over(port, mail("Hello", sender="two@a.example, people@b.example"), OWN) == (554, [250])
    assert hand_over(port, mail("I am away", "Auto-Submitted: auto-replied"), OWN) == (250, [250])
    assert Arrival.objects.count() == 0


def test_while_the_database_is_away_a_mail_is_put_aside_on_disk(
    port: int, gateway: Open, door: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, now: datetime
) -> None:
    address = signed.answer_address(gateway.setup, door)
    assert hand_over(port, mail("Before"), address) == (250, [250])
    monkeypatch.setattr(settings, "DATA", tmp_path)
    away(monkeypatch)
    assert hand_over(port, mail("In the dark", "Message-ID: <two@mail.example>"), address) == (250, [250])
    assert Arrival.objects.count() == 1
    assert len(spool.waiting()) == 1
    monkeypatch.undo()
    monkeypatch.setattr(settings, "DATA", tmp_path)
    assert something_comes_in.drain(now) == 1
    assert Arrival.objects.count() == 2


def test_where_the_disk_takes_nothing_either_the_mail_stays_with_who_hands_it_over(
    port: int, gateway: Open, door: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(items: object) -> None:
        raise OSError(28, "No space left on device")

    address = signed.answer_address(gateway.setup, door)
    assert hand_over(port, mail("Before"), address) == (250, [250])
    away(monkeypatch)
    monkeypatch.setattr(spool, "add", full)
    told = mail("Kept by the other server", "Message-ID: <two@mail.example>")
    assert hand_over(port, told, address) == (451, [250])
    monkeypatch.undo()
    assert Arrival.objects.count() == 1
    assert hand_over(port, told, address) == (250, [250])
    assert Arrival.objects.count() == 2


def test_who_was_never_seen_is_asked_to_come_again_while_the_database_is_away(
    port: int, gateway: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    away(monkeypatch)
    assert hand_over(port, mail("Hello"), OWN) == (0, [451])


def away(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database answers nobody."""

    def nobody(*told: object, **more: object) -> None:
        raise DatabaseError

    for module, name in ((something_comes_in, "keep"), (ingress, "_all_gateways"), (doors, "get")):
        monkeypatch.setattr(module, name, nobody)


def test_a_mail_that_is_too_large_is_refused_at_once(port: int) -> None:
    with smtplib.SMTP("127.0.0.1", port, "relay", timeout=10) as smtp:
        smtp.ehlo()
        assert int(smtp.esmtp_features["size"]) == listener.LARGEST
        assert smtp.mail(AMINA, [f"size={listener.LARGEST + 1}"])[0] == 552


def test_many_at_once_are_told_to_come_again(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listener, "TALKS_AT_MOST", 1)
    with smtplib.SMTP("127.0.0.1", port, "relay", timeout=10) as smtp:
        assert smtp.ehlo()[0] == 250
        with pytest.raises(smtplib.SMTPConnectError) as busy:
            smtplib.SMTP("127.0.0.1", port, "relay", timeout=10)
        assert busy.value.smtp_code == 421
    smtplib.SMTP("127.0.0.1", port, "relay", timeout=10).close()


def test_where_mail_is_taken_is_one_setting() -> None:
    assert place_of("") is None
    assert place_of("127.0.0.1:8025") == ("127.0.0.1", 8025)
    assert place_of("[::1]:25") == ("::1", 25)
    for wrong in ("8025", "localhost", "localhost:http", ":25"):
        with pytest.raises(BadSetting):
            place_of(wrong)


def test_without_the_setting_no_mail_is_taken_and_a_port_is_taken_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "MAIL_IN", None)
    assert mail_in.listeners() == []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(settings, "MAIL_IN", taken.getsockname())
        with pytest.raises(Stop):
            mail_in.listeners()


def test_check_says_where_mail_is_taken(
    port: int, cast: Cast, monkeypatch: pytest.MonkeyPatch, now: datetime, tmp_path: Path
) -> None:
    def found() -> list[tuple[bool | None, str]]:
        return [(one.well, one.words) for one in check.mail_in(tmp_path, now)]

    monkeypatch.setattr(settings, "MAIL_IN", ("127.0.0.1", port))
    assert found() == [(True, f"Mail is taken at 127.0.0.1:{port}.")]
    monkeypatch.setattr(settings, "MAIL_IN", ("127.0.0.1", closed_port()))
    assert [well for well, _ in found()] == [None]
    monkeypatch.setattr(settings, "MAIL_IN", None)
    assert found() == [(False, "A program has a mailbox, and no mail comes in: see ALONGSIDE_MAIL_IN.")]
