"""A changed promise is shown to every member again before their next line; what they agreed to stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.base import turn
from alongside.flows import promise_is_read, promise_is_written
from alongside.flows.message_arrives import Kept, Noted, Refused, Said, Shown, arrive
from alongside.flows.tests.walking import walk_together
from alongside.people import sessions
from alongside.people.models import Consent, Person
from alongside.talk import reads

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
LAW = {"place": "Kenya", "whom": "the children's office", "when": "a child is harmed", "within": "a day"}


@dataclass
class Talk:
    """A member and a peer who walk together, and what becomes of a line of either."""

    id: int
    program_id: int
    member: bytes
    peer: bytes

    def says(self, who: bytes, text: str, now: datetime) -> str:
        [answer] = arrive([Said(who, self.id, f"line {text}", text)], now, frozenset())
        assert isinstance(answer, Kept | Refused)
        return answer.why if isinstance(answer, Refused) else "kept"

    def words(self) -> list[str | None]:
        return [line.text for line in reads.newest(self.program_id, self.id)]


@pytest.fixture
def talk(cast: Cast, now: datetime) -> Talk:
    """Both have read the promise they came in under."""
    promise_is_written.write(cast.program.id, "consent_only", "We call nobody.", now)
    assert promise_is_read.read(cast.member.id, 1, "en", now)
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    with turn.write():
        tokens = [sessions.hash_of(sessions.sign_in(person, now)) for person in (cast.member, cast.peer)]
    return Talk(conversation, cast.program.id, *tokens)


def test_a_member_reads_the_changed_promise_before_their_next_line(
    talk: Talk, cast: Cast, now: datetime
) -> None:
    assert talk.says(talk.member, "before", now) == "kept"
    promise_is_written.write(cast.program.id, "least_invasive", "We may call.", now)
    assert talk.says(talk.member, "too soon", now) == "promise"
    assert promise_is_read.read(cast.member.id, 2, "en", now)
    assert talk.says(talk.member, "read it", now) == "kept"
    assert talk.words() == ["before", "read it"]


def test_a_refused_line_is_said_once_with_the_same_ref_afterwards(
    talk: Talk, cast: Cast, now: datetime
) -> None:
    promise_is_written.write(cast.program.id, "least_invasive", "We may call.", now)
    assert talk.says(talk.member, "the same words", now) == "promise"
    promise_is_read.read(cast.member.id, 2, "en", now)
    assert [talk.says(talk.member, "the same words", now) for _ in range(2)] == ["kept", "kept"]
    assert talk.words() == ["the same words"]


def test_a_peer_goes_on_answering_while_the_member_reads(talk: Talk, cast: Cast, now: datetime) -> None:
    promise_is_written.write(cast.program.id, "least_invasive", "We may call.", now)
    assert talk.says(talk.member, "not yet", now) == "promise"
    assert talk.says(talk.peer, "take your time", now) == "kept"


def test_how_far_somebody_read_is_noted_all_the_same(talk: Talk, cast: Cast, now: datetime) -> None:
    promise_is_written.write(cast.program.id, "least_invasive", "We may call.", now)
    [answer] = arrive([Shown(talk.member, talk.id, 0, True)], now, frozenset())
    assert isinstance(answer, Noted)


def test_both_receipts_are_kept(talk: Talk, cast: Cast, now: datetime) -> None:
    promise_is_written.write(cast.program.id, "least_invasive", "We may call.", now)
    later = now + timedelta(days=3)
    assert promise_is_read.read(cast.member.id, 2, "sw", later)
    assert promise_is_read.read(cast.member.id, 2, "sw", later)  # a double tap
    given = (
        Consent.objects.filter(person=cast.member)
        .order_by("at")
        .values_list("promise__version", "language", "at")
    )
    assert list(given) == [(1, "en", now), (2, "sw", later)]


def test_who_read_an_older_version_is_shown_the_newest(talk: Talk, cast: Cast, now: datetime) -> None:
    for sentence in ("Two.", "Three."):
        promise_is_written.write(cast.program.id, "consent_only", sentence, now)
    assert not promise_is_read.read(cast.member.id, 2, "en", now)
    assert talk.says(talk.member, "not yet", now) == "promise"
    assert Person.objects.get(id=cast.member.id).promise_seen == 1


def test_the_same_words_written_again_ask_nobody_anew(talk: Talk, cast: Cast, now: datetime) -> None:
    promise_is_written.write(cast.program.id, "consent_only", "We call nobody.", now)
    assert talk.says(talk.member, "still fine", now) == "kept"


def test_the_law_is_part_of_the_promise_and_names_who_wrote_it_down(
    talk: Talk, cast: Cast, now: datetime
) -> None:
    by = cast.coordinator.id
    written = promise_is_written.write(
        cast.program.id, "consent_only", "We call nobody.", now, law=LAW, by=by
    )
    assert (written.version, written.law, written.law_by_id) == (2, LAW, by)
    assert talk.says(talk.member, "not yet", now) == "promise"
    kept = promise_is_written.write(
        cast.program.id, "consent_only", "We call no one.", now, law=LAW, by=cast.supervisor.id
    )
    assert (kept.version, kept.law, kept.law_by_id) == (3, LAW, by)


def test_another_programs_promise_stops_nobody_here(talk: Talk, cast: Cast, now: datetime) -> None:
    promise_is_written.write(cast.elsewhere.id, "clinical_partner", "We call the clinic.", now)
    assert talk.says(talk.member, "still fine", now) == "kept"


@pytest.mark.parametrize("lines", [1, 40])
def test_it_costs_no_statement_more(talk: Talk, cast: Cast, now: datetime, lines: int) -> None:
    def batch(name: str) -> int:
        items = [Said(talk.member, talk.id, f"{name} {i}", "words") for i in range(lines)]
        with CaptureQueriesContext(connection) as asked:
            arrive(items, now, frozenset())
        return len(asked)

    batch("warm")
    counted = batch("read")
    promise_is_written.write(cast.program.id, "least_invasive", "We may call.", now)
    assert batch("changed") <= counted <= 10
