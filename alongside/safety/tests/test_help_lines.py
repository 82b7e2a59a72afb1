"""A program's help lines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.safety import reads, writes
from alongside.safety.models import HelpLine

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def given(program_id: int, *lines: writes.Told) -> list[HelpLine]:
    with turn.write():
        return [writes.add_line(program_id, line) for line in lines]


def names(lines: list[HelpLine]) -> list[str]:
    return [line.name for line in lines]


def test_a_program_begins_with_the_lines_published_for_its_country(cast: Cast) -> None:
    with turn.write():
        assert writes.copy_published_lines(cast.program.id, "KE") == 3
    lines = reads.help_lines(cast.program.id, for_children=False)
    assert [line.phone for line in lines] == ["+254 722 178 177", "1199", "1195"]
    assert [line.checked_on for line in lines] == [None, None, None]
    assert reads.all_lines(cast.elsewhere.id) == []


def test_a_second_copy_adds_nothing_and_keeps_what_the_program_wrote(cast: Cast) -> None:
    given(cast.program.id, writes.Told("Our own neighbour", phone="0700 000 000"))
    with turn.write():
        assert writes.copy_published_lines(cast.program.id, "KE") == 3
        assert writes.copy_published_lines(cast.program.id, "KE") == 0
    assert names(reads.all_lines(cast.program.id))[0] == "Our own neighbour"
    assert len(reads.all_lines(cast.program.id)) == 4


def test_a_country_without_lines_gives_none(cast: Cast) -> None:
    with turn.write():
        assert writes.copy_published_lines(cast.program.id, "ET") == 0


@pytest.mark.parametrize("country", ["TZ", "ZA", "GB", "AU", "ZM", "NA", "US"])
def test_no_line_is_both_a_childrens_and_an_adults(cast: Cast, country: str) -> None:
    with turn.write():
        copied = writes.copy_published_lines(cast.program.id, country)
    adults = reads.help_lines(cast.program.id, for_children=False)
    children = reads.help_lines(cast.program.id, for_children=True)
    assert len(adults) + len(children) == copied > 0
    assert {line.id for line in adults} & {line.id for line in children} == set()
    assert [line.name for line in adults if line.who_for == "children"] == []


def test_where_only_a_childrens_line_is_known_adults_are_shown_none(cast: Cast) -> None:
    with turn.write():
        writes.copy_published_lines(cast.program.id, "TZ")
    assert reads.help_lines(cast.program.id, for_children=False) == []
    assert [line.phone for line in reads.help_lines(cast.program.id, for_children=True)] == ["116"]


def test_someone_young_sees_childrens_lines_then_young_peoples(cast: Cast) -> None:
    given(
        cast.program.id,
        writes.Told("For everyone", phone="1"),
        writes.Told("For the young", phone="2", who_for="Young people"),
        writes.Told("For children", phone="3", for_children=True),
        writes.Told("For veterans", phone="4", who_for="veterans"),
    )
    assert names(reads.lines_for_someone_young(cast.program.id)) == ["For children", "For the young"]


def test_a_line_for_everyone_is_for_someone_young_too_and_one_for_adults_is_not(cast: Cast) -> None:
    given(
        cast.program.id,
        writes.Told("For adults", phone="1", who_for="adults"),
        writes.Told("For everyone", phone="2"),
        writes.Told("For children", phone="3", for_children=True),
    )
    assert names(reads.lines_for_everyone(cast.program.id)) == ["For everyone"]


def test_a_line_is_changed_and_nobody_has_rung_the_new_number(cast: Cast) -> None:
    line = given(cast.program.id, writes.Told("A line", phone="0800 1"))[0]
    with turn.write():
        assert writes.line_was_rung(cast.program.id, line.id, cast.coordinator.id, date(2026, 11, 20))
        assert writes.change_line(cast.program.id, line.id, writes.Told("Another name", phone="0800 1"))
    same_number = reads.line(cast.program.id, line.id)
    assert same_number is not None
    assert (same_number.name, same_number.checked_on) == ("Another name", date(2026, 11, 20))
    assert same_number.checked_by_id == cast.coordinator.id
    with turn.write():
        assert writes.change_line(cast.program.id, line.id, writes.Told("Another name", phone="0800 2"))
    new_number = reads.line(cast.program.id, line.id)
    assert new_number is not None
    assert (new_number.phone, new_number.checked_on) == ("0800 2", None)
    assert new_number.checked_by_id is None


def test_another_programs_line_cannot_be_seen_changed_or_removed(cast: Cast) -> None:
    line = given(cast.elsewhere.id, writes.Told("Theirs", phone="1"))[0]
    with turn.write():
        assert not writes.change_line(cast.program.id, line.id, writes.Told("Ours"))
        assert not writes.remove_line(cast.program.id, line.id)
        assert not writes.line_was_rung(cast.program.id, line.id, cast.coordinator.id, date(2026, 11, 20))
    assert reads.line(cast.program.id, line.id) is None
    assert names(reads.all_lines(cast.elsewhere.id)) == ["Theirs"]


def test_a_removed_line_is_gone(cast: Cast) -> None:
    lines = given(cast.program.id, writes.Told("One", phone="1"), writes.Told("Two", phone="2"))
    with turn.write():
        assert writes.remove_line(cast.program.id, lines[0].id)
        assert not writes.remove_line(cast.program.id, lines[0].id)
    assert names(reads.all_lines(cast.program.id)) == ["Two"]


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_nothing_is_written_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        writes.copy_published_lines(1, "KE")
    with pytest.raises(RuntimeError):
        writes.remove_line(1, 1)


def test_a_phone_is_given_the_number_alone() -> None:
    line = HelpLine(name="A line", phone="(246) 429-9999", sms="HOME to 741 741")
    assert (line.phone_number, line.sms_word, line.sms_number) == ("2464299999", "HOME", "741741")
    plain = HelpLine(name="Another", phone="+254 722 178 177", sms="0477 13 11 14")
    assert (plain.phone_number, plain.sms_word, plain.sms_number) == ("+254722178177", "", "0477131114")
