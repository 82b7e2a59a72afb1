"""A person asks for deletion: nothing of them is left in any table, and nobody else loses anything."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import models

from alongside.base import turn, wake
from alongside.flows import keys_are_destroyed, person_asks_for_deletion, report_is_told
from alongside.flows.tests import full_life
from alongside.flows.tests.full_life import table
from alongside.outbox import due
from alongside.people import leaving, reads
from alongside.safety import reports
from alongside.talk import reads as talk_reads
from alongside.vault import gone, keys

if TYPE_CHECKING:
    from alongside.people.models import Person
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


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


def a_full_life(who: Person, other: Person, cast: Cast, now: datetime) -> int:
    """A row in every table that can hold something about `who`; returns a conversation with `other`."""
    return full_life.live(who, other, cast, now).conversation


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
        "help_card": True,  # as every row begins
        "back_by_peer": True,
        "id": cast.member.id,
        "program_id": cast.program.id,
        "key_id": cast.member.key_id,
        "arrived_at": cast.member.arrived_at,
        "deleted_at": now,
    }


# What is sealed or hashed and stays, and why.
STAYS = {
    ("Person", "name"): "what the others are called",
    ("Message", "sealed"): "the other's own line",
    ("Invitation", "token_hash"): "a link that others may hold; it names nobody",
    ("Gateway", "path_hash"): "the address of a channel of the program",
    ("Message", "once"): "so that a repeat is recognised; made of random bits",
}


def sealed_columns() -> dict[tuple[str, str], set[bytes]]:
    """(table, column) -> every sealed or hashed value in it that is not empty."""
    found: dict[tuple[str, str], set[bytes]] = {}
    for model in apps.get_app_config("alongside").get_models():
        if model.__name__ in ("Key", "DestroyedKey"):
            continue
        for column in model._meta.concrete_fields:
            if isinstance(column, models.BinaryField):
                values = model._default_manager.values_list(column.name, flat=True)
                kept = {bytes(value) for value in values if value}
                if kept:
                    found[model.__name__, column.name] = kept
    return found


def test_nothing_they_wrote_is_left_sealed_anywhere(cast: Cast, now: datetime) -> None:
    others = sealed_columns()
    a_full_life(cast.member, cast.peer, cast, now)
    planted = sealed_columns()
    assert len(planted) > 20
    person_asks_for_deletion.delete(cast.member.id, now)
    left = sealed_columns()
    assert set(left) == set(STAYS)
    assert left["Person", "name"] == others["Person", "name"] - {bytes(cast.member.name)}
    assert len(left["Message", "sealed"]) == len(planted["Message", "sealed"]) - 1


def a_report(cast: Cast, conversation: int, now: datetime) -> reports.Filed:
    """Amina shows the team her line and Rosa's, and one of the team has taken it."""
    written = report_is_told.Written("unkind", "It went on all week.", (1, 2))
    number = report_is_told.tell(cast.member.id, conversation, written, now)
    assert number is not None
    filed = reports.one(cast.program.id, number)
    assert filed is not None
    assert report_is_told.take(filed, cast.supervisor.id, now)
    return filed


def lines_in(filed: reports.Filed) -> list[str]:
    return [each.text for each in reports.opened(filed.id).passages]


@pytest.mark.parametrize("who", ["member", "peer"])
def test_their_lines_live_on_only_in_an_open_report_and_go_when_it_is_closed(
    cast: Cast, now: datetime, who: str
) -> None:
    conversation = a_full_life(cast.member, cast.peer, cast, now)
    filed = a_report(cast, conversation, now)
    both = ["what who wrote", "what other wrote"]
    person_asks_for_deletion.delete(getattr(cast, who).id, now)
    left = {line.text for line in talk_reads.newest(cast.program.id, conversation)}
    assert left == {None, both[1] if who == "member" else both[0]}
    assert lines_in(filed) == both
    report_is_told.close(filed, cast.supervisor.id, "Talked.", "Thank you.", now)
    assert lines_in(filed) == []
    assert keys.ciphers([filed.key_id]) == {}


def test_the_walk_ends_kindly_and_the_other_keeps_their_words(cast: Cast, now: datetime) -> None:
    conversation = a_full_life(cast.member, cast.peer, cast, now)
    table("Ending")._default_manager.all().delete()  # they still walk together
    later = now + timedelta(hours=1)
    person_asks_for_deletion.delete(cast.member.id, later)
    lines = talk_reads.newest(cast.program.id, conversation)
    assert [(line.n, line.text) for line in lines] == [(1, None), (2, "what other wrote")]
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
    assert reads.names([cast.member.id, cast.peer.id]) == {cast.member.id: "Amina Who"}


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
    assert leaving.brought_back({cast.member.key_id, cast.elsewhere.key_id}) == [cast.member.id]
