"""The picture of one's own days: a line, gaps where nothing was said, and a fan that is always to be seen."""

from __future__ import annotations

from alongside.rules.outlook import BETWEEN, FIVE_WORDS, NUMBERS, SAME, Answer, Outlook
from alongside.web.picture import DAYS_SHOWN, picture

WIDE = Outlook(2, 4, FIVE_WORDS, 2, 4, BETWEEN, 0, 0)


def test_days_in_a_row_are_one_line_from_the_edge_to_tomorrow() -> None:
    drawn = picture([Answer(10, 1), Answer(11, 5), Answer(12, 3)], WIDE, 12)
    assert drawn is not None
    assert drawn.path == "M8.0 106.0L109.3 14.0L210.7 60.0"
    assert drawn.gaps == ""
    assert (drawn.dots, drawn.last) == ([("8.0", "106.0"), ("109.3", "14.0")], ("210.7", "60.0"))
    assert drawn.fan == "M210.7 60.0L312.0 37.0L312.0 83.0Z"


def test_over_days_without_an_answer_the_line_is_only_hinted_at() -> None:
    drawn = picture([Answer(10, 3), Answer(11, 3), Answer(14, 3)], WIDE, 14)
    assert drawn is not None
    assert (drawn.path.count("M"), drawn.path.count("L"), drawn.gaps.count("L")) == (2, 1, 1)


def test_of_two_answers_on_a_day_the_later_one_is_drawn() -> None:
    drawn = picture([Answer(10, 1), Answer(10, 5)], WIDE, 10)
    assert drawn is not None
    assert (drawn.dots, drawn.last) == ([], ("8.0", "14.0"))


def test_numbers_have_their_own_heights() -> None:
    seen = Outlook(5, 10, NUMBERS, 3, 5, BETWEEN, 0, 0)
    drawn = picture([Answer(10, None, 0), Answer(11, None, 10)], seen, 11)
    assert drawn is not None
    assert drawn.fan.endswith("L312.0 14.0L312.0 60.0Z")
    assert drawn.dots == [("8.0", "106.0")]


def test_a_fan_of_one_word_can_still_be_seen() -> None:
    drawn = picture([Answer(10, 3)], Outlook(3, 3, FIVE_WORDS, 3, 3, SAME, 0, 0), 10)
    assert drawn is not None
    assert drawn.fan == "M8.0 60.0L312.0 55.0L312.0 65.0Z"


def test_four_weeks_are_drawn_and_no_more() -> None:
    every_day = [Answer(day, 3) for day in range(100)]
    drawn = picture(every_day, WIDE, 99)
    assert drawn is not None
    assert len(drawn.dots) == DAYS_SHOWN - 1
    assert picture(every_day, WIDE, 200) is None
