"""A peer calls somebody to their side: who is told, who comes, and what nobody learns."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import connections

from alongside.base import turn
from alongside.flows import backup_is_called, person_asks_for_deletion
from alongside.flows.tests.asking import listening
from alongside.flows.tests.walking import walk_together
from alongside.people import sessions
from alongside.rules.duty import Stretch
from alongside.safety import backups, duty
from alongside.talk import reads as talks
from alongside.talk.access import NotHere
from alongside.vault import keys

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def their_turn(cast: Cast, *people: int) -> None:
    """All week, whatever the hour."""
    with turn.write():
        duty.write_rota(cast.program.id, [Stretch(one, day, 0, 1440) for one in people for day in range(7)])


def noticed() -> set[int]:
    return set(apps.get_model("alongside", "Notice")._default_manager.values_list("person_id", flat=True))


def test_all_whose_turn_it_is_are_called(cast: Cast, talk: int, now: datetime) -> None:
    their_turn(cast, cast.supervisor.id)
    with listening() as heard:
        call_id = backup_is_called.call(cast.program, cast.peer.id, talk, now)
    assert noticed() == {cast.supervisor.id}
    assert heard == [("desk", cast.supervisor.id)]
    (called,) = backups.open_in(cast.program.id)
    assert (called.id, called.peer_id, called.answered_by) == (call_id, cast.peer.id, None)


def test_where_it_is_nobodys_turn_the_whole_team_finds_it_later(cast: Cast, talk: int, now: datetime) -> None:
    backup_is_called.call(cast.program, cast.peer.id, talk, now)
    assert backup_is_called.turns(cast.program, cast.peer.id, now) == []
    assert noticed() == {cast.supervisor.id, cast.coordinator.id}


def test_those_who_are_here_come_first(cast: Cast, now: datetime) -> None:
    their_turn(cast, cast.supervisor.id, cast.coordinator.id)
    with turn.write():
        sessions.sign_in(cast.coordinator, now)
    found = backup_is_called.turns(cast.program, cast.peer.id, now)
    assert [(one.person_id, one.here) for one in found] == [
        (cast.coordinator.id, True),
        (cast.supervisor.id, False),
    ]


def test_two_taps_are_one_call(cast: Cast, talk: int, now: datetime) -> None:
    first = backup_is_called.call(cast.program, cast.peer.id, talk, now)
    assert backup_is_called.call(cast.program, cast.peer.id, talk, now + timedelta(seconds=2)) == first
    assert len(backups.open_in(cast.program.id)) == 1


@pytest.mark.parametrize("who", ["member", "other_peer", "supervisor", "elsewhere_peer"])
def test_only_the_peer_of_the_talk_can_call(cast: Cast, talk: int, now: datetime, who: str) -> None:
    with pytest.raises(NotHere):
        backup_is_called.call(cast.program, getattr(cast, who).id, talk, now)
    assert backups.open_in(cast.program.id) == []


def test_who_comes_gets_a_talk_with_the_peer_and_nothing_else(cast: Cast, talk: int, now: datetime) -> None:
    call_id = backup_is_called.call(cast.program, cast.peer.id, talk, now)
    beside = backup_is_called.answer(cast.program, cast.supervisor.id, call_id, now)
    (theirs,) = talks.conversations_of(cast.supervisor.id)
    assert (theirs.conversation_id, theirs.kind, theirs.other_ids) == (beside, "team", (cast.peer.id,))
    called = backups.one(cast.program.id, call_id)
    assert called is not None
    assert (called.answered_by, called.beside) == (cast.supervisor.id, beside)
    assert backup_is_called.answer(cast.program, cast.supervisor.id, call_id, now) == beside


def test_exactly_one_answers(cast: Cast, talk: int, now: datetime) -> None:
    call_id = backup_is_called.call(cast.program, cast.peer.id, talk, now)
    came: dict[int, int | None] = {}
    together = threading.Barrier(2, timeout=20)

    def comes(person_id: int) -> None:
        together.wait()
        came[person_id] = backup_is_called.answer(cast.program, person_id, call_id, now)
        connections.close_all()

    threads = [threading.Thread(target=comes, args=(one.id,)) for one in (cast.supervisor, cast.coordinator)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(came) == 2
    assert sorted(beside is not None for beside in came.values()) == [False, True]
    called = backups.one(cast.program.id, call_id)
    assert called is not None
    assert came[called.answered_by or 0] == called.beside
    assert [one.kind for one in talks.conversations_of(cast.peer.id)].count("team") == 1


def test_it_is_closed_with_a_note_by_who_came(cast: Cast, talk: int, now: datetime) -> None:
    call_id = backup_is_called.call(cast.program, cast.peer.id, talk, now)
    assert backup_is_called.close(cast.program, cast.supervisor.id, call_id, "We sat together.", now) is False
    backup_is_called.answer(cast.program, cast.supervisor.id, call_id, now)
    assert backup_is_called.close(cast.program, cast.coordinator.id, call_id, "Not mine.", now) is False
    assert backup_is_called.close(cast.program, cast.supervisor.id, call_id, "We sat together.", now) is True
    assert backups.open_in(cast.program.id) == []
    row = apps.get_model("alongside", "Backup")._default_manager.get()
    assert keys.read(cast.program.key_id, row.note, backups.note_place(call_id)) == "We sat together."


def test_the_peer_can_take_it_back_until_somebody_came(cast: Cast, talk: int, now: datetime) -> None:
    backup_is_called.call(cast.program, cast.peer.id, talk, now)
    backup_is_called.take_back(cast.peer.id, talk, now)
    assert backups.open_in(cast.program.id) == []
    call_id = backup_is_called.call(cast.program, cast.peer.id, talk, now)
    backup_is_called.answer(cast.program, cast.supervisor.id, call_id, now)
    backup_is_called.take_back(cast.peer.id, talk, now)
    assert [one.id for one in backups.open_in(cast.program.id)] == [call_id]


def test_nobody_of_another_program_can_answer(cast: Cast, talk: int, now: datetime) -> None:
    call_id = backup_is_called.call(cast.program, cast.peer.id, talk, now)
    for who, program in ((cast.elsewhere_coordinator, cast.elsewhere), (cast.other_peer, cast.program)):
        assert backup_is_called.answer(program, who.id, call_id, now) is None
    (called,) = backups.open_in(cast.program.id)
    assert called.answered_by is None


def test_calls_go_with_the_peer_and_notes_with_who_wrote_them(cast: Cast, talk: int, now: datetime) -> None:
    call_id = backup_is_called.call(cast.program, cast.peer.id, talk, now)
    backup_is_called.answer(cast.program, cast.supervisor.id, call_id, now)
    backup_is_called.close(cast.program, cast.supervisor.id, call_id, "We sat together.", now)
    person_asks_for_deletion.delete(cast.supervisor.id, now)
    row = apps.get_model("alongside", "Backup")._default_manager.get()
    assert (row.answered_by_id, bytes(row.note)) == (None, b"")
    person_asks_for_deletion.delete(cast.peer.id, now)
    assert apps.get_model("alongside", "Backup")._default_manager.count() == 0
