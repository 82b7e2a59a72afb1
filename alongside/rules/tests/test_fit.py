"""Who fits, how well, and why: what two people share, never what a person is worth."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from alongside.rules import fit as rule
from alongside.rules import lived, loves, tongues, waves
from alongside.rules.fit import Card, Narrowing, Reason, Scale, fit, narrowing, own_code, shown_masks
from alongside.rules.wishes import ANY, KINDS, LIKE, NOT, TOGETHER, Wishes

ENGLISH, SWAHILI, YUPIK = (tongues.mask_of([code]) for code in ("en", "sw", "esu"))
HOSPITAL, LOW, DRINKING = (lived.mask_of([code]) for code in ("hospital", "low", "drinking"))
WRITING, FISHING = (loves.mask_of([code]) for code in ("writing", "fishing"))
MORNING = 0
PLACE_BIT = 1 << KINDS.index("place")
MY_VILLAGE, ANOTHER_VILLAGE = 1, 2

ROSA = Card(
    person_id=1,
    ready=True,
    here=True,
    on_break=False,
    capacity=4,
    walking_with=0,
    tongues=ENGLISH,
    lived=HOSPITAL | LOW,
    loves=WRITING,
    shown=HOSPITAL | LOW,
)
AMINA = Wishes(tongues=ENGLISH, lived=HOSPITAL, loves=WRITING)
EVERYBODY = Scale(peers=100, lived={}, lived_own={}, tongues={0: 100})


def score(wishes: Wishes, card: Card, scale: Scale = EVERYBODY) -> int:
    found = fit(wishes, card, scale, MORNING)
    assert found is not None
    return found.score


def fits(wishes: Wishes, card: Card) -> bool:
    return fit(wishes, card, EVERYBODY, MORNING) is not None


def test_someone_who_was_there_and_writes_too_fits_and_the_reasons_say_so() -> None:
    found = fit(AMINA, ROSA, EVERYBODY, MORNING)
    assert found is not None
    assert found.reasons == (Reason("lived", "hospital"), Reason("loves", "writing"))
    assert (found.person_id, found.here, found.score) == (1, True, 240)


@pytest.mark.parametrize(
    "changed",
    [
        {"ready": False},
        {"on_break": True},
        {"walking_with": 4},
        {"tongues": SWAHILI},
        {"here": False},  # and told no hours
    ],
)
def test_what_rules_someone_out_is_never_weighed(changed: dict[str, Any]) -> None:
    assert fits(AMINA, ROSA)
    assert not fits(AMINA, replace(ROSA, **changed))


def test_who_is_not_here_fits_when_we_can_say_when_they_are() -> None:
    assert fits(AMINA, replace(ROSA, here=False, hours=1 << 5))


def test_a_gender_and_an_age_that_were_asked_for_must_be_told_and_the_same() -> None:
    for name in ("gender", "age_band"):
        one, two, untold = (dict[str, Any]({name: number}) for number in (1, 2, 0))
        asked = replace(AMINA, **two)
        assert fits(asked, replace(ROSA, **two))
        assert not fits(asked, replace(ROSA, **one))
        assert not fits(asked, replace(ROSA, **untold))
        assert fits(AMINA, replace(ROSA, **one))


def test_please_not_from_my_village_leaves_only_those_who_told_another() -> None:
    asked = replace(AMINA, belongs={"place": MY_VILLAGE}, near={"place": NOT})
    assert fits(asked, replace(ROSA, told=PLACE_BIT, belongs=ANOTHER_VILLAGE))
    assert not fits(asked, replace(ROSA, told=PLACE_BIT, belongs=MY_VILLAGE | ANOTHER_VILLAGE))
    assert not fits(asked, ROSA)
    assert not fits(asked, replace(ROSA, told=PLACE_BIT << 1, belongs=ANOTHER_VILLAGE))


def test_please_not_without_saying_which_leaves_nobody_and_a_page_can_ask() -> None:
    asked = replace(AMINA, near={"place": NOT})
    assert asked.unanswerable() == ("place",)
    assert not fits(asked, replace(ROSA, told=PLACE_BIT, belongs=ANOTHER_VILLAGE))
    assert replace(asked, belongs={"place": MY_VILLAGE}).unanswerable() == ()


def test_the_same_village_counts_where_it_is_liked_and_is_never_a_reason() -> None:
    peer = replace(ROSA, told=PLACE_BIT, belongs=MY_VILLAGE)
    asked = replace(AMINA, belongs={"place": MY_VILLAGE}, near={"place": LIKE})
    assert score(asked, peer) == score(AMINA, peer) + rule.LIKED
    assert score(replace(asked, near={"place": ANY}), peer) == score(AMINA, peer)
    assert rule.reasons(asked, peer, EVERYBODY) == rule.reasons(AMINA, peer, EVERYBODY)


def test_what_is_loved_counts_as_much_as_what_was_lived_through() -> None:
    lived_it, loves_it = replace(ROSA, loves=0), replace(ROSA, lived=0)
    assert score(AMINA, lived_it) == score(AMINA, loves_it) == 120
    asked = Wishes(tongues=ENGLISH, lived=HOSPITAL | LOW | DRINKING, loves=WRITING | FISHING)
    everything = replace(ROSA, lived=HOSPITAL | LOW | DRINKING, loves=WRITING | FISHING)
    assert score(asked, replace(everything, loves=0)) == score(asked, replace(everything, lived=0)) == 120


def test_what_few_lived_through_weighs_more_than_what_many_did() -> None:
    asked = Wishes(tongues=ENGLISH, lived=HOSPITAL | LOW)
    bits = {"hospital": HOSPITAL.bit_length() - 1, "low": LOW.bit_length() - 1}
    scale = Scale(peers=100, lived={bits["hospital"]: 3, bits["low"]: 60}, tongues={0: 100})
    in_hospital, been_low = replace(ROSA, lived=HOSPITAL), replace(ROSA, lived=LOW)
    assert score(asked, in_hospital, scale) > score(asked, been_low, scale) > 0
    assert score(asked, in_hospital, scale) + score(asked, been_low, scale) == 120


def test_rarity_steps_up_each_time_something_is_half_as_common() -> None:
    assert [Scale(peers=100).rarity(count) for count in (100, 51, 50, 25, 12, 6, 3, 1, 0)] == [
        *(1, 1, 2, 3, 4, 5, 6, 7, 7)
    ]
    assert Scale(peers=0).rarity(0) == 1


def test_who_walks_with_fewer_people_comes_first_and_then_the_lower_number() -> None:
    cards = [
        replace(ROSA, person_id=4, walking_with=2),
        replace(ROSA, person_id=3),
        replace(ROSA, person_id=2),
    ]
    assert [each.person_id for each in rule.best(AMINA, cards, EVERYBODY, MORNING, 3)] == [2, 3, 4]


def test_who_is_here_comes_before_who_has_more_in_common() -> None:
    away = replace(ROSA, person_id=1, here=False, hours=1)
    here = replace(ROSA, person_id=2, lived=0, loves=0)
    assert [each.person_id for each in rule.best(AMINA, [away, here], EVERYBODY, MORNING, 3)] == [2, 1]


def test_usually_here_at_this_time_counts_a_little() -> None:
    assert score(AMINA, replace(ROSA, hours=1 << MORNING)) == score(AMINA, ROSA) + rule.USUAL_HOUR


def test_the_only_speaker_of_a_language_is_kept_for_those_who_need_them() -> None:
    scale = replace(EVERYBODY, tongues={0: 100, YUPIK.bit_length() - 1: 2})
    speaker = replace(ROSA, tongues=ENGLISH | YUPIK)
    assert score(AMINA, speaker, scale) == score(AMINA, ROSA, scale) - rule.SPARED
    assert score(replace(AMINA, tongues=ENGLISH | YUPIK), speaker, scale) == score(AMINA, ROSA, scale)
    three_speak_it = replace(EVERYBODY, tongues={0: 100, YUPIK.bit_length() - 1: 3})
    assert score(AMINA, speaker, three_speak_it) == score(AMINA, ROSA, scale)


def test_a_language_is_a_reason_where_fewer_than_half_speak_it() -> None:
    scale = replace(EVERYBODY, tongues={0: 100, YUPIK.bit_length() - 1: 40})
    asked, peer = Wishes(tongues=ENGLISH | YUPIK), replace(ROSA, tongues=ENGLISH | YUPIK)
    assert rule.reasons(asked, peer, scale) == (Reason("tongue", "esu"),)


def test_what_a_peer_does_not_want_told_still_matches_and_is_not_a_reason() -> None:
    quiet = replace(ROSA, shown=LOW)
    assert score(AMINA, quiet) == score(AMINA, ROSA)
    assert rule.reasons(AMINA, quiet, EVERYBODY) == (Reason("loves", "writing"),)


def test_only_what_is_set_to_be_shown_is_shown() -> None:
    settings = {
        "hospital": rule.SUGGESTED,
        "low": rule.STARTED,
        "drinking": rule.NEVER,
        own_code(7): rule.SUGGESTED,
        own_code(8): rule.NEVER,
        "words": rule.SUGGESTED,
    }
    assert shown_masks(settings) == (HOSPITAL, 1 << 7)


def test_the_program_s_own_choices_are_shared_and_told_by_their_bit() -> None:
    peer = replace(ROSA, lived_own=1 << 7, loves_own=1 << 2, shown_own=1 << 7)
    asked = Wishes(tongues=ENGLISH, lived_own=1 << 7, loves_own=1 << 2)
    assert score(asked, peer) == 240
    assert rule.reasons(asked, peer, EVERYBODY) == (Reason("lived", "own7"), Reason("loves", "own2"))
    assert rule.reasons(asked, replace(peer, shown_own=0), EVERYBODY) == (Reason("loves", "own2"),)


def test_at_most_two_of_each_are_told_the_rarest_first() -> None:
    asked = Wishes(tongues=ENGLISH, lived=HOSPITAL | LOW | DRINKING)
    peer = replace(ROSA, lived=asked.lived, shown=asked.lived)
    rare = Scale(peers=100, lived={DRINKING.bit_length() - 1: 1, LOW.bit_length() - 1: 90}, tongues={0: 100})
    common_hospital = replace(rare, lived={**rare.lived, HOSPITAL.bit_length() - 1: 40})
    assert [each.code for each in rule.reasons(asked, peer, common_hospital)] == ["drinking", "hospital"]


def test_the_wish_that_keeps_most_people_away_is_named_with_a_careful_number() -> None:
    assert narrowing({"gender": 2, "place": 9}) == Narrowing("place", 9)
    assert narrowing({"gender": 500}) == Narrowing("gender", rule.MOST_COUNTED)
    assert narrowing({"gender": 0, "place": 0}) is None
    assert narrowing({}) is None


def test_wishes_are_let_go_one_at_a_time_or_together() -> None:
    asked = replace(
        AMINA, gender=1, age_band=2, belongs={"place": 1, "work": 2}, near={"place": NOT, "work": NOT}
    )
    assert asked.hard() == ("gender", "age_band", "place", "work")
    assert asked.without("gender").hard() == ("age_band", "place", "work")
    assert asked.without("work").near == {"place": NOT, "work": ANY}
    assert asked.without(TOGETHER).hard() == ()
    assert asked.without("tongues") == asked
    assert asked.without("nonsense") == asked


def test_wishes_come_back_from_what_was_kept_as_they_were() -> None:
    asked = replace(AMINA, gender=3, belongs={"clinic": 1 << 62}, near={"clinic": LIKE}, lived_own=1 << 61)
    assert Wishes.from_json(asked.to_json()) == asked
    assert Wishes.from_json(Wishes(tongues=1).to_json()) == Wishes(tongues=1)


def test_three_are_asked_then_three_then_five_and_never_more_than_twenty_at_once() -> None:
    assert [waves.size(wave, 0) for wave in (1, 2, 3, 9)] == [3, 3, 5, 5]
    assert waves.size(3, 18) == 2
    assert waves.size(3, 25) == 0


def test_who_is_asked_by_name_has_time_to_answer_and_more_when_they_are_not_here() -> None:
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert waves.named_until(now, True, None) == now + timedelta(minutes=30)
    assert waves.named_until(now, False, now + timedelta(hours=7)) == now + timedelta(hours=9)
    assert waves.named_until(now, False, now + timedelta(days=6)) == now + timedelta(days=3)
    assert waves.named_until(now, False, None) == now + timedelta(days=1)
