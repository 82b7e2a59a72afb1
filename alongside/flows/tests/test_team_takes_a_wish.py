"""After the last pass a named person of the team writes, and only then does the member read so."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connections

from alongside.base import turn
from alongside.flows import offer_is_taken, peer_is_offered, support_is_asked, team_takes_a_wish
from alongside.flows.tests.asking import ask, make_ready, suggested
from alongside.matching import left_over, reads, walks
from alongside.outbox.models import Notice
from alongside.talk.models import Conversation
from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

LINE = "Everyone we could ask for somebody was asked"


def passes(peer_id: int, now: datetime) -> None:
    (offer,) = reads.offers_for(peer_id)
    offer_is_taken.pass_on(peer_id, offer.offer_id, now)


@pytest.fixture
def request_id(cast: Cast, now: datetime) -> int:
    """Two peers are asked; one has passed."""
    for peer in (cast.peer, cast.other_peer):
        make_ready(peer, now)
    wish = ask(cast.program, cast.member, now)
    support_is_asked.ask_whoever(cast.member.id, wish, now)
    passes(cast.other_peer.id, now)
    return wish


def whom() -> set[int]:
    return set(Notice.objects.filter(kind="desk").values_list("person_id", flat=True))


def test_while_somebody_is_asked_nothing_is_on_the_teams_desk(
    cast: Cast, now: datetime, request_id: int, sign_in: SignIn
) -> None:
    assert left_over.of(cast.program.id) == []
    assert LINE not in sign_in(cast.coordinator).get("/program").content.decode()


def test_after_the_last_pass_the_team_is_told_and_one_of_them_writes(
    cast: Cast, now: datetime, request_id: int, sign_in: SignIn
) -> None:
    passes(cast.peer.id, now)
    assert {cast.coordinator.id, cast.supervisor.id} <= whom()
    assert cast.elsewhere_coordinator.id not in whom()
    amina, otieno = sign_in(cast.member), sign_in(cast.supervisor)
    assert "will write to you" not in amina.get("/waiting").content.decode()
    before = amina.get("/waiting/news").content
    assert f'href="/program/left/{request_id}"' in otieno.get("/program").content.decode()
    opened = otieno.post(f"/program/left/{request_id}")
    assert opened.status_code == 303
    assert opened.headers["Location"].startswith("/talk/")
    page = amina.get("/waiting").content.decode()
    assert "<bdi>Otieno</bdi> from the team will write to you." in page
    assert f'href="{opened.headers["Location"]}"' in page
    assert amina.get("/waiting/news").content != before, "the open page looks again"
    assert amina.get(opened.headers["Location"]).status_code == 200
    assert LINE not in sign_in(cast.coordinator).get("/program").content.decode()


def test_a_second_tap_leads_to_the_same_talk_and_a_second_person_reads_who_took_it(
    cast: Cast, now: datetime, request_id: int, sign_in: SignIn
) -> None:
    passes(cast.peer.id, now)
    program = cast.program.id
    first = team_takes_a_wish.take(program, cast.supervisor.id, request_id, now)
    assert first is not None
    assert team_takes_a_wish.take(program, cast.supervisor.id, request_id, now) == first
    assert team_takes_a_wish.take(program, cast.coordinator.id, request_id, now) is None
    page = sign_in(cast.coordinator).get(f"/program/left/{request_id}").content.decode()
    assert "<bdi>Otieno</bdi> writes to them." in page
    assert Conversation.objects.count() == 1


def test_two_who_take_it_at_once_open_one_talk(cast: Cast, now: datetime, request_id: int) -> None:
    passes(cast.peer.id, now)
    ready = threading.Barrier(2)
    found: list[int | None] = []

    def take(team_id: int) -> None:
        try:
            ready.wait(10)
            found.append(team_takes_a_wish.take(cast.program.id, team_id, request_id, now))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take, args=(each.id,)) for each in (cast.coordinator, cast.supervisor)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert sorted(one is None for one in found) == [False, True]
    assert Conversation.objects.count() == 1


def test_a_question_that_ran_out_is_an_answer_too(cast: Cast, now: datetime, request_id: int) -> None:
    later = now + timedelta(days=2)
    peer_is_offered.next_waves(later)
    peer_is_offered.next_waves(later + timedelta(hours=1))
    assert [each.person_id for each in left_over.of(cast.program.id)] == [cast.member.id]


def test_somebody_new_is_asked_and_the_line_goes(cast: Cast, now: datetime, request_id: int) -> None:
    passes(cast.peer.id, now)
    assert len(left_over.of(cast.program.id)) == 1
    support_is_asked.withdraw(cast.member.id, request_id, now)
    assert left_over.of(cast.program.id) == []


def test_who_asked_one_by_name_may_still_choose_and_then_nobody_is_left(cast: Cast, now: datetime) -> None:
    for peer in (cast.peer, cast.other_peer):
        make_ready(peer, now)
    wish = ask(cast.program, cast.member, now)
    assert set(suggested(cast.member, wish, now)) == {cast.peer.id, cast.other_peer.id}
    support_is_asked.ask_peer(cast.member.id, wish, cast.peer.id, False, now)
    passes(cast.peer.id, now)
    assert left_over.of(cast.program.id) == [], "the other one can still be asked"
    support_is_asked.ask_next(cast.member.id, wish, cast.other_peer.id, now)
    passes(cast.other_peer.id, now)
    assert [each.request_id for each in left_over.of(cast.program.id)] == [wish]


def test_who_blocked_someone_of_the_team_is_not_written_to_by_them(
    cast: Cast, now: datetime, request_id: int
) -> None:
    passes(cast.peer.id, now)
    with turn.write():
        walks.keep_apart(cast.program.id, cast.member.id, cast.supervisor.id, now)
    assert team_takes_a_wish.take(cast.program.id, cast.supervisor.id, request_id, now) is None
    assert team_takes_a_wish.take(cast.program.id, cast.coordinator.id, request_id, now) is not None


def test_another_programs_team_takes_nothing(
    cast: Cast, now: datetime, request_id: int, sign_in: SignIn
) -> None:
    passes(cast.peer.id, now)
    there = cast.elsewhere_coordinator
    assert sign_in(there).post(f"/program/left/{request_id}").status_code == 404
    assert team_takes_a_wish.take(cast.elsewhere.id, there.id, request_id, now) is None
    assert left_over.taken_by(request_id) is None
