"""Nobody speaks for somebody else by mail: neither by writing their name on it, nor by a mail passed on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import text_is_heard, text_says, texts_are_sent, words_are_believed
from alongside.flows.tests.carrying import Remembers, a_door, a_gateway, channel, comes_in
from alongside.gateways import dialogs
from alongside.people import doors
from alongside.people.models import Handle
from alongside.rules.channel import Message
from alongside.rules.text_stands import Stands

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door
    from conftest import Cast

__all__ = ["channel"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
AMINA, SOMEBODY = "amina@mail.example", "somebody@else.example"


class Mailbox:
    """Amina is a member and has a door by mail; `heard` is what came through."""

    def __init__(self, cast: Cast, gateway: Open, channel: Remembers, now: datetime) -> None:
        self.cast, self.gateway, self.channel, self.now = cast, gateway, channel, now
        self.door = a_door(cast.member, gateway, AMINA, now)
        self.heard: list[tuple[str, str]] = []
        self._count = 0

    def comes(self, sender: str, *, to: int | None = None, proved: bool = False) -> None:
        self._count += 1
        reply_to = f"{to:x}" if to is not None else ""
        ref = f"<{self._count}@mail.example>"
        told = Message(ref, sender, f"words {self._count}", reply_to=reply_to, proved=proved)
        comes_in(self.gateway, self.cast.program, told, self.now)

    def sent(self) -> list[tuple[str, str]]:
        texts_are_sent.send_what_is_due(self.now)
        return [(each.to, each.text) for each in self.channel.sent]


@pytest.fixture
def box(cast: Cast, channel: Remembers, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    channel.may(address="mail", unit="character", longest=20_000)
    made = Mailbox(cast, a_gateway(cast.program, now), channel, now)

    def hear(door: Door, gateway: Open, message: Message, ref: str, now: datetime) -> None:
        made.heard.append((door.address, message.text))

    monkeypatch.setattr(text_is_heard, "hear", hear)
    return made


def test_an_answer_to_their_own_address_from_their_own_is_heard(box: Mailbox) -> None:
    box.comes(AMINA, to=box.door.handle_id, proved=True)
    assert box.heard == [(AMINA, "words 1")]
    assert box.sent() == []


def test_a_mail_that_was_passed_on_speaks_for_nobody_and_its_reader_is_told(box: Mailbox) -> None:
    before = Handle.objects.count()
    box.comes(SOMEBODY, to=box.door.handle_id, proved=True)
    assert box.heard == []
    assert Handle.objects.count() == before, "they are no stranger either"
    ((to, words),) = box.sent()
    assert to == AMINA
    assert words.startswith("A mail to us came from another address than this one")


def test_a_name_on_a_mail_proves_nothing(box: Mailbox) -> None:
    box.comes(AMINA)
    assert box.heard == []
    ((to, words),) = box.sent()
    assert to == AMINA
    assert words.startswith("A mail to us had your address on it.")


def test_a_mail_the_server_before_us_proved_is_heard_wherever_it_came(box: Mailbox) -> None:
    box.comes(AMINA, proved=True)
    assert box.heard == [(AMINA, "words 1")]


def test_a_mail_the_server_before_us_found_forged_is_not_heard_even_at_the_secret_address(
    box: Mailbox,
) -> None:
    box.comes(AMINA, to=box.door.handle_id)
    assert box.heard == []
    ((_, words),) = box.sent()
    assert words.startswith("A mail to us had your address on it.")


def test_the_address_of_another_program_names_nobody_here(box: Mailbox, now: datetime) -> None:
    there = a_gateway(box.cast.elsewhere, now)
    stranger = a_door(box.cast.elsewhere_member, there, AMINA, now)
    box.comes(AMINA, to=stranger.handle_id, proved=True)
    box.comes(AMINA, to=4711, proved=True)
    assert box.heard == []


def test_somebody_is_told_three_times_a_day_and_not_at_all_after_stop(box: Mailbox) -> None:
    for _ in range(5):
        box.comes(AMINA)
    assert len(box.sent()) == words_are_believed.TOLD_A_DAY
    box.now += timedelta(days=1)
    with turn.write():
        doors.stop(box.door.handle_id, "asked", box.now)
    box.comes(AMINA)
    assert len(box.sent()) == words_are_believed.TOLD_A_DAY


def test_a_strangers_first_mail_begins_and_what_follows_has_to_answer_ours(
    box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.comes(SOMEBODY)
    assert box.heard == [(SOMEBODY, "words 1")]
    monkeypatch.setattr(dialogs, "of", lambda door: Stands(asked="whose"))
    box.comes(SOMEBODY)
    assert box.heard == [(SOMEBODY, "words 1")]
    door = doors.find(box.cast.program.id, "mail", SOMEBODY)
    assert door is not None
    box.comes(SOMEBODY, to=door.handle_id, proved=True)
    assert box.heard == [(SOMEBODY, "words 1"), (SOMEBODY, "words 3")]


def test_a_flood_of_strangers_is_not_answered_for_ever(box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words_are_believed, "STRANGERS_A_DAY", 3)
    for number in range(5):
        box.comes(f"{number}@spam.example")
    assert [who for who, _ in box.heard] == ["0@spam.example", "1@spam.example", "2@spam.example"]
    box.now += timedelta(days=1)
    box.comes("late@mail.example")
    assert box.heard[-1] == ("late@mail.example", "words 6")


def test_a_picture_that_came_with_words_is_told_of_and_the_words_are_heard(box: Mailbox) -> None:
    told = Message("<p@mail.example>", AMINA, "Look", attached=True, reply_to=f"{box.door.handle_id:x}")
    comes_in(box.gateway, box.cast.program, told, box.now)
    assert box.heard == [(AMINA, "Look")]
    ((to, words),) = box.sent()
    assert (to, words) == (
        AMINA,
        "Only words are passed on. The picture or file that came with them was not.",
    )


def test_a_machine_that_answers_each_of_our_answers_is_not_answered_for_ever(
    box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    box.channel.may(address="mail", unit="character", longest=20_000)
    monkeypatch.setattr(text_says, "ANSWERS_IN_AN_HOUR", 5)
    for _ in range(10):
        box.comes(AMINA, to=box.door.handle_id, proved=True)
        box.now += timedelta(seconds=1)
        box.sent()
    assert len(box.channel.sent) == 5
    silent = len(box.channel.sent)
    box.now += timedelta(hours=1)
    box.comes(AMINA, to=box.door.handle_id, proved=True)
    assert len(box.sent()) > silent
