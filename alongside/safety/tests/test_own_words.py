"""A plan, kept words, night letters and a wish to be rung: sealed, owned, and gone with their person."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import (
    match_ends,
    night_letter_is_written,
    peer_leaves,
    person_asks_for_deletion,
    plan_is_written,
    words_are_kept,
)
from alongside.flows.tests.walking import walk_together
from alongside.outbox import notices
from alongside.outbox.models import Notice
from alongside.people import availability, sessions
from alongside.people.models import Person
from alongside.rules import night_letters as rules
from alongside.safety import kept_words, night_letters, plans
from alongside.safety.models import KeptWords, NightLetter, Plan
from alongside.talk import access, writes
from alongside.talk.access import NotHere

if TYPE_CHECKING:
    from alongside.base.door import Visitor
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def visitor(person: Person, now: datetime) -> Visitor:
    with turn.write():
        token = sessions.sign_in(person, now)
    found = sessions.visitor(token, now)
    assert found is not None
    return found[0]


def says(person_id: int, conversation_id: int, words: str, now: datetime) -> int:
    with turn.write():
        room, seat = access.room_for(person_id, conversation_id, lock=True)
        line = writes.Line(room, seat, writes.once_of("test", person_id, words), words)
        writes.append([line], now)
    return line.n


def is_ready(peer: Person, ready: bool) -> None:
    with turn.write():
        if availability.when(peer.id) is None:
            availability.begin(peer.program_id, peer.id)
        availability.set_ready(peer.id, ready)


@pytest.fixture
def walk(cast: Cast, now: datetime) -> int:
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


# What helps me


def test_a_plan_is_sealed_and_read_by_its_owner(cast: Cast, now: datetime) -> None:
    who = visitor(cast.member, now)
    plan_is_written.keep(who, {"alone": "Ring the dog.", "tell": "", "nonsense": "x"}, False, now)
    helps = plans.of(who.person_id, who.key_id)
    assert helps == plans.Helps({"alone": "Ring the dog."}, False, now)
    assert b"dog" not in bytes(Plan.objects.get().words)


def test_the_peer_reads_a_plan_only_while_they_walk_and_it_is_shared(
    cast: Cast, now: datetime, walk: int
) -> None:
    who = visitor(cast.member, now)
    plan_is_written.keep(who, {"alone": "Tea."}, False, now)
    assert plan_is_written.for_peer(cast.peer.id, walk) is None
    plan_is_written.keep(who, {"alone": "Tea."}, True, now)
    shared = plan_is_written.for_peer(cast.peer.id, walk)
    assert shared is not None
    assert shared.words == {"alone": "Tea."}
    assert plan_is_written.for_peer(cast.other_peer.id, walk) is None
    assert plan_is_written.for_peer(cast.member.id, walk) is None
    match_ends.say_goodbye(cast.member.id, walk, "", now)
    assert plan_is_written.for_peer(cast.peer.id, walk) is None


def test_a_plan_without_words_is_no_plan(cast: Cast, now: datetime) -> None:
    who = visitor(cast.member, now)
    plan_is_written.keep(who, {"alone": "Tea."}, True, now)
    plan_is_written.keep(who, {"alone": ""}, True, now)
    assert Plan.objects.count() == 0


# Words I keep


def test_own_words_are_kept_at_once(cast: Cast, now: datetime, walk: int) -> None:
    who = visitor(cast.member, now)
    n = says(cast.member.id, walk, "I wrote two pages.", now)
    words_are_kept.keep(who, walk, n, now)
    assert [one.words for one in kept_words.of(who.person_id, who.key_id)] == ["I wrote two pages."]
    assert kept_words.wanted_of(cast.member.id) == []


def test_the_writer_is_asked_once_and_nothing_is_copied_before_a_yes(
    cast: Cast, now: datetime, walk: int
) -> None:
    who = visitor(cast.member, now)
    n = says(cast.peer.id, walk, "You are not late. You are here.", now)
    for _ in range(2):
        words_are_kept.keep(who, walk, n, now)
    (wish,) = kept_words.wanted_of(cast.peer.id, walk)
    assert (bytes(KeptWords.objects.get().words), Notice.objects.get().person_id) == (b"", cast.peer.id)
    assert kept_words.of(who.person_id, who.key_id) == []
    with pytest.raises(NotHere):
        words_are_kept.answer(cast.other_peer.id, walk, wish.id, True, now)
    with pytest.raises(NotHere):
        words_are_kept.answer(cast.member.id, walk, wish.id, True, now)
    words_are_kept.answer(cast.peer.id, walk, wish.id, True, now)
    assert [one.words for one in kept_words.of(who.person_id, who.key_id)] == [
        "You are not late. You are here."
    ]
    assert kept_words.wanted_of(cast.peer.id) == []


def test_a_no_looks_like_no_answer_yet_and_is_not_asked_again(cast: Cast, now: datetime, walk: int) -> None:
    who = visitor(cast.member, now)
    n = says(cast.peer.id, walk, "Between us.", now)
    words_are_kept.keep(who, walk, n, now)
    unanswered = kept_words.asked_for_in(who.person_id, walk)
    (wish,) = kept_words.wanted_of(cast.peer.id)
    words_are_kept.answer(cast.peer.id, walk, wish.id, False, now)
    assert kept_words.asked_for_in(who.person_id, walk) == unanswered == {n: False}
    words_are_kept.keep(who, walk, n, now)
    assert kept_words.wanted_of(cast.peer.id) == []
    assert kept_words.of(who.person_id, who.key_id) == []


def test_after_a_block_nobody_is_asked_and_the_keeper_cannot_tell(
    cast: Cast, now: datetime, walk: int
) -> None:
    who = visitor(cast.member, now)
    first, second = (says(cast.peer.id, walk, words, now) for words in ("Hello.", "I am here."))
    words_are_kept.keep(who, walk, first, now)
    assert len(kept_words.wanted_of(cast.peer.id)) == 1
    with turn.write():
        notices.looked(cast.peer.id)
    match_ends.block(cast.peer.id, walk, now)
    words_are_kept.keep(who, walk, second, now)
    assert [wish.n for wish in kept_words.wanted_of(cast.peer.id)] == [first]
    assert Notice.objects.count() == 0
    assert kept_words.asked_for_in(who.person_id, walk) == {first: False, second: False}


def test_the_keeper_lets_go_and_nobody_else_can(cast: Cast, now: datetime, walk: int) -> None:
    who = visitor(cast.member, now)
    words_are_kept.keep(who, walk, says(cast.member.id, walk, "mine", now), now)
    (kept,) = kept_words.of(who.person_id, who.key_id)
    assert words_are_kept.let_go(cast.other_member.id, kept.id) is False
    assert words_are_kept.let_go(cast.member.id, kept.id) is True
    assert KeptWords.objects.count() == 0


def test_kept_words_go_when_their_writer_deletes_everything(cast: Cast, now: datetime, walk: int) -> None:
    """Also the copy in a backup opens no more: it is sealed under the writer's key as well."""
    who = visitor(cast.member, now)
    words_are_kept.keep(who, walk, says(cast.peer.id, walk, "Come in, the tea is hot.", now), now)
    (wish,) = kept_words.wanted_of(cast.peer.id)
    words_are_kept.answer(cast.peer.id, walk, wish.id, True, now)
    in_a_backup = KeptWords.objects.get()
    assert len(kept_words.of(who.person_id, who.key_id)) == 1
    person_asks_for_deletion.delete(cast.peer.id, now)
    assert KeptWords.objects.count() == 0
    in_a_backup.writer_id = None
    in_a_backup.save(force_insert=True)
    assert kept_words.of(who.person_id, who.key_id) == []


# Night letters


def test_letters_take_turns_by_the_day_alone() -> None:
    days = [date(2026, 11, day) for day in range(1, 8)]
    assert [rules.of_the_day("ABC", day) for day in days] == ["B", "C", "A", "B", "C", "A", "B"]
    assert rules.of_the_day([], days[0]) is None


@pytest.mark.parametrize(("hour", "asleep"), [(21, False), (22, True), (3, True), (5, True), (6, False)])
def test_someone_sleeps_only_at_night_by_their_own_clock(hour: int, asleep: bool) -> None:
    assert rules.is_asleep(datetime(2026, 11, 23, hour, 30)) is asleep  # noqa: DTZ001  a clock on a wall


def test_a_letter_is_shown_in_the_readers_language_first(cast: Cast, now: datetime) -> None:
    who, other = visitor(cast.peer, now), visitor(cast.other_peer, now)
    for peer in (cast.peer, cast.other_peer):
        is_ready(peer, True)
    assert night_letter_is_written.write(who, "en", "I was awake too.", now)
    assert night_letter_is_written.write(other, "sw", "Mimi pia nilikuwa macho.", now)
    found = [
        night_letters.of_the_day(cast.program.id, language, now.date()) for language in ("en", "sw", "en")
    ]
    assert [one.words if one else "" for one in found] == [
        "I was awake too.",
        "Mimi pia nilikuwa macho.",
        "I was awake too.",
    ]
    assert night_letters.of_the_day(cast.elsewhere.id, "en", now.date()) is None


def test_a_letter_is_taken_away_by_its_writer_only(cast: Cast, now: datetime) -> None:
    who = visitor(cast.peer, now)
    is_ready(cast.peer, True)
    night_letter_is_written.write(who, "en", "Keep the lamp on.", now)
    assert night_letters.of_the_day(cast.program.id, "en", now.date()) is not None
    (letter,) = night_letters.by(cast.peer.id)
    assert night_letter_is_written.take_away(cast.other_peer.id, letter.id, now) is False
    assert night_letter_is_written.take_away(cast.peer.id, letter.id, now) is True
    assert night_letters.of_the_day(cast.program.id, "en", now.date()) is None
    assert bytes(NightLetter.objects.get().words) == b""


def test_a_letter_is_shown_only_while_its_writer_is_made_ready(cast: Cast, now: datetime) -> None:
    """Nobody reads one of a peer who has just joined, or who has left for good."""
    shown = []
    night_letter_is_written.write(visitor(cast.peer, now), "en", "Keep the lamp on.", now)
    shown.append(night_letters.of_the_day(cast.program.id, "en", now.date()))
    is_ready(cast.peer, True)
    shown.append(night_letters.of_the_day(cast.program.id, "en", now.date()))
    assert peer_leaves.begins(cast.program.id, cast.peer.id, "Go well.", now)
    shown.append(night_letters.of_the_day(cast.program.id, "en", now.date()))
    assert [one and one.words for one in shown] == [None, "Keep the lamp on.", None]


def test_one_peer_writes_only_so_many(cast: Cast, now: datetime) -> None:
    who = visitor(cast.peer, now)
    written = [night_letter_is_written.write(who, "en", f"letter {i}", now) for i in range(6)]
    assert written == [True] * rules.MOST_BY_ONE + [False]
