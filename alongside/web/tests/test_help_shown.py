"""Help lines and people near, as a page says them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import help_lines_are_chosen, local_people_are_named
from alongside.safety import reads, writes
from alongside.safety.local_people import Near
from alongside.safety.writes import Told
from alongside.web.help_shown import lines_shown, places_shown, rung_words

if TYPE_CHECKING:
    from django.test import Client

    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = date(2026, 11, 23)  # A_MONDAY, at 13:00 in Nairobi


def test_hours_that_are_not_known_are_never_open_now(cast: Cast, now: datetime) -> None:
    for name, hours in (("A", ""), ("B", "evenings"), ("C", "24/7"), ("D", "Mon-Fri 9-17"), ("E", "20-22")):
        help_lines_are_chosen.add(cast.program.id, Told(name, phone="1", hours=hours))
    shown = lines_shown(reads.all_lines(cast.program.id), cast.program, now)
    assert [(each.line.name, each.open, each.hours) for each in shown] == [
        ("C", True, "Open now, day and night"),
        ("D", True, "Open now, until 17:00"),
        ("A", None, "Hours not known"),
        ("B", None, "We don’t know if someone answers now. They write: evenings"),
        ("E", False, "Closed now. Opens: 20:00"),
    ]


def test_what_they_do_about_police_is_said_as_far_as_it_is_known(cast: Cast, now: datetime) -> None:
    asked = "They ask you first."
    for police in ("", asked):
        help_lines_are_chosen.add(cast.program.id, Told("A line", phone="1", police=police))
    shown = lines_shown(reads.all_lines(cast.program.id), cast.program, now)
    assert [each.police for each in shown] == ["We don’t know if they call police.", asked]


def test_a_line_says_when_it_was_rung_last_and_is_marked_after_ninety_days() -> None:
    assert rung_words(date(2026, 11, 1), TODAY, published=True) == "Last rung on 1 November 2026."
    assert rung_words(date(2026, 5, 3), TODAY, published=False) == (
        "Last rung on 3 May 2026. That is some time ago, so it may have changed."
    )


def test_a_number_nobody_rang_says_where_it_comes_from(cast: Cast, now: datetime) -> None:
    with turn.write():
        writes.copy_published_lines(cast.program.id, "KE")
    help_lines_are_chosen.add(cast.program.id, Told("Our own neighbour", phone="1"))
    shown = lines_shown(reads.all_lines(cast.program.id), cast.program, now)
    published = "Nobody from here has rung it yet. The number comes from lists published from 2016 to 2026."
    assert [each.rung for each in shown] == [*[published] * 3, "Nobody from here has rung it yet."]


def test_people_near_are_told_by_place_and_hours(cast: Cast, stranger: Client, now: datetime) -> None:
    for near in (
        Near("nurse", "Sister Mary", "Upper Village", "Mon-Fri 9-17", "0700 000 001"),
        Near("elder", "Mzee Kamau", "", "", ""),
        Near("house", "Amani House", "Upper Village", "24/7", "0700 000 002"),
    ):
        local_people_are_named.add(cast.program.id, near, TODAY)
    assert [
        (place.where, [(each.person.name, each.kind, each.open) for each in place.people])
        for place in places_shown(cast.program, now)
    ] == [
        ("Upper Village", [("Sister Mary", "Nurse or clinic", True), ("Amani House", "Safe house", True)]),
        ("", [("Mzee Kamau", "Elder", None)]),
    ]
    page = stranger.get(f"/at/{cast.program.slug}/help").content.decode()
    assert [page.count(name) for name in ("Sister Mary", "Mzee Kamau", "Amani House")] == [1, 1, 1]
    assert places_shown(cast.elsewhere, now) == []


def test_where_no_number_is_trusted_the_page_says_so(cast: Cast, stranger: Client) -> None:
    page = stranger.get(f"/at/{cast.program.slug}/help").content.decode()
    assert page.count("We don’t know a number here yet.") == 1


def test_hours_are_those_of_where_the_line_is(cast: Cast) -> None:
    help_lines_are_chosen.add(cast.program.id, Told("A line", phone="1", hours="9-17"))
    lines = reads.all_lines(cast.program.id)
    moments = [datetime(2026, 11, 23, hour, 30, tzinfo=UTC) for hour in (5, 6, 13, 14)]
    assert [lines_shown(lines, cast.program, at)[0].open for at in moments] == [False, True, True, False]
