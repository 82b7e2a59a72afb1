"""What may be sent to a door, and when: quiet hours, safe hours, shared phones, stopped and silent ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alongside.rules.reaching import Facts, Go, No, NoticeOnly, Verdict, Wait, is_safe, judge
from alongside.rules.ringing import BETWEEN, May, Wish, may_ring

NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # in Nairobi
NIGHT = NOON + timedelta(hours=11)  # 23:00 there
MORNING = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)  # 08:00 there
OWN = Facts(
    stopped=False,
    shared=False,
    has_code=False,
    open_until=None,
    safe_from=None,
    safe_until=None,
    zone="Africa/Nairobi",
    last_in_at=NOON,
    can_begin=True,
    reply_window=None,
    template_outside=False,
    never_pushes=False,
)
EVENING = replace(OWN, safe_from=17 * 60, safe_until=19 * 60)
SEVENTEEN = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["line", "note"])
def test_what_somebody_wrote_is_brought_at_any_hour(kind: str) -> None:
    assert judge(kind, OWN, NIGHT) == Go()


@pytest.mark.parametrize("kind", ["today", "digest"])
def test_what_we_begin_waits_for_the_morning_of_where_they_are(kind: str) -> None:
    assert judge(kind, OWN, NOON) == Go()
    assert judge(kind, OWN, NIGHT) == Wait(MORNING)
    in_anchorage = replace(OWN, zone="America/Anchorage")  # midnight there
    assert judge(kind, in_anchorage, NOON) == Wait(NOON + timedelta(hours=8))


@pytest.mark.parametrize("kind", ["line", "note", "today", "digest"])
def test_outside_safe_hours_a_phone_stays_dark(kind: str) -> None:
    assert judge(kind, EVENING, NOON) == Wait(SEVENTEEN)
    assert judge(kind, EVENING, SEVENTEEN) == Go()


@pytest.mark.parametrize(
    "facts",
    [
        EVENING,
        replace(OWN, stopped=True),
        replace(OWN, shared=True, has_code=True),
        replace(OWN, still_asked=True),
        replace(OWN, last_in_at=None, can_begin=False),
    ],
)
def test_an_answer_to_what_was_just_texted_always_goes(facts: Facts) -> None:
    assert judge("answer", facts, NIGHT) == Go()


@pytest.mark.parametrize("kind", ["line", "note", "today", "digest"])
def test_who_asked_for_no_more_messages_gets_none(kind: str) -> None:
    assert judge(kind, replace(OWN, stopped=True), NOON) == No("stopped")


@pytest.mark.parametrize("kind", ["line", "note", "today", "digest"])
def test_a_number_that_may_be_somebody_elses_by_now_gets_nothing(kind: str) -> None:
    assert judge(kind, replace(OWN, still_asked=True), NOON) == No("silent")


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (replace(OWN, shared=True), NoticeOnly()),
        (replace(OWN, shared=None), NoticeOnly()),
        (replace(OWN, shared=False, has_code=True), NoticeOnly()),
        (replace(OWN, shared=True, open_until=NOON), NoticeOnly()),
        (replace(OWN, shared=True, has_code=True, open_until=NOON + timedelta(minutes=1)), Go()),
    ],
)
def test_words_go_to_a_phone_that_others_hold_only_after_they_were_asked_for(
    facts: Facts, verdict: Verdict
) -> None:
    assert judge("line", facts, NOON) == verdict


def test_after_the_reply_window_only_a_template_goes() -> None:
    chat = replace(OWN, can_begin=False, reply_window=timedelta(hours=24))
    assert judge("line", chat, NOON + timedelta(hours=23)) == Go()
    assert judge("line", chat, NOON + timedelta(hours=24)) == No("window")
    assert judge("line", replace(chat, template_outside=True), NOON + timedelta(hours=24)) == NoticeOnly(
        in_window=False
    )


def test_where_nothing_can_be_pushed_nothing_is_sent() -> None:
    assert judge("answer", replace(OWN, never_pushes=True), NOON) == No("never_pushes")


@pytest.mark.parametrize(
    ("begins", "ends", "hour", "safe"),
    [
        (17, 19, 18, True),
        (17, 19, 19, False),
        (22, 2, 23, True),
        (22, 2, 1, True),
        (22, 2, 12, False),
        (9, 9, 3, True),
    ],
)
def test_safe_hours_may_go_past_midnight(begins: int, ends: int, hour: int, safe: bool) -> None:
    at = datetime(2026, 11, 23, hour, 0, tzinfo=UTC)
    assert is_safe(begins * 60, ends * 60, "UTC", at) is safe


def test_a_phone_rings_in_safe_hours_twice_at_most_and_not_at_once_again() -> None:
    wish = Wish(17 * 60, 19 * 60, "Africa/Nairobi", 0, None)
    assert may_ring(wish, NOON) == May("not_safe", SEVENTEEN)
    assert may_ring(wish, SEVENTEEN) == May()
    rung = replace(wish, tries=1, rung_at=SEVENTEEN)
    assert may_ring(rung, SEVENTEEN) == May("too_soon", SEVENTEEN + BETWEEN)
    assert may_ring(rung, SEVENTEEN + BETWEEN) == May()
    assert may_ring(replace(rung, tries=2), SEVENTEEN + BETWEEN) == May("too_often")
