"""Emergency numbers: only where we are sure."""

import pytest

from alongside.rules import emergency


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("US", "911"),
        ("CA", "911"),
        ("GB", "999"),
        ("KE", "999"),
        ("UG", "999"),
        ("ZW", "999"),
        ("DE", "112"),
        ("ZA", "112"),
        ("TZ", "112"),
        ("RW", "112"),
        ("NG", "112"),
        ("GH", "112"),
        ("IN", "112"),
        ("AU", "000"),
        ("NZ", "111"),
        ("ke", "999"),
    ],
)
def test_the_number_of_a_country(country: str, number: str) -> None:
    assert emergency.number_for(country) == number


@pytest.mark.parametrize("country", ["ET", "ZM", "SO", "", "XX", "\x00", "ſs"])
def test_where_we_are_not_sure_there_is_none(country: str) -> None:
    assert emergency.number_for(country) == ""
