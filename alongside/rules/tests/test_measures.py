"""What is asked, and when."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from alongside.rules import measures
from alongside.rules.measures import AFTER_TALK, BRIEF, FIRST, MONTHS3, QUARTERLY, UNDERSTOOD, WEEKS6, owed

THEN = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)


def days(count: int) -> datetime:
    return THEN + timedelta(days=count)


def test_the_three_come_first_then_at_six_weeks_three_months_and_each_quarter() -> None:
    asked = [owed(FIRST, THEN)]
    while len(asked) < 5:
        following = measures.next_brief(asked[-1].occasion, asked[-1].due_at)
        assert following is not None
        asked.append(following)
    assert [(each.occasion, each.due_at) for each in asked] == [
        (FIRST, THEN),
        (WEEKS6, days(42)),
        (MONTHS3, days(91)),
        (QUARTERLY, days(182)),
        (QUARTERLY, days(273)),
    ]
    assert all(one.ends_at < next_one.due_at for one, next_one in pairwise(asked))


def test_nothing_follows_the_questions_about_a_talk() -> None:
    assert measures.next_brief(AFTER_TALK, THEN) is None


def after(
    *, asked_before: bool = True, talks_since: int = 4, went_hard: bool = False
) -> measures.Owed | None:
    return measures.after_talk(THEN, asked_before=asked_before, talks_since=talks_since, went_hard=went_hard)


def test_after_the_first_talk_it_is_the_three_and_after_a_hard_one_a_day_later() -> None:
    assert after(asked_before=False, talks_since=0) == owed(FIRST, THEN)
    assert after(asked_before=False, talks_since=9, went_hard=True) == owed(FIRST, days(1))


@pytest.mark.parametrize(("talks", "asks"), [(1, False), (3, False), (4, True), (9, True)])
def test_one_talk_in_four_is_asked_about(talks: int, asks: bool) -> None:
    assert after(talks_since=talks) == (owed(AFTER_TALK, THEN) if asks else None)


def test_a_hard_talk_is_never_asked_about() -> None:
    assert after(went_hard=True) is None


def test_only_the_answers_that_are_offered_are_taken() -> None:
    assert measures.allows(BRIEF, "hope", 0)
    assert measures.allows(BRIEF, "lonely", 5)
    assert not measures.allows(BRIEF, "lonely", 0)
    assert not measures.allows(BRIEF, "hope", 11)
    assert not measures.allows(UNDERSTOOD, "hope", 3)
    assert not measures.allows("other", "hope", 3)


def test_each_question_has_a_name_of_its_own_that_fits_its_column() -> None:
    codes = [item.code for items in measures.ITEMS.values() for item in items]
    assert len(set(codes)) == len(codes) == 7
    assert max(map(len, codes)) <= 16
