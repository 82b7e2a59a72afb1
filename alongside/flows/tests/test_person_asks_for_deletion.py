"""A person asks for deletion: nothing of them is left in any table, and nobody else loses anything."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import models

from alongside.base import turn, wake
from alongside.flows import keys_are_destroyed, person_asks_for_deletion
from alongside.outbox import due
from alongside.outbox.writes import owe
from alongside.people import leaving as people
from alongside.people import reads, sessions
from alongside.talk import reads as talk_reads
from alongside.talk import writes as talk
from alongside.talk.rows import rooms
from alongside.vault import gone, keys

if TYPE_CHECKING:
    from alongside.people.models import Person
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def table(name: str) -> type[models.Model]:
    return apps.get_model("alongside", name)


def rows_of(person_id: int) -> dict[str, int]:
    """How many rows of each table name this person."""
    found = {}
    for model in apps.get_app_config("alongside").get_models():
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, models.ForeignKey) and field.related_model is table("Person")
        ]
        whose = models.Q(*[(name, person_id) for name in names], _connector=models.Q.OR)
        count = model._default_manager.filter(whose).count() if names else 0
        if count:
            found[model.__name__] = count
    return found


def a_full_life(who: Person, peer: Person, cast: Cast, now: datetime) -> int:
    """A row in every table that can name a person, for `who`; returns a conversation with `peer`."""
    program_id = who.program_id
    own = keys.make_many(cast.program.key_id, 2)
    with turn.write():
        sessions.sign_in(who, now)
        conversation = talk.begin(program_id, [(who.id, own[0]), (peer.id, own[1])], now)
        room = rooms([conversation])[conversation]
        mine, theirs = room.seats
        talk.append(
            [talk.Line(room, mine, b"1" * 16, "mine"), talk.Line(room, theirs, b"2" * 16, "theirs")], now
        )
        owe(
            [(program_id, conversation, who.id, 2, False), (program_id, conversation, peer.id, 1, False)], now
        )
    make = {name: table(name)._default_manager.create for name in TABLES}
    promise = make["Promise"](program_id=program_id, version=9, profile="x", sentence="x", made_at=now)
    request = make["Request"](program_id=program_id, person=who, choices=b"x", words=b"x", made_at=now)
    asked = make["Request"](program_id=program_id, person=peer, choices=b"x", made_at=now)
    make["Offer"](program_id=program_id, request=request, peer=peer, made_at=now)
    make["Offer"](program_id=program_id, request=asked, peer=who, made_at=now)
    make["Match"](
        program_id=program_id,
        request=request,
        member=who,
        peer=peer,
        conversation_id=conversation,
        reasons=b"x",
        began_at=now,
    )
    make["DoNotMatch"](program_id=program_id, one=who, other=peer)
    make["Block"](program_id=program_id, conversation_id=conversation, by=peer, whom=who, at=now)
    make["Handle"](program_id=program_id, person=who, channel="email", address=b"x", found_by=b"x" * 16)
    make["Account"](program_id=program_id, person=who, password="x")
    make["Recovery"](program_id=program_id, person=who, found_by=b"y" * 16, made_at=now)
    make["Consent"](program_id=program_id, person=who, promise=promise, language="en", at=now)
    make["Profile"](program_id=program_id, person=who, about=b"x")
    make["Availability"](program_id=program_id, person=who, ready=True, lived=6, tongues=1)
    make["Availability"](program_id=program_id, person=peer, walking_with=2)
    make["Invitation"](token_hash=b"z" * 16, made_by=who, renews=who, made_at=now, ends_at=now)
    need = make["Requirement"](program_id=program_id, code="training")
    make["Tick"](program_id=program_id, requirement=need, peer=who, by=who, at=now)
    make["Tick"](program_id=program_id, requirement=need, peer=peer, by=who, at=now)
    make["Readiness"](program_id=program_id, peer=who, supervisor=who, made_ready_by=who)
    make["Readiness"](program_id=program_id, peer=peer, supervisor=who, made_ready_by=who)
    make["NextStep"](program_id=program_id, person=who, words=b"x", made_at=now)
    make["CheckIn"](program_id=program_id, person=who, day=now, word=3, language="en", at=now)
    make["Rhythm"](program_id=program_id, person=who, how_often="daily", due_at=now)
    waiting = {"kind": "brief", "occasion": "first", "due_at": now, "ends_at": now}
    questions = make["Questions"](program_id=program_id, person=who, **waiting)
    asked_as = {"channel": "web", "language": "en", "scorer": 1, "at": now}
    make["MeasureAnswer"](
        program_id=program_id, person=who, questions=questions, item="hope", value=3, **asked_as
    )
    return conversation


TABLES = (
    *("Promise", "Request", "Offer", "Match", "DoNotMatch", "Block", "Handle", "Account", "Recovery"),
    *("Consent", "Profile", "Availability", "Invitation", "Requirement", "Tick", "Readiness"),
    *("NextStep", "CheckIn", "Rhythm", "Questions", "MeasureAnswer"),
)


def every_table_that_can_name_a_person() -> set[str]:
    person = table("Person")
    return {
        model.__name__
        for model in apps.get_app_config("alongside").get_models()
        if any(
            isinstance(field, models.ForeignKey) and field.related_model is person
            for field in model._meta.concrete_fields
        )
    }


def told_by(row: dict[str, object]) -> dict[str, object]:
    """What a row still says: its columns that are not empty."""
    plain = {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}
    return {name: value for name, value in plain.items() if value}


def test_nothing_of_them_is_left_in_any_table(cast: Cast, now: datetime) -> None:
    a_full_life(cast.member, cast.peer, cast, now)
    assert set(rows_of(cast.member.id)) == every_table_that_can_name_a_person()
    person_asks_for_deletion.delete(cast.member.id, now)
    assert rows_of(cast.member.id) == {"Match": 1, "Membership": 1}
    row = table("Person")._default_manager.filter(id=cast.member.id).values().get()
    assert told_by(row) == {
        "id": cast.member.id,
        "program_id": cast.program.id,
        "key_id": cast.member.key_id,
        "arrived_at": cast.member.arrived_at,
        "deleted_at": now,
    }


def test_the_walk_ends_kindly_and_the_other_keeps_their_words(cast: Cast, now: datetime) -> None:
    conversation = a_full_life(cast.member, cast.peer, cast, now)
    later = now + timedelta(hours=1)
    person_asks_for_deletion.delete(cast.member.id, later)
    lines = talk_reads.newest(cast.program.id, conversation)
    assert [(line.n, line.text) for line in lines] == [(1, None), (2, "theirs")]
    (standing,) = talk_reads.conversations_of(cast.peer.id)
    assert (standing.conversation_id, standing.ended_at, standing.paused_by) == (conversation, later, None)
    match = table("Match")._default_manager.values("ended_at", "reasons", "request_id", "ending__how").get()
    assert told_by(match) == {"ended_at": later, "ending__how": "deleted"}
    walking = (
        table("Availability")._default_manager.filter(person=cast.peer).values_list("walking_with", flat=True)
    )
    assert list(walking) == [1]
    assert due.due(later) == []


def test_their_keys_are_destroyed_and_written_down(cast: Cast, now: datetime) -> None:
    a_full_life(cast.member, cast.peer, cast, now)
    membership = table("Membership")._default_manager.filter(person=cast.member)
    theirs = {cast.member.key_id, *membership.values_list("key_id", flat=True)}
    assert len(theirs) == 2
    assert keys.ciphers(theirs).keys() == theirs
    person_asks_for_deletion.delete(cast.member.id, now)
    assert keys.ciphers(theirs) == {}
    assert theirs <= gone.written_down()
    assert theirs <= set(keys.ledger())
    assert keys.condemned() == []
    with pytest.raises(keys.KeyIsGone):
        keys.seal(cast.member.key_id, "words", "anywhere 1")


def test_open_pages_are_told_once_it_is_on_disk(cast: Cast, now: datetime) -> None:
    conversation = a_full_life(cast.member, cast.peer, cast, now)
    heard: list[tuple[str, int]] = []

    def hear(kind: str, number: int) -> None:
        heard.append((kind, number))

    wake.listen(hear)
    try:
        person_asks_for_deletion.delete(cast.member.id, now)
    finally:
        wake.stop_listening(hear)
    assert set(heard) == {("talk", conversation), ("person", cast.member.id), ("desk", cast.peer.id)}


def test_a_peer_who_goes_leaves_no_reasons_behind(cast: Cast, now: datetime) -> None:
    a_full_life(cast.member, cast.peer, cast, now)
    person_asks_for_deletion.delete(cast.peer.id, now)
    assert rows_of(cast.peer.id) == {"Match": 1, "Membership": 1}
    reasons = table("Match")._default_manager.values_list("reasons", flat=True)
    assert [bytes(one) for one in reasons] == [b""]
    assert reads.names([cast.member.id, cast.peer.id]) == {cast.member.id: "Amina"}


def test_what_a_ready_peer_added_to_the_tallies_is_taken_off(cast: Cast, now: datetime) -> None:
    from alongside.people import tallies

    table("Availability")._default_manager.create(
        program_id=cast.program.id, person=cast.peer, ready=True, lived=6, tongues=1
    )
    with turn.write():
        tallies.recount(cast.program.id)
    assert tallies.scale_of(cast.program.id).peers == 1
    person_asks_for_deletion.delete(cast.peer.id, now)
    assert tallies.scale_of(cast.program.id).peers == 0


def test_nobody_else_is_touched(cast: Cast, now: datetime) -> None:
    a_full_life(cast.member, cast.peer, cast, now)
    others = [cast.peer.id, cast.other_member.id, cast.elsewhere_member.id]
    names = reads.names(others)
    person_asks_for_deletion.delete(cast.member.id, now)
    assert reads.names(others) == names
    assert len(names) == 3


def test_asking_twice_is_harmless(cast: Cast, now: datetime) -> None:
    assert person_asks_for_deletion.delete(cast.member.id, now) is True
    assert person_asks_for_deletion.delete(cast.member.id, now + timedelta(days=1)) is False
    assert person_asks_for_deletion.delete(1, now) is False


def test_a_key_that_came_back_is_destroyed_at_the_start(cast: Cast, now: datetime) -> None:
    kept = list(keys.wrapped())
    person_asks_for_deletion.delete(cast.member.id, now)
    table("DestroyedKey")._default_manager.all().delete()
    keys.put_back(kept)
    assert cast.member.key_id in {key_id for key_id, _, _ in keys.wrapped()}
    assert keys_are_destroyed.at_start(now) == 1
    assert cast.member.key_id not in {key_id for key_id, _, _ in keys.wrapped()}


def test_who_came_back_with_an_older_copy_is_found(cast: Cast, now: datetime) -> None:
    assert people.brought_back({cast.member.key_id, cast.elsewhere.key_id}) == [cast.member.id]
