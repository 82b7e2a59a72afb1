"""Coming back with lost words: two people know them, devices are told, and a thief gets nowhere."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connections

from alongside.base import turn
from alongside.flows import lost_words_are_asked, match_ends, person_asks_for_deletion, person_comes_back
from alongside.flows.lost_words_are_asked import NotTheirs, state
from alongside.flows.tests.walking import walk_together
from alongside.outbox.models import Notice
from alongside.people import invitations, lost_words, sessions, sweeping, traces, writes
from alongside.people.lost_words import Lost
from alongside.people.models import LostWords, Role, Session
from alongside.rules.traces import LET_BACK
from alongside.vault import keys
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def walk(cast: Cast, now: datetime) -> int:
    """Amina walks with Rosa."""
    return walk_together(cast.member, cast.peer, cast.program.key_id, now - DAY)


def ask(cast: Cast, now: datetime, peer: str = "Rosa", name: str = "Amina", address: str = "here") -> Lost:
    token = lost_words_are_asked.ask(cast.program, peer, name, "we spoke of bees", address, now)
    found = lost_words.by_token(cast.program.id, token)
    assert found is not None
    return found


def again(lost: Lost) -> Lost:
    found = lost_words.one(lost.program_id, lost.id)
    assert found is not None
    return found


def both_say_so(cast: Cast, lost: Lost, now: datetime) -> None:
    assert lost_words_are_asked.peer_says_who(cast.peer.id, lost, cast.member.id, now)
    assert lost_words_are_asked.team_says_so(cast.supervisor.id, again(lost), now)


def come_in(lost: Lost, now: datetime, *, alone: bool = False) -> lost_words_are_asked.CameIn | None:
    return lost_words_are_asked.come_in(again(lost), "en", now, own=False, borrowed=False, alone=alone)


def test_the_peer_and_the_team_know_them_and_they_are_in_with_new_words(cast: Cast, now: datetime) -> None:
    old = person_comes_back.new_words(cast.program.id, cast.member.id, "en", now - DAY)
    lost = ask(cast, now, "  rósa ", "Amina")
    assert [each.id for each in lost_words.for_peer(cast.peer.id, now)] == [lost.id]
    assert lost_words.words(lost, cast.program.key_id) == ("Amina", "we spoke of bees")
    assert come_in(lost, now) is None
    both_say_so(cast, lost, now)
    came = come_in(lost, now)
    assert came is not None
    who = sessions.visitor(came.token, now)
    assert who is not None
    assert who[0].person_id == cast.member.id
    back = person_comes_back.come_back(cast.program.id, " ".join(came.five), "elsewhere", now)
    assert back.token, "the new words work"
    assert not person_comes_back.come_back(cast.program.id, " ".join(old), "elsewhere", now).token
    assert [(each.by, each.what, each.about) for each in traces.of(cast.member.id)] == [
        (cast.supervisor.id, LET_BACK.code, lost.id),
        (cast.peer.id, LET_BACK.code, lost.id),
    ]
    assert come_in(lost, now) is None, "once"


def test_a_device_still_signed_in_is_told_and_has_a_day_to_stop_it(cast: Cast, now: datetime) -> None:
    with turn.write():
        sessions.sign_in(cast.member, now)
    lost = ask(cast, now)
    assert lost_words.about(cast.member.id, now) is None
    both_say_so(cast, lost, now + HOUR)
    about = lost_words.about(cast.member.id, now + HOUR)
    assert about is not None
    assert come_in(lost, now + DAY) is None
    assert come_in(lost, now + HOUR + DAY) is not None


def test_a_no_on_that_device_ends_it_and_who_asked_cannot_tell(cast: Cast, now: datetime) -> None:
    with turn.write():
        sessions.sign_in(cast.member, now)
    lost, nobody = ask(cast, now), ask(cast, now, "Nobody of this name")
    both_say_so(cast, lost, now)
    about = lost_words.about(cast.member.id, now)
    assert about is not None
    lost_words_are_asked.refuse(about, now + HOUR)
    for hours in (1, 25, 71, 72, 90):
        then = now + hours * HOUR
        assert state(again(lost), then) == state(again(nobody), then) == ("asked" if hours < 72 else "over")
        assert come_in(lost, then) is None
    assert lost_words.words(again(lost), cast.program.key_id) == ("", "")
    assert not lost_words_are_asked.team_says_so(cast.coordinator.id, again(lost), now + HOUR)


def test_who_switched_it_off_is_never_let_in_this_way_and_nobody_can_tell(cast: Cast, now: datetime) -> None:
    lost_words_are_asked.switch(cast.member.id, False)
    lost = ask(cast, now)
    assert lost_words_are_asked.peer_says_who(cast.peer.id, lost, cast.member.id, now), "the peer cannot tell"
    assert lost_words.for_team(cast.program.id, now) == []
    assert not lost_words_are_asked.team_says_so(cast.supervisor.id, again(lost), now)
    assert state(again(lost), now + DAY) == "asked"
    lost_words_are_asked.switch(cast.member.id, True)
    assert [each.id for each in lost_words.for_team(cast.program.id, now)] == [lost.id]


def test_switched_off_after_both_said_so_still_holds(cast: Cast, now: datetime) -> None:
    lost = ask(cast, now)
    both_say_so(cast, lost, now)
    lost_words_are_asked.switch(cast.member.id, False)
    assert come_in(lost, now) is None


def test_it_ends_by_itself_and_its_row_goes(cast: Cast, now: datetime) -> None:
    lost = ask(cast, now)
    both_say_so(cast, lost, now)
    assert come_in(lost, now + 3 * DAY) is None
    with turn.write():
        sweeping.sweep(now + 4 * DAY - HOUR)
    assert LostWords.objects.count() == 1
    assert sweeping.anything_over(now + 4 * DAY)
    with turn.write():
        sweeping.sweep(now + 4 * DAY)
    assert LostWords.objects.count() == 0


def test_a_name_that_is_not_there_is_asked_for_like_any_other(cast: Cast, now: datetime) -> None:
    nobody = ask(cast, now, "Nobody of this name")
    member = ask(cast, now, "Juma")  # a member's name finds no one either
    other = ask(cast, now, "Thabo")  # a peer of another program
    assert [each.peer_id for each in (nobody, member, other)] == [None, None, None]
    for lost in (nobody, member, other):
        assert state(lost, now) == "asked"
        with pytest.raises(NotTheirs):
            lost_words_are_asked.peer_says_who(cast.peer.id, lost, cast.member.id, now)
    assert LostWords.objects.count() == 3


def test_askings_are_limited_by_place_and_in_all_and_on_one_desk(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tried(address: str) -> bool:
        return bool(lost_words_are_asked.ask(cast.program, "Rosa", "Amina", "", address, now))

    assert [tried("one place") for _ in range(10)] == [True] * 8 + [False] * 2
    assert [tried(f"place {each}") for each in range(4)] == [True] * 4
    assert len(lost_words.for_peer(cast.peer.id, now)) == lost_words_are_asked.ON_ONE_DESK
    monkeypatch.setattr(lost_words_are_asked, "FROM_ANYWHERE", 14)
    assert not tried("one place more")


def test_a_peer_lets_back_only_who_walks_with_them(cast: Cast, now: datetime) -> None:
    lost = ask(cast, now)
    everybody = (cast.other_member, cast.other_peer, cast.coordinator, cast.elsewhere_member, cast.peer)
    for person in everybody:
        with pytest.raises(NotTheirs):
            lost_words_are_asked.peer_says_who(cast.peer.id, lost, person.id, now)
    with pytest.raises(NotTheirs):  # it was not they who were named
        lost_words_are_asked.peer_says_who(cast.other_peer.id, lost, cast.member.id, now)
    assert again(lost).person_id is None


def test_who_blocked_their_peer_is_not_let_in_on_that_peers_word(
    cast: Cast, now: datetime, walk: int
) -> None:
    lost = ask(cast, now)
    both_say_so(cast, lost, now)
    match_ends.block(cast.member.id, walk, now)
    assert come_in(lost, now) is None
    assert lost_words_are_asked.whom_they_know(cast.program.id, cast.peer.id) == []


def test_nobody_with_a_desk_is_let_in_without_a_password(cast: Cast, now: datetime) -> None:
    lost = ask(cast, now)
    both_say_so(cast, lost, now)
    Role.objects.create(program_id=cast.program.id, person_id=cast.member.id, role="peer")
    assert lost_words_are_asked.whom_they_know(cast.program.id, cast.peer.id) == []
    assert come_in(lost, now) is None


def test_one_person_cannot_be_both_of_the_two_who_are_sure(cast: Cast, now: datetime) -> None:
    Role.objects.create(program_id=cast.program.id, person_id=cast.peer.id, role="supervisor")
    lost = ask(cast, now)
    assert not lost_words_are_asked.team_says_so(cast.supervisor.id, lost, now), "not before the peer"
    assert lost_words_are_asked.peer_says_who(cast.peer.id, lost, cast.member.id, now)
    assert not lost_words_are_asked.team_says_so(cast.peer.id, again(lost), now)
    assert come_in(lost, now) is None


def test_who_could_have_become_the_peer_is_not_the_second_who_is_sure(cast: Cast, now: datetime) -> None:
    """A link for a new password makes whoever opens it that peer."""
    lost = ask(cast, now)
    with turn.write():
        invitations.make(cast.program, ["peer"], "", cast.coordinator.id, now - DAY, renews=cast.peer.id)
    assert lost_words_are_asked.peer_says_who(cast.peer.id, lost, cast.member.id, now)
    assert not lost_words_are_asked.team_says_so(cast.coordinator.id, again(lost), now)
    assert come_in(lost, now) is None
    assert lost_words_are_asked.team_says_so(cast.supervisor.id, again(lost), now)
    assert come_in(lost, now + DAY) is not None


def test_only_one_may_ask_as_a_person_at_a_time(cast: Cast, now: datetime) -> None:
    thief, herself = ask(cast, now, address="there"), ask(cast, now)
    assert lost_words_are_asked.peer_says_who(cast.peer.id, thief, cast.member.id, now)
    assert not lost_words_are_asked.peer_says_who(cast.peer.id, herself, cast.member.id, now)
    lost_words_are_asked.refuse(again(thief), now)  # they were taken in, and notice
    assert lost_words_are_asked.peer_says_who(cast.peer.id, again(herself), cast.member.id, now)


def test_two_taps_at_once_let_one_device_in(cast: Cast, now: datetime) -> None:
    lost = ask(cast, now)
    both_say_so(cast, lost, now)
    ready = threading.Barrier(2)
    came: list[object] = []

    def tap() -> None:
        try:
            ready.wait(10)
            came.append(come_in(lost, now))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=tap) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert sorted(one is None for one in came) == [False, True]
    assert Session.objects.filter(person_id=cast.member.id).count() == 1


def test_other_devices_are_signed_out_where_that_is_asked_for(cast: Cast, now: datetime) -> None:
    with turn.write():
        stolen = sessions.sign_in(cast.member, now)
    lost = ask(cast, now)
    both_say_so(cast, lost, now)
    came = come_in(lost, now + DAY, alone=True)
    assert came is not None
    assert sessions.visitor(stolen, now + DAY) is None
    assert sessions.visitor(came.token, now + DAY) is not None


def test_of_two_peers_with_one_name_the_one_who_walks_with_them_is_asked(cast: Cast, now: datetime) -> None:
    key_id = keys.make(cast.program.key_id)
    with turn.write():
        namesake = writes.add_person(cast.program.id, key_id, "Juma", ["peer"], now, language="en")
        writes.rename(cast.peer, "Juma")
    assert ask(cast, now, "Juma", "amina").peer_id == cast.peer.id
    assert ask(cast, now, "Juma", "Zawadi").peer_id in (cast.peer.id, namesake.id)


def test_peer_team_and_person_are_told(cast: Cast, now: datetime) -> None:
    def told() -> set[tuple[int, str]]:
        return set(Notice.objects.values_list("person_id", "kind"))

    lost = ask(cast, now)
    assert told() == {(cast.peer.id, "desk")}
    lost_words_are_asked.peer_says_who(cast.peer.id, lost, cast.member.id, now)
    assert told() == {
        (cast.peer.id, "desk"),
        (cast.member.id, "note"),
        (cast.coordinator.id, "desk"),
        (cast.supervisor.id, "desk"),
    }


def test_who_deletes_everything_cannot_be_come_back_as(cast: Cast, now: datetime) -> None:
    lost = ask(cast, now)
    both_say_so(cast, lost, now)
    person_asks_for_deletion.delete(cast.member.id, now)
    assert LostWords.objects.count() == 0
    person_asks_for_deletion.delete(cast.peer.id, now)
    assert lost_words.one(cast.program.id, lost.id) is None


def test_what_was_told_is_sealed(cast: Cast, now: datetime) -> None:
    ask(cast, now)
    sealed = bytes(LostWords.objects.get().told)
    assert (b"bees" in sealed, b"Amina" in sealed) == (False, False)
