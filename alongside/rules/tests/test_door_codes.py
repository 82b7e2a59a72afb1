"""Numbers as typed, codes as read aloud, the word before content, and whether a number may be asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from alongside.rules import code_word, link_code, phone_number
from alongside.rules.door_moves import Holder, may_be_asked

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SILENT = timedelta(days=60)


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("0712 345 678", "KE", "+254712345678"),
        ("+254 712-345-678", "ZA", "+254712345678"),
        ("00254712345678", "KE", "+254712345678"),
        ("(907) 555-0123", "us", "+19075550123"),
        ("0712", "KE", ""),
        ("call me", "KE", ""),
        ("", "KE", ""),
        ("1" * 500, "KE", ""),
    ],
)
def test_a_number_is_kept_in_one_way_however_it_is_typed(typed: str, country: str, kept: str) -> None:
    assert phone_number.read(typed, country) == kept


def test_ones_own_number_is_shown_so_that_only_its_person_knows_it() -> None:
    assert phone_number.masked("phone", "+254712345678") == "… 78"
    assert phone_number.masked("mail", "amina@example.org") == "a…@example.org"
    assert phone_number.as_written("+254712345678") == "+254 712 345678"


def test_a_code_is_found_in_what_was_typed_or_texted() -> None:
    assert link_code.digits(6, lambda n: 42) == "000042"
    assert link_code.as_read("48217730") == "4821 7730"
    for typed in ("48217730", "4821 7730", "WEB 4821-7730.", "my code: 4821 7730 thanks", "٤٨٢١٧٧٣٠"):
        assert link_code.read(typed, 8) == "48217730"
    for typed in ("4821 773", "0712345678", "", "no code", "482177301"):
        assert link_code.read(typed, 8) == ""


def test_a_code_word_is_heard_in_any_fashion() -> None:
    assert {code_word.read(typed) for typed in ("Mti Mkubwa", "mti mkubwa.", "MTIMKUBWA")} == {"mtimkubwa"}
    assert code_word.read("Éclair") == "eclair"
    assert [code_word.is_one(typed) for typed in ("river", "yes", "no", "1234", "x" * 21)] == [
        True,
        True,
        False,
        False,
        False,
    ]


def holder(**more: object) -> Holder:
    facts = {"mine": False, "has_role": True, "stopped_why": "", "last_in_at": NOW - timedelta(days=1)}
    return Holder(**{**facts, **more})  # type: ignore[arg-type]  # a dictionary knows no types


@pytest.mark.parametrize(
    ("whose", "asked"),
    [
        (None, True),
        (holder(), False),
        (holder(mine=True), True),
        (holder(has_role=False), True),
        (holder(last_in_at=NOW - SILENT), True),
        (holder(last_in_at=None), False),
        (holder(mine=True, stopped_why="asked"), False),
        (holder(has_role=False, stopped_why="blocked"), False),
        (holder(mine=True, stopped_why="dead"), True),
    ],
)
def test_a_number_in_use_is_never_asked_and_a_silent_one_may_change_hands(
    whose: Holder | None, asked: bool
) -> None:
    assert may_be_asked(whose, SILENT, NOW) is asked
