"""Presence in words: one true sentence about the other person, one about the team."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from alongside.rules.presence import There
from alongside.rules.week import Usually
from alongside.web import presence_words

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday, 13:00 in Nairobi
NAIROBI = "Africa/Nairobi"
WEEKDAYS = [[day, "08:00", "20:00"] for day in range(5)]


def words(there: There) -> str:
    with translation.override("en"):
        return presence_words.there_words(there, "Rosa", NOW, NAIROBI)


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (There("reading"), "Rosa is reading now"),
        (There("here"), "Rosa is here now, on another page."),
        (There("resting", until=NOW + timedelta(hours=4)), "Rosa is resting until 17:00"),
        (There("resting", until=NOW + timedelta(days=1)), "Rosa is resting until tomorrow at 13:00"),
        (There("resting", until=NOW + timedelta(hours=11)), "Rosa is resting until tomorrow"),
        (There("resting", until=NOW + timedelta(days=3, hours=11)), "Rosa is resting until Friday"),
        (There("resting", until=NOW + timedelta(days=7, hours=11)), "Rosa is resting until 1 December"),
        (
            There("usually", usually=Usually(("evening",))),
            "Rosa is not here. They usually read in the evening.",
        ),
        (
            There("usually", usually=Usually(("morning", "evening"), (5, 6))),
            "Rosa is not here. They usually read on Saturday and Sunday, in the morning and in the evening.",
        ),
        (There("away"), "Rosa is not here just now. What you send is kept for them."),
    ],
)
def test_each_state_has_its_sentence(there: There, said: str) -> None:
    assert words(there) == said


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (WEEKDAYS, "The team can be reached until 20:00."),
        ([[0, "15:00", "20:00"]], "Nobody from the team is here until 15:00."),
        ([[1, "08:00", "20:00"]], "Nobody from the team is here until tomorrow at 08:00."),
        ([[4, "08:00", "20:00"]], "Nobody from the team is here until Friday at 08:00."),
        ([], "Nobody from the team is here now."),
    ],
)
def test_the_team_is_said_by_its_hours(hours: list[list[object]], said: str) -> None:
    with translation.override("en"):
        assert presence_words.team_words(hours, NAIROBI, NOW, NAIROBI) == said


def test_the_teams_hours_are_said_in_the_readers_own_time() -> None:
    with translation.override("en"):
        said = presence_words.team_words([[0, "15:00", "20:00"]], NAIROBI, NOW, "Europe/Berlin")
    assert said == "Nobody from the team is here until 13:00."


def test_in_another_language_it_is_said_in_that_language() -> None:
    with translation.override("sw"):
        said = presence_words.there_words(There("reading"), "Rosa", NOW, NAIROBI)
    assert said.startswith("Rosa ")
    assert said != "Rosa is reading now"
