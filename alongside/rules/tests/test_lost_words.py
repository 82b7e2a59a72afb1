"""How an asking of lost words stands: in at once, after a day, or never, and the asker cannot tell."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

from alongside.rules.lost_words import ASKED, OPEN, OVER, Told, stands

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ENDS = NOON + 3 * DAY


def told(**more: Any) -> Told:
    return replace(Told(NOON, NOON, None, None, ENDS), **more)


def test_where_nobody_could_say_no_it_opens_at_once() -> None:
    assert stands(told(), NOON, allowed=True, signed_in=False) == OPEN


def test_where_somebody_could_a_day_has_to_pass_since_they_were_told() -> None:
    late = told(team_at=NOON + DAY / 2)
    assert stands(late, NOON + DAY - timedelta(seconds=1), allowed=True, signed_in=True) == ASKED
    assert stands(late, NOON + DAY, allowed=True, signed_in=True) == OPEN


def test_it_never_opens_without_both_or_after_a_no() -> None:
    for peer_at, team_at, refused_at, allowed in product(
        (None, NOON), (None, NOON), (None, NOON), (True, False)
    ):
        given = told(peer_at=peer_at, team_at=team_at, refused_at=refused_at)
        opens = stands(given, NOON + 2 * DAY, allowed=allowed, signed_in=True) == OPEN
        assert opens == (peer_at is not None and team_at is not None and refused_at is None and allowed)


def test_every_no_looks_like_waiting_until_the_time_is_over() -> None:
    for given, allowed in ((told(), False), (told(peer_at=None), True), (told(refused_at=NOON), True)):
        shown = [
            stands(given, NOON + hours * DAY / 24, allowed=allowed, signed_in=False) for hours in range(73)
        ]
        assert shown == [ASKED] * 72 + [OVER]


def test_used_once_it_is_over() -> None:
    assert stands(told(used_at=NOON), NOON, allowed=True, signed_in=False) == OVER
