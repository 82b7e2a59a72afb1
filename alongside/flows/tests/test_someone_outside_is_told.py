"""Outside contact: only under the promise, never without a second person where it says so, always told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.apps import apps

from alongside.flows import person_asks_for_deletion, promise_is_written, someone_outside_is_told
from alongside.flows.tests.walking import walk_together
from alongside.people import reads, traces
from alongside.rules import outside
from alongside.rules.outside import Act, Told
from alongside.safety import outside_contacts
from alongside.talk.access import NotHere
from alongside.vault import keys

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

TOLD = Told(
    "Nurse Akinyi", "Where Amina can be found this evening.", "We looked for another way for an hour."
)


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def promised(cast: Cast, profile: str, now: datetime, *, law: bool) -> None:
    promise_is_written.write(cast.program.id, profile, "Our sentence.", now)
    if law:
        newest = reads.promise_of(cast.program.id)
        assert newest is not None
        apps.get_model("alongside", "Promise")._default_manager.filter(id=newest.id).update(
            law={
                "place": "Kenya",
                "whom": "the children's officer",
                "when": "a child is hurt",
                "within": "a day",
            }
        )


def act(cast: Cast, clause: str = "consent") -> Act:
    return Act(clause, cast.peer.id, cast.supervisor.id, True, True, TOLD)


def write(cast: Cast, talk: int, told: Act, now: datetime) -> int:
    return someone_outside_is_told.write_down(cast.peer.id, talk, told, now, now)


def test_it_cannot_be_kept_without_second_person_and_told_or_not(
    cast: Cast, talk: int, now: datetime
) -> None:
    promised(cast, "least_invasive", now, law=True)
    whole = act(cast, "dying")
    for lacking in (replace(whole, second=None), replace(whole, told_before=None)):
        with pytest.raises(NotHere):
            write(cast, talk, lacking, now)
    assert outside_contacts.to_review(cast.program.id) == []
    write(cast, talk, whole, now)
    assert len(outside_contacts.to_review(cast.program.id)) == 1


def test_until_the_law_is_filled_in_only_the_members_yes_counts(cast: Cast, talk: int, now: datetime) -> None:
    promised(cast, "least_invasive", now, law=False)
    for clause in ("law", "dying", "others", "clinic", ""):
        with pytest.raises(NotHere):
            write(cast, talk, act(cast, clause), now)
    with pytest.raises(NotHere):
        write(cast, talk, replace(act(cast), consented=False), now)
    write(cast, talk, act(cast), now)
    assert len(outside_contacts.to_review(cast.program.id)) == 1


def test_the_member_is_told_and_reads_what_was_shared(cast: Cast, talk: int, now: datetime) -> None:
    promised(cast, "consent_only", now, law=True)
    number = write(cast, talk, act(cast, "law"), now)
    (seen,) = traces.of(cast.member.id)
    assert (seen.by, seen.what, seen.about) == (cast.peer.id, "outside", number)
    notice = apps.get_model("alongside", "Notice")._default_manager.get(person_id=cast.member.id)
    assert notice.kind == "note"
    assert [one.id for one in outside_contacts.not_seen(cast.member.id)] == [number]
    assert outside_contacts.words_of(number) == TOLD
    someone_outside_is_told.see(number, cast.peer.id, now)
    assert [one.id for one in outside_contacts.not_seen(cast.member.id)] == [number]
    someone_outside_is_told.see(number, cast.member.id, now)
    assert outside_contacts.not_seen(cast.member.id) == []


@pytest.mark.parametrize("who", ["member", "other_peer", "supervisor", "elsewhere_peer"])
def test_only_a_helper_who_is_in_the_talk_writes_it_down(
    cast: Cast, talk: int, now: datetime, who: str
) -> None:
    promised(cast, "consent_only", now, law=True)
    with pytest.raises(NotHere):
        someone_outside_is_told.write_down(getattr(cast, who).id, talk, act(cast), now, now)
    assert outside_contacts.to_review(cast.program.id) == []


def test_it_is_looked_at_again_by_somebody_else_within_seven_days(
    cast: Cast, talk: int, now: datetime
) -> None:
    promised(cast, "consent_only", now, law=True)
    number = write(cast, talk, replace(act(cast), decided_by=cast.supervisor.id, second=None), now)
    (waiting,) = outside_contacts.to_review(cast.program.id)
    assert waiting.review_by == now + timedelta(days=7)
    assert someone_outside_is_told.may_review(waiting, cast.supervisor.id) is False
    assert someone_outside_is_told.review(waiting, cast.supervisor.id, now) is False
    assert someone_outside_is_told.may_review(waiting, cast.coordinator.id) is True
    assert someone_outside_is_told.read_again(waiting, cast.coordinator.id, now) == TOLD
    assert [seen.what for seen in traces.of(cast.member.id)] == ["outside_read", "outside"]
    assert someone_outside_is_told.review(waiting, cast.coordinator.id, now) is True
    assert outside_contacts.to_review(cast.program.id) == []
    assert number == waiting.id


def test_when_the_member_goes_the_words_go_and_the_number_stays(cast: Cast, talk: int, now: datetime) -> None:
    promised(cast, "consent_only", now, law=True)
    number = write(cast, talk, act(cast), now)
    before = outside_contacts.one(cast.program.id, number)
    assert before is not None
    person_asks_for_deletion.delete(cast.member.id, now)
    assert outside_contacts.words_of(number) is None
    assert keys.ciphers([before.key_id]) == {}
    assert outside_contacts.to_review(cast.program.id) == []
    after = outside_contacts.one(cast.program.id, number)
    assert after is not None
    assert after.person_id is None


def test_every_clause_has_its_words() -> None:
    offered = {
        clause
        for profile in ("consent_only", "least_invasive", "clinical_partner")
        for clause in outside.clauses(profile, True)
    }
    assert offered == set(outside.CLAUSES)
