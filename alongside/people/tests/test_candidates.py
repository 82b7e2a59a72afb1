"""The database's narrowing gives what the slow, obvious way gives: the rule, asked of every peer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from alongside.base import turn
from alongside.people import availability, candidates, tallies, writes
from alongside.people.models import Availability, Profile
from alongside.rules import fit
from alongside.rules.fit import Scale, own_code
from alongside.rules.lived import codes_of
from alongside.rules.wishes import ANY, KINDS, LIKE, NOT, Wishes
from alongside.vault import keys
from conftest import A_MONDAY, Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def masked(bits: set[int]) -> int:
    return sum(1 << bit for bit in bits)


# Few bits, so that people share things and points are often equal; the highest, where signs could go wrong.
MASKS = some.sets(some.sampled_from([0, 1, 2, 3, 40, 62]), max_size=4).map(masked)
TONGUES = some.sets(some.sampled_from([0, 1, 49, 62]), min_size=1, max_size=3).map(masked)
MOMENTS = some.sampled_from([None, -3600, -1, 0, 1, 3600]).map(
    lambda seconds: None if seconds is None else A_MONDAY + timedelta(seconds=seconds)
)
PEERS = some.fixed_dictionaries(
    {
        "ready": some.sampled_from([True, True, True, False]),
        "here_until": MOMENTS,
        "break_until": some.one_of(some.none(), MOMENTS),
        "capacity": some.integers(0, 3),
        "walking_with": some.integers(0, 2),
        "hours": some.sampled_from([0, 1, 1 << 5, (1 << 28) - 1]),
        "tongues": TONGUES,
        "lived": MASKS,
        "lived_own": MASKS,
        "loves": MASKS,
        "loves_own": MASKS,
        "belongs": MASKS,
        "told": some.integers(0, 31),
        "gender": some.integers(0, 2),
        "age_band": some.integers(0, 2),
    }
)
WISHES = some.builds(
    Wishes,
    tongues=TONGUES,
    lived=MASKS,
    lived_own=MASKS,
    loves=MASKS,
    loves_own=MASKS,
    gender=some.sampled_from([0, 0, 1, 2]),
    age_band=some.sampled_from([0, 0, 0, 1]),
    belongs=some.dictionaries(some.sampled_from(KINDS), MASKS, max_size=3),
    near=some.dictionaries(some.sampled_from(KINDS), some.sampled_from([LIKE, ANY, NOT]), max_size=2),
)
MOST = 12


@pytest.fixture
def people(cast: Cast) -> list[int]:
    """Enough people to be peers."""
    with turn.write():
        return [
            writes.add_person(cast.program.id, key_id, "Somebody", ["peer"], A_MONDAY, language="en").id
            for key_id in keys.make_many(cast.program.key_id, MOST)
        ]


def settle(program_id: int, people: Sequence[int], told: Sequence[dict[str, Any]]) -> list[int]:
    """These are the program's peers now, counted anew."""
    Availability.objects.all().delete()
    Profile.objects.all().delete()
    here = list(people[: len(told)])
    Availability.objects.bulk_create(
        Availability(program_id=program_id, person_id=person_id, **each)
        for person_id, each in zip(here, told, strict=True)
    )
    Profile.objects.bulk_create(
        Profile(program_id=program_id, person_id=person_id, shown={own_code(1): fit.SUGGESTED})
        for person_id in here
    )
    with turn.write():
        tallies.recount(program_id)
    return here


def counted(told: Sequence[dict[str, Any]]) -> Scale:
    """What is rare, counted by hand."""
    ready = [each for each in told if each["ready"]]

    def of(kind: str) -> dict[int, int]:
        bits = {bit for each in ready for bit in fit.bits_of(each[kind])}
        return {bit: sum(each[kind] >> bit & 1 for each in ready) for bit in bits}

    return Scale(len(ready), of("lived"), of("lived_own"), of("tongues"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=some.lists(PEERS, max_size=MOST),
    wishes=WISHES,
    part=some.sampled_from([0, 5, 27]),
    limit=some.integers(1, 5),
    left_out=some.sets(some.integers(0, MOST - 1), max_size=2),
)
def test_it_gives_the_same_people_in_the_same_order(
    cast: Cast,
    people: list[int],
    told: list[dict[str, Any]],
    wishes: Wishes,
    part: int,
    limit: int,
    left_out: set[int],
) -> None:
    here = settle(cast.program.id, people, told)
    scale, out = counted(told), {people[place] for place in left_out}
    assert tallies.scale_of(cast.program.id) == scale
    everyone = availability.cards(set(here) - out, A_MONDAY)
    slow = fit.best(wishes, everyone.values(), scale, part, limit)
    found = candidates.best(cast.program.id, wishes, scale, A_MONDAY, part, limit, out)
    assert fit.best(wishes, found, scale, part, limit) == slow
    assert [card.person_id for card in found] == [each.person_id for each in slow]
    may = sum(fit.allowed(wishes, card) for card in everyone.values())
    assert candidates.how_many(cast.program.id, wishes, A_MONDAY, out) == may


def test_people_are_counted_only_so_far(
    cast: Cast, people: list[int], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    peer = {"ready": True, "here_until": now + timedelta(hours=1), "capacity": 1, "tongues": 1}
    settle(cast.program.id, people, [peer] * MOST)
    assert candidates.how_many(cast.program.id, Wishes(tongues=1), now) == MOST
    monkeypatch.setattr(candidates, "MOST_COUNTED", 5)
    assert candidates.how_many(cast.program.id, Wishes(tongues=1), now) == 5


def test_nobody_of_another_program_is_ever_found(cast: Cast, people: list[int], now: datetime) -> None:
    peer = {"ready": True, "here_until": now + timedelta(hours=1), "capacity": 1, "tongues": 1}
    settle(cast.program.id, people, [peer])
    asked = Wishes(tongues=1)
    assert candidates.how_many(cast.program.id, asked, now) == 1
    assert candidates.how_many(cast.elsewhere.id, asked, now) == 0
    assert candidates.best(cast.elsewhere.id, asked, Scale(), now, 0, 3) == []


def test_looking_asks_the_same_however_many_are_found(
    cast: Cast, people: list[int], now: datetime, django_assert_num_queries: Any
) -> None:
    peer = {"ready": True, "here_until": now + timedelta(hours=1), "capacity": 1, "tongues": 1}
    for many in (3, MOST):
        settle(cast.program.id, people, [peer] * many)
        with django_assert_num_queries(2):
            assert len(candidates.best(cast.program.id, Wishes(tongues=1), Scale(), now, 0, 3)) == 3


def test_what_may_be_told_comes_with_the_card(cast: Cast, people: list[int], now: datetime) -> None:
    peer = {"ready": True, "here_until": now + timedelta(hours=1), "capacity": 1, "tongues": 1, "lived": 3}
    here = settle(cast.program.id, people, [peer])
    Profile.objects.filter(person_id=here[0]).update(
        shown={codes_of(1)[0]: fit.SUGGESTED, codes_of(2)[0]: fit.STARTED, own_code(5): fit.SUGGESTED}
    )
    (card,) = candidates.best(cast.program.id, Wishes(tongues=1), Scale(), now, 0, 3)
    assert (card.shown, card.shown_own) == (1, 1 << 5)
