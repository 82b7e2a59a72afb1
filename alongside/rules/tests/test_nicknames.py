"""Nicknames: three to choose from, and what a name may not be."""

import random

import pytest

from alongside.rules import nicknames

DREAD = {
    "patient",
    "dark",
    "black",
    "crazy",
    "sick",
    "blood",
    "gun",
    "grave",
    "lost",
    "nazi",
    "kaburi",
    "giza",
}


@pytest.mark.parametrize("language", nicknames.LANGUAGES)
def test_three_are_offered_that_share_no_word(language: str) -> None:
    chance = random.Random(7).randrange
    for _ in range(200):
        three = nicknames.offer(language, 3, chance)
        firsts = [name.split(" ", 1)[0] for name in three]
        seconds = [name.split(" ", 1)[1] for name in three]
        assert len(set(firsts)) == len(set(seconds)) == 3
        assert [name for name in three if nicknames.name_is_fine(name) is not None] == []


@pytest.mark.parametrize("language", nicknames.LANGUAGES)
def test_there_are_enough_and_none_twice(language: str) -> None:
    lists = nicknames.lists(language)
    assert min(len(lists.first), len(lists.second)) >= 60
    assert len(set(lists.first)) == len(lists.first)
    assert len(set(lists.second)) == len(lists.second)
    assert set(lists.first) & {word.removeprefix("ya ") for word in lists.second} == set()


@pytest.mark.parametrize("language", nicknames.LANGUAGES)
def test_no_part_frightens(language: str) -> None:
    lists = nicknames.lists(language)
    words = {word.lower() for part in (*lists.first, *lists.second) for word in part.split()}
    assert words & DREAD == set()


def test_each_language_keeps_its_own_order() -> None:
    first = nicknames.offer("en", 1, lambda _: 0)
    assert first == ("Amber Acorn",)
    assert nicknames.offer("sw", 1, lambda _: 0) == ("Nyota Nzuri",)
    assert nicknames.offer("sw", 1, lambda n: n - 1) == ("Almasi ya Desemba",)
    assert nicknames.offer("xx", 1, lambda _: 0) == first


@pytest.mark.parametrize(
    "name", ["Rosa", "Amina wa Mto", "José", "  Li ", "Q", "نور", "R2", "🌿", "नदी", "O'Neil", "J. K."]
)
def test_names_people_really_have_are_fine(name: str) -> None:
    assert nicknames.name_is_fine(name) is None


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", nicknames.EMPTY),
        ("   ", nicknames.EMPTY),
        ("...", nicknames.EMPTY),
        ("a" * 41, nicknames.LONG),
        ("Ro\x00sa", nicknames.CHARACTERS),
        ("Rosa\nAdmin", nicknames.CHARACTERS),
        ("\u202eRosa", nicknames.CHARACTERS),
        ("\ud800", nicknames.CHARACTERS),
        ("0722 178 177", nicknames.CONTACT),
        ("+1 (907) 555", nicknames.CONTACT),
        ("٠٧٢٢١٧٨", nicknames.CONTACT),
        ("rosa@example.org", nicknames.CONTACT),
        ("https://a.b", nicknames.CONTACT),
        ("www rosa", nicknames.CONTACT),
        ("rosa.com", nicknames.CONTACT),
    ],
)
def test_what_cannot_be_a_name_and_why(name: str, why: str) -> None:
    assert nicknames.name_is_fine(name) == why
