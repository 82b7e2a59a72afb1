"""The whole of the USSD menu is walked: every screen fits, every key leads somewhere, nobody is stuck."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from alongside.rules import ussd, ussd_menu, ussd_screens
from alongside.rules.channel import Screen
from alongside.rules.tests.ussd_world import (
    LANGUAGES,
    LONG_NAME,
    MEMBER,
    NEWCOMER,
    SITUATIONS,
    TALK,
    WALKING,
    done,
    english,
)
from alongside.rules.ussd import At, Facts, Join, Say, SayLine, Told, Turn
from alongside.rules.ussd_layout import fits

TYPED = (*"0123456789", "13", "I would like to write", "kettle", "", "*")
Seen = tuple[At, Facts, Screen]


@cache
def walked(situation: str, language: str = "en") -> list[tuple[Seen, str, Turn, Seen]]:
    """Every screen that can be reached, every key on it, and where it leads."""
    return list(_walk(SITUATIONS[situation], LANGUAGES[language]))


def _walk(begin: Facts, say: Say) -> Iterator[tuple[Seen, str, Turn, Seen]]:
    screen, at = ussd_screens.show(ussd_menu.first(begin), begin, say)
    waiting: list[Seen] = [(at, begin, screen)]
    met = {alike(at, begin)}
    while waiting:
        here = waiting.pop()
        at, facts, screen = here
        if not screen.more:
            continue
        for typed in TYPED:
            turn = ussd_menu.press(at, typed, facts)
            after = done(facts, turn.acts)
            shown, then = ussd_screens.show(turn.at, after, say)
            there = (then, after, shown)
            yield here, typed, turn, there
            if alike(then, after) not in met:
                met.add(alike(then, after))
                waiting.append(there)


def alike(at: At, facts: Facts) -> tuple[object, ...]:
    """Places that show the same but for what was typed."""
    back = at.back.screen if at.back else ""
    where = (at.screen, at.talk, at.page, at.begin, at.more, at.wrong, at.note, back)
    known = (facts.is_member, facts.locked, facts.looking, facts.resting, facts.promise_unread)
    return (*where, *known, len(facts.talks), facts.step is None)


def keys_of(screen: Screen) -> list[str]:
    return [line.split(" ")[0] for line in screen.words.split("\n") if line[:2].strip().isdigit()]


@pytest.mark.parametrize(
    ("language", "situation"),
    [*product(["en", "sw"], SITUATIONS), ("am", "newcomer"), ("am", "walking"), ("am", "helper")],
)
def test_every_screen_fits_a_phone_and_says_something(situation: str, language: str) -> None:
    """In letters no phone has, all but last words, which have no second page: a translator's to shorten."""
    too_long, seen = set(), 0
    for _, _, _, (_, _, screen) in walked(situation, language):
        seen += 1
        if (
            not (fits(screen.words) or (language == "am" and not screen.more))
            or not screen.words.strip()
            or "%(" in screen.words
        ):
            too_long.add(screen.words)
    assert too_long == set()
    assert seen > 0 or situation == "closed"


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_key_on_a_screen_leads_somewhere(situation: str) -> None:
    lost = {
        (at.screen, typed)
        for (at, _, screen), typed, turn, _ in walked(situation)
        if typed in keys_of(screen) and turn.at.wrong
    }
    assert lost == set()


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_key_that_is_not_on_the_screen_changes_nothing(situation: str) -> None:
    """But on a longer screen, where each key means the same on all its pages."""
    for (at, _, screen), typed, turn, (then, _, shown) in walked(situation):
        if turn.at.wrong:
            assert [act for act in turn.acts if not isinstance(act, ussd.ReadOn)] == []
            assert replace(then, shown=0) == replace(at, shown=0)
            assert screen.words.split("\n")[-1] in shown.words
            assert typed not in keys_of(screen)


@pytest.mark.parametrize("situation", [name for name in SITUATIONS if name != "closed"])
def test_from_every_screen_there_is_a_way_out_by_keys_that_are_shown(situation: str) -> None:
    ways: dict[str, set[str]] = {}
    ends: set[str] = set()
    for (at, _, screen), typed, _, (then, _, shown) in walked(situation):
        free = at.screen in ("code", "word", "write", "step", "step_anew", "name")
        if typed in keys_of(screen) or free:
            ways.setdefault(at.screen, set()).add(then.screen)
        if not shown.more:
            ends.add(then.screen)
    out = set(ends)
    while more := {screen for screen, to in ways.items() if to & out} - out:
        out |= more
    assert set(ways) - out == set()


def test_every_screen_there_is_is_met_on_the_way() -> None:
    met = {"closed", "again", "refused"}
    for situation in SITUATIONS:
        for (at, _, _), _, _, (then, _, _) in walked(situation):
            met |= {at.screen, then.screen}
    assert met == set(ussd_screens.SCREENS)


def test_every_act_is_asked_for_on_the_way() -> None:
    asked = {
        type(act) for situation in SITUATIONS for _, _, turn, _ in walked(situation) for act in turn.acts
    }
    assert asked == set(ussd.Act.__args__)


def pressed(facts: Facts, *typed: str, at: At | None = None) -> tuple[Screen, At, Facts, list[ussd.Act]]:
    """What somebody sees after these keys, and all that was asked for."""
    acts: list[ussd.Act] = []
    screen, at = ussd_screens.show(at or ussd_menu.first(facts), facts, english)
    for key in typed:
        turn = ussd_menu.press(at, key, facts)
        acts += turn.acts
        facts = done(facts, turn.acts)
        screen, at = ussd_screens.show(turn.at, facts, english)
    return screen, at, facts, acts


def test_a_newcomer_is_a_member_after_seven_keys() -> None:
    screen, _, _, acts = pressed(NEWCOMER, "1", "1", "1", "13", "2", "1", "1")
    told = Told(lived=("low", "loss"), gender=1, name="Quiet River")
    assert acts == [ussd.ChangeLanguage("en"), Join(told)]
    assert screen.words == "Welcome, Quiet River.\n1 Find someone to talk with\n0 Menu"


def test_every_question_but_age_and_name_may_be_skipped() -> None:
    _, _, _, acts = pressed(NEWCOMER, "1", "1", "1", "0", "1", "2", "1")
    assert acts == [ussd.ChangeLanguage("en"), Join(Told(name="Blue Kettle"))]


def test_who_is_too_young_is_told_whom_to_ring_and_nothing_is_kept() -> None:
    screen, _, _, acts = pressed(NEWCOMER, "1", "1", "2")
    assert acts[-1] == ussd.DeleteEverything()
    assert not screen.more
    assert "Childline 116, day and night" in screen.words


def test_a_name_that_tells_how_to_reach_someone_is_not_taken() -> None:
    begin = At("name")
    assert [pressed(NEWCOMER, typed, at=begin)[1].screen for typed in ("0722178177", "a@b.co", "Neema")] == [
        "name",
        "name",
        "promise",
    ]


@pytest.mark.parametrize("profile", ["consent_only", "least_invasive", "clinical_partner"])
@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_promise_is_on_one_screen(profile: str, language: str) -> None:
    facts = replace(NEWCOMER, promise=profile)
    screen, at = ussd_screens.show(At("promise"), facts, LANGUAGES[language])
    assert (at.more, keys_of(screen)) == (False, ["1", "2", "0"])


def test_reading_goes_page_by_page_and_what_was_shown_is_noted_at_the_next_key() -> None:
    screen, at, _, acts = pressed(WALKING, "1", "1")
    assert (at.screen, at.page, at.more, acts) == ("read", 0, True, [])
    read: list[int] = []
    heard = ""
    while at.more:
        heard += screen.words
        before = at
        screen, at, _, acts = pressed(WALKING, "9", at=at)
        read += [act.n for act in acts if isinstance(act, ussd.ReadOn)]
        assert at.page == before.page + 1
    heard += screen.words
    assert at.shown == 8
    assert read == sorted(read)
    assert [f"{line.n}: I hid" in heard.replace("\n", " ") for line in TALK.lines] == [True] * 5
    assert pressed(WALKING, "0", at=at)[3] == [ussd.ReadOn(7, 8)]


def test_a_session_that_dies_before_a_key_leaves_what_was_shown_unread() -> None:
    _, at, _, acts = pressed(WALKING, "1", "1")
    assert acts == []
    again = ussd_menu.first(WALKING, at)
    assert (again.screen, again.back) == ("again", at)


@pytest.mark.parametrize("screen", ["menu", "bye", "deleted", "again", "code", "language", "who"])
def test_there_is_nothing_to_go_on_with_after(screen: str) -> None:
    assert ussd_menu.first(MEMBER, At(screen)) == At("menu")


def test_a_word_is_asked_before_anything_is_shown_also_where_they_were() -> None:
    locked = replace(WALKING, locked=True)
    screen, at = ussd_screens.show(ussd_menu.first(locked, At("read", 7)), locked, english)
    assert (at.screen, LONG_NAME in screen.words) == ("code", False)
    turn = ussd_menu.press(at, "kettle", locked)
    assert turn == Turn(At("again", back=At("read", 7)), (ussd.SayCode("kettle"),))


def test_a_word_is_set_and_taken_away_again() -> None:
    screen, at, facts, acts = pressed(MEMBER, "5", "5", "12", "kettle")
    assert acts == [ussd.SetCode("kettle")]
    assert screen.words.startswith("Your word is asked from now on.")
    assert pressed(facts, "5", at=at)[3] == [ussd.SetCode("")]


def test_words_are_sent_as_they_were_typed_also_when_they_have_stars_and_numbers() -> None:
    _, at, _, acts = pressed(WALKING, "1", "2", "I slept 4*5 hours, 100% fine")
    assert acts == [SayLine(7, "I slept 4*5 hours, 100% fine")]
    assert at.screen == "sent"


def test_ready_words_are_sent_by_one_key() -> None:
    assert pressed(WALKING, "1", "2", "2")[3] == [SayLine(7, "Today is better.")]


def test_everything_is_deleted_by_a_key_that_is_not_pressed_by_habit() -> None:
    assert pressed(MEMBER, "5", "3", "1")[3] == []
    screen, _, _, acts = pressed(MEMBER, "5", "3", "7")
    assert (acts, screen.more) == ([ussd.DeleteEverything()], False)


def test_where_somebody_stands_can_be_kept_and_read_again() -> None:
    at = At("again", back=At("promise", told=Told(("low", "loss"), 2, "Neema"), page=1, more=True))
    assert At.from_json(at.to_json()) == at
