"""A talk between somebody who writes by mail and a peer on the web, over real sockets both ways."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import Message as Mail
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from alongside.base import turn
from alongside.channels.email import signed
from alongside.channels.email.tests.letters import AMINA, mail
from alongside.channels.tests.mail_server import Box, closed_port, mail_server
from alongside.flows import arrival_is_taken, texts_are_sent, words_are_owed
from alongside.flows.message_arrives import Said, arrive
from alongside.matching import reads as matching
from alongside.outbox.models import Text
from alongside.people import door_choices, doors
from alongside.run.mailing import mailing
from alongside.run.tests.a_mailbox import OWN, door, gateway, hand_over, port
from alongside.talk import reads as talks
from alongside.talk import writes as talk
from alongside.vault import keys

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from conftest import Cast

__all__ = ["door", "gateway", "port"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


class Walk:
    """Amina writes by mail; Rosa is on the web. `box`: Amina's own mail server."""

    def __init__(self, cast: Cast, gateway: Open, port: int, box: Box, now: datetime) -> None:
        self.cast, self.gateway, self.port, self.box, self.now = cast, gateway, port, box, now
        key_ids = keys.make_many(cast.program.key_id, 2)
        with turn.write():
            people = [(cast.member.id, key_ids[0]), (cast.peer.id, key_ids[1])]
            self.id = talk.begin(cast.program.id, people, now)
        self._count = 0

    def peer_says(self, words: str) -> None:
        arrive([Said(b"", self.id, words, words, by=self.cast.peer.id)], self.now, frozenset())
        words_are_owed.settle_what_is_due(self.now)
        self.goes_out()

    def goes_out(self) -> None:
        texts_are_sent.send_what_is_due(self.now)

    def member_answers(self, words: str, to: str, *, ref: str = "") -> tuple[int, list[int]]:
        self._count += 1
        body = mail(f"{words}\n\n> quoted\n", f"Message-ID: {ref or f'<{self._count}@mail.example>'}")
        told = hand_over(self.port, body, to)
        arrival_is_taken.take_all(self.now)
        return told

    def lines(self) -> list[str]:
        return [words for _, _, words in talks_of(self)]


def talks_of(walk: Walk) -> list[tuple[int, int, str]]:
    found = talks.these(walk.cast.program.id, walk.id, range(1, 50))
    return [(each.n, each.seat, each.raw or "") for each in found]


def words_of(sent: Mail) -> str:
    payload = sent.get_payload(decode=True)
    assert isinstance(payload, bytes)
    words, _, mark = payload.decode().replace("\r\n", "\n").rpartition("\n\n-- \n")
    assert mark == "A note\n"
    return words


def address_of(sent: Mail) -> str:
    return str(sent["Reply-To"])


@pytest.fixture
def walk(
    cast: Cast, gateway: Open, door: int, port: int, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Walk]:
    with mail_server() as box:
        post(monkeypatch, box.port)
        yield Walk(cast, gateway, port, box, now)


def post(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """This install hands its mail over there."""
    told = mailing(f"smtp://127.0.0.1:{at}", "install@example.org", "")
    monkeypatch.setattr(settings, "MAILING", told)


def test_words_go_both_ways_and_each_answer_finds_its_talk(walk: Walk) -> None:
    walk.peer_says("How was your night?")
    ((to, first),) = walk.box.mail
    assert (to, words_of(first)) == (AMINA, "How was your night?")
    assert walk.member_answers("I slept a little.", address_of(first)) == (250, [250])
    walk.peer_says("That is something.")
    second = walk.box.mail[1][1]
    assert walk.member_answers("Yes.", address_of(second)) == (250, [250])
    assert walk.lines() == ["How was your night?", "I slept a little.", "That is something.", "Yes."]
    assert [seat for _, seat, _ in talks_of(walk)] == [2, 1, 2, 1]


def test_a_mail_tells_nothing_of_what_this_is_and_follows_nobody(walk: Walk, door: int) -> None:
    walk.peer_says("How was your night?")
    ((_, sent),) = walk.box.mail
    text = Text.objects.get()
    headers = {name: value for name, value in sent.items() if name not in ("References", "In-Reply-To")}
    assert headers == {
        "Subject": "You have a note",
        "From": f"A note <{OWN}>",
        "To": AMINA,
        "Reply-To": signed.answer_address(walk.gateway.setup, door),
        "Date": "Mon, 23 Nov 2026 10:00:00 +0000",
        "Message-ID": f"<{text.id:x}@example.org>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
        "MIME-Version": "1.0",
    }
    walk.peer_says("And today?")
    assert sent["References"] == walk.box.mail[1][1]["References"], "a mailbox shows them as one thread"
    told = next(line for line in walk.box.heard if line.startswith("mail FROM"))
    assert told == f"mail FROM:<{signed.return_address(walk.gateway.setup, f'{text.id:x}')}>"


def test_what_others_may_read_is_told_without_words(walk: Walk, door: int) -> None:
    with turn.write():
        door_choices.set_shared(door, True)
    walk.peer_says("How was your night?")
    walk.peer_says("Are you there?")
    walk.goes_out()
    assert [words_of(sent) for _, sent in walk.box.mail] == ["You have a note. Reply 1 to read it."]


def test_a_repeat_is_heard_once_however_late_it_comes(walk: Walk) -> None:
    walk.peer_says("How was your night?")
    to = address_of(walk.box.mail[0][1])
    for words, ref in (("first", "<a@mail.example>"), ("second", "<b@mail.example>")):
        for _ in range(3):
            assert walk.member_answers(words, to, ref=ref) == (250, [250])
    assert walk.member_answers("first", to, ref="<a@mail.example>") == (250, [250])
    assert walk.lines() == ["How was your night?", "first", "second"]


def test_a_mail_whose_answer_was_lost_goes_once_more_with_the_same_name_and_never_again(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies() -> str:
        raise ConnectionResetError

    walk.box.after_data = dies
    walk.peer_says("How was your night?")
    for _ in range(4):
        walk.now += timedelta(hours=1)
        walk.goes_out()
    names = [sent["Message-ID"] for _, sent in walk.box.mail]
    assert names == [names[0]] * 2
    assert list(Text.objects.values_list("state", flat=True)) == ["taken"]


def test_a_mail_server_that_is_away_loses_nothing(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    there = walk.box.port
    post(monkeypatch, closed_port())
    walk.peer_says("one")
    walk.peer_says("two")
    assert walk.box.mail == []
    post(monkeypatch, there)
    walk.now += timedelta(hours=1)
    walk.goes_out()
    assert [words_of(sent) for _, sent in walk.box.mail] == ["one", "two"]


def test_an_address_that_does_not_exist_is_told_at_once_or_later_by_a_mail_that_came_back(walk: Walk) -> None:
    walk.box.answers["RCPT"] = ["550 5.1.1 No such person", "250 Ok"]
    walk.peer_says("How was your night?")
    assert walk.box.mail == []
    walk.peer_says("Are you there?")
    returned = [line.split("<")[1].rstrip(">") for line in walk.box.heard if line.startswith("mail FROM")][1]
    report = (
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.mail.example\n\n"
        f"Final-Recipient: rfc822; {AMINA}\nAction: failed\nStatus: 5.1.1\n\n--b--\n"
    )
    kind = "Content-Type: multipart/report; report-type=delivery-status; boundary=b"
    body = mail(report, kind, "From: MAILER-DAEMON@mx.mail.example", "Auto-Submitted: auto-replied")
    assert hand_over(walk.port, body, returned, envelope="") == (250, [250])
    arrival_is_taken.take_all(walk.now)
    told = list(Text.objects.order_by("id").values_list("state", "trouble"))
    assert told == [("failed", "address"), ("failed", "address")]


def test_a_mail_passed_on_to_somebody_else_lets_nobody_speak_for_her(walk: Walk) -> None:
    walk.peer_says("How was your night?")
    to = address_of(walk.box.mail[0][1])
    body = mail("Leave her alone.", "Message-ID: <x@else.example>", sender="somebody@else.example")
    assert hand_over(walk.port, body, to, envelope="somebody@else.example") == (250, [250])
    arrival_is_taken.take_all(walk.now)
    walk.goes_out()
    assert walk.lines() == ["How was your night?"]
    assert [to for to, _ in walk.box.mail] == [AMINA, AMINA]
    assert words_of(walk.box.mail[1][1]).startswith("A mail to us came from another address")
    assert doors.find(walk.cast.program.id, "mail", "somebody@else.example") is None


def test_stop_by_mail_is_heard(walk: Walk) -> None:
    walk.peer_says("How was your night?")
    walk.member_answers("STOP", address_of(walk.box.mail[0][1]))
    stopped = doors.find(walk.cast.program.id, "mail", AMINA)
    assert stopped is not None
    assert stopped.stopped_at == walk.now
    walk.goes_out()
    sent = len(walk.box.mail)
    walk.peer_says("Are you there?")
    assert len(walk.box.mail) == sent
    assert walk.lines() == ["How was your night?", "Are you there?"]


def test_a_stranger_joins_by_answering_mails(walk: Walk) -> None:
    who = "neema@mail.example"
    first = mail("I cannot sleep since my son died.", "In-Reply-To: -", "Subject: -", sender=f"Neema <{who}>")
    assert hand_over(walk.port, first, OWN, envelope=who) == (250, [250])
    for number, answer in enumerate(("1", "1", "0", "0", "1")):
        arrival_is_taken.take_all(walk.now)
        walk.goes_out()
        ((_, sent),) = walk.box.mail[number:]
        body = mail(f"{answer}\n\n> {words_of(sent)}", f"Message-ID: <n{number}@mail.example>", sender=who)
        assert hand_over(walk.port, body, address_of(sent), envelope=who) == (250, [250])
    arrival_is_taken.take_all(walk.now)
    walk.goes_out()
    assert {to for to, _ in walk.box.mail} == {who}
    asked = [words_of(sent).splitlines()[0] for _, sent in walk.box.mail]
    assert asked[0].startswith("Do only you read this mailbox?")
    assert asked[1].startswith("Are you 18 or older?")
    door = doors.find(walk.cast.program.id, "mail", who)
    assert door is not None
    assert (door.roles, door.shared) == (frozenset({"member"}), False)
    wish = matching.open_request(door.person_id)
    assert wish is not None
