"""Leaving an e-mail, proving it, and being told truthfully when nobody can reach us."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from alongside.base import turn
from alongside.flows.notes_are_sent import send_what_is_due
from alongside.flows.tests.telling import Pigeon, leave_an_address, pigeon, rosa, tell
from alongside.flows.tests.walking import walk_together
from alongside.flows.words_are_owed import settle_what_is_due
from alongside.outbox import notices
from alongside.outbox.writes import owe
from alongside.people import accounts, handles
from alongside.people.models import Handle
from alongside.rules.channel import Carried
from alongside.rules.sending import ADDRESS, NEVER
from conftest import Cast, SignIn, TimePasses

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
fixtures = (pigeon, rosa)


def read(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def leave(browser: Client, address: str = "amina@example.org") -> int:
    return browser.post("/me/told", {"do": "leave", "email": address}).status_code


@pytest.fixture
def outside(pigeon: Pigeon, transactional_db: None) -> Pigeon:
    """A way out, with transactions as they are in life: nothing is sent inside one."""
    return pigeon


def test_without_a_mail_server_the_page_says_so_and_keeps_no_address(cast: Cast, sign_in: SignIn) -> None:
    amina = sign_in(cast.member)
    page = read(amina, "/me/told")
    assert "This program cannot send e-mail yet." in page
    assert "Without one we cannot reach you." in page
    assert "<input" not in page.split("<main")[1].split("</main")[0]
    leave(amina)
    assert Handle.objects.count() == 0


def test_an_address_is_used_once_its_number_is_typed_back(
    cast: Cast, sign_in: SignIn, now: datetime, outside: Pigeon
) -> None:
    amina = sign_in(cast.member)
    assert leave(amina) == 303
    assert send_what_is_due(now) == 1
    (note,) = outside.carried
    assert (note.kind, note.to) == ("number", "amina@example.org")
    wrong = f"{(int(note.number) + 1) % 10**6:06d}"
    assert amina.post("/me/told", {"do": "prove", "number": wrong}).status_code == 422
    assert handles.told_at([(cast.member.id, "note")]) == {}
    spaced = f"{note.number[:3]} {note.number[3:]}"
    assert amina.post("/me/told", {"do": "prove", "number": spaced}).status_code == 303
    assert handles.told_at([(cast.member.id, "note")])[cast.member.id].address == "amina@example.org"
    assert "a note goes to" in read(amina, "/me/told")
    amina.post("/me/told", {"do": "take-away"})
    assert (Handle.objects.count(), notices.standing(cast.member.id)) == (0, None)


def test_guessing_the_number_does_not_work(
    cast: Cast, sign_in: SignIn, now: datetime, outside: Pigeon
) -> None:
    amina = sign_in(cast.member)
    leave(amina)
    send_what_is_due(now)
    number = outside.carried[0].number
    for guess in range(10):
        amina.post("/me/told", {"do": "prove", "number": f"{(int(number) + 1 + guess) % 10**6:06d}"})
    assert amina.post("/me/told", {"do": "prove", "number": number}).status_code == 422


def test_nobody_can_have_an_address_flooded(
    cast: Cast, sign_in: SignIn, now: datetime, outside: Pigeon
) -> None:
    answers = []
    for person in (cast.member, cast.other_member):
        browser = sign_in(person)
        for _ in range(5):
            answers.append(leave(browser, "Someone@example.org"))
            send_what_is_due(now)
    assert answers == [303, 303, 303, 303, 422] * 2, "the second is not told what the first did"
    assert len(outside.carried) == 3


def test_an_address_that_someone_else_uses_is_taken_like_any_other(
    cast: Cast, sign_in: SignIn, now: datetime, rosa: str, outside: Pigeon
) -> None:
    for person in (cast.member, cast.other_member):
        assert leave(sign_in(person), rosa) == 303
    found = set(Handle.objects.values_list("found_by", flat=True))
    assert len(found) == 3, "nobody who reads the rows sees that it is the same address"
    assert accounts.is_taken(cast.program.id, rosa)
    assert [place.person.id for place in accounts.places_for(rosa, "wrong")] == []


@pytest.mark.parametrize("address", ["", "amina", "amina@", "a b@c.org", "ämina@example.org", "x" * 300])
def test_what_is_no_address_is_said_and_kept_in_the_form(
    cast: Cast, sign_in: SignIn, pigeon: Pigeon, address: str
) -> None:
    amina = sign_in(cast.member)
    assert leave(amina, address) == 422
    assert Handle.objects.count() == 0


def test_what_does_not_work_is_said_to_the_person_and_counted_for_the_team(
    cast: Cast, sign_in: SignIn, now: datetime, outside: Pigeon
) -> None:
    leave_an_address(cast, "amina@example.org", now)
    outside.answers = [Carried(NEVER, ADDRESS)]
    tell(cast, cast.member.id, "note", now)
    send_what_is_due(now)
    assert "It does not work just now." in read(sign_in(cast.member), "/me/told")
    desk = read(sign_in(cast.coordinator), "/program")
    assert "1 note could not be sent. The address does not take mail." in desk
    assert "amina@example.org" not in desk
    assert "could not be sent" not in read(sign_in(cast.elsewhere_coordinator), "/program")


def test_pages_on_which_people_wait_or_go_say_that_we_cannot_reach_them(
    cast: Cast, sign_in: SignIn, now: datetime, outside: Pigeon
) -> None:
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    amina = sign_in(cast.member)
    assert "We cannot reach you. Come back here" in read(amina, "/")
    assert "Make words to come back with" in read(amina, "/")
    amina.post("/words")
    assert "We cannot reach you. Come back here, with these words:" in read(amina, "/")
    assert "Make words to come back with" not in read(amina, "/")
    amina.post(f"/talk/{conversation}/end", {"words": ""})
    assert "We cannot reach you. Come back here" in read(amina, f"/talk/{conversation}")
    leave_an_address(cast, "amina@example.org", now)
    assert "We cannot reach you" not in read(amina, "/") + read(amina, f"/talk/{conversation}")
    assert "We cannot reach you" not in read(sign_in(cast.peer), f"/talk/{conversation}")


def test_opening_a_desk_or_a_home_is_a_look(
    cast: Cast, sign_in: SignIn, now: datetime, outside: Pigeon
) -> None:
    for person, address in (
        (cast.peer, "/desk"),
        (cast.coordinator, "/program"),
        (cast.member, "/"),
    ):
        browser = sign_in(person)
        tell(cast, person.id, "desk", now)
        assert notices.standing(person.id) is not None
        browser.get(address)
        assert notices.standing(person.id) is None


def test_a_line_said_to_someone_who_is_away_becomes_one_note(
    cast: Cast, sign_in: SignIn, now: datetime, outside: Pigeon, time_passes: TimePasses
) -> None:
    leave_an_address(cast, "amina@example.org", now)
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    amina = sign_in(cast.member)

    def lines_are_said(at: datetime) -> None:
        with turn.write():
            owe([(cast.program.id, conversation, cast.member.id, 1, False)], at)
        settle_what_is_due(at)
        send_what_is_due(at)

    later = time_passes(timedelta(hours=1))
    lines_are_said(later)
    lines_are_said(later + timedelta(minutes=5))
    assert len(outside.carried) == 1
    amina.get(f"/talk/{conversation}")
    lines_are_said(time_passes(timedelta(hours=1)))
    assert len(outside.carried) == 2
