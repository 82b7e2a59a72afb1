"""What follows from a text, as tables; and that nothing somebody writes is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.rules import short_answers, text_answers
from alongside.rules.text_dialog import heard
from alongside.rules.text_stands import (
    AGAIN,
    CHANGED,
    CHANGING,
    DAY,
    JOINING,
    LOOK,
    NEXT_STEP,
    OFFERED,
    PAUSING,
    STEP_DAY,
    STEP_HOW,
    WEEKLY,
    WORD,
    WORDS_KEPT,
    Act,
    Facts,
    Offer,
    Reply,
    Stands,
    Step,
    Talk,
    Turn,
)

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
STRANGER = Facts(NOW, "en", ("en", "sw"))
ROSA, JUMA = Talk(7, "Rosa", as_member=True), Talk(8, "Juma")
MEMBER = Facts(NOW, "en", ("en", "sw"), is_member=True, asks_whose=False, shared=False, talks=(ROSA,))
PEER = replace(MEMBER, is_member=False, is_peer=True, talks=(ROSA, JUMA), offers=(Offer(9),))


def asked(what: str, about: int = 0) -> Stands:
    return Stands().asks(what, NOW - timedelta(minutes=5), about)


def codes(turn: Turn) -> list[str]:
    return [each.what for each in turn.acts] + [each.code for each in turn.replies]


@pytest.mark.parametrize(
    ("question", "text", "follows", "asks"),
    [
        ("whose", "1", ["whose", "age"], "age"),
        ("whose", "1.", ["whose", "age"], "age"),
        ("whose", "Yes", ["whose", "age"], "age"),
        ("whose", "only mine", ["whose", "age"], "age"),
        ("whose", "2", ["whose", "code"], "code"),
        ("whose", "Shared", ["whose", "code"], "code"),
        ("whose", "3", ["speak", "whose"], "whose"),
        ("whose", "7", ["whose_again"], "whose"),
        ("whose", "why?", ["whose_again"], "whose"),
        ("code", "mango", ["keep_code", "safe"], "safe"),
        ("code", "0", ["safe"], "safe"),
        ("code", "1234", ["code_again"], "code"),
        ("code", "ab", ["code_again"], "code"),
        ("code", "what is it for", ["code_again"], "code"),
        ("safe", "9-17", ["safe_hours", "age"], "age"),
        ("safe", "from nine", ["safe_again"], "safe"),
        ("safe", "skip", ["age"], "age"),
        ("age", "1", ["offer_name"], "name"),
        ("age", "yes", ["offer_name"], "name"),
        ("age", "2", ["too_young"], ""),
        ("age", "no", ["too_young"], ""),
        ("age", "0", ["age_again"], "age"),
        ("age", "seventeen", ["age_again"], "age"),
        ("name", "0", ["who"], "who"),
        ("name", "Neema", ["who"], "who"),
        ("name", "0711 000 001", ["name_again"], "name"),
        ("who", "2", ["about"], "about"),
        ("who", "skip", ["about"], "about"),
        ("about", "0", ["join"], ""),
        ("about", "my work", ["join"], ""),
        ("give", "1", ["join"], ""),
        ("give", "2", ["join"], ""),
        ("age", "STOP", ["stop"], "age"),
        ("name", "help", ["help"], "name"),
    ],
)
def test_each_question_of_joining(question: str, text: str, follows: list[str], asks: str) -> None:
    found = heard(asked(question), text, STRANGER)
    assert (codes(found), found.stands.asked) == (follows, asks)


def test_there_are_four_questions_at_most_and_the_age_is_one() -> None:
    stands, facts = heard(Stands(), "Hello", STRANGER).stands, STRANGER
    questions = []
    for answer in ("1", "1", "0", "0", "0"):
        found = heard(stands, answer, facts)
        stands = found.stands
        questions += [stands.asked] if stands.asked else []
    assert questions == ["age", "name", "who", "about"]


def test_where_nothing_stays_with_the_person_nobody_asks_whose_it_is() -> None:
    found = heard(Stands(), "Hello", replace(STRANGER, asks_whose=False))
    assert found.acts == (Act("whose", 0),)
    assert [each.code for each in found.replies] == ["hello", "age"]


@pytest.mark.parametrize(
    ("question", "about", "text", "follows"),
    [
        (OFFERED, 9, "1", [Act("accept", 9)]),
        (OFFERED, 9, "2", [Act("pass", 9)]),
        (STEP_HOW, 5, "1", [Act("step_done", 5), Reply("step_done")]),
        (STEP_HOW, 5, "2", [Reply("step_not_yet")]),
        (STEP_HOW, 5, "0", [Act("step_let_go", 5), Reply("step_let_go")]),
        (STEP_DAY, 5, "1", [Act("step_day", 5, "today")]),
        (STEP_DAY, 5, "4", [Act("step_was_words", 5)]),
        (NEXT_STEP, 0, "Sleep early", [Act("keep_step", words="Sleep early")]),
        (NEXT_STEP, 0, "0", [Reply("as_you_like")]),
        (AGAIN, 0, "3", [Act("rhythm", words="never"), Reply("rhythm_never")]),
        (WEEKLY, 0, "2", [Act("weekly", 0), Reply("weekly_no")]),
        (CHANGING, 7, "1", [Act("change", 7)]),
        (CHANGING, 7, "no", [Reply("as_it_was")]),
        (CHANGED, 7, "9", [Act("change_back", 7)]),
        (PAUSING, 0, "3", [Act("pause", words="week")]),
        (PAUSING, 0, "0", [Reply("as_it_was")]),
        (LOOK, 0, "2", [Reply("as_you_like")]),
        (WORD, 0, "mango", [Act("word", words="mango")]),
        (WORD, 0, "he is here now", [Act("say", 7, "he is here now")]),
        (OFFERED, 9, "3", [Act("say", 7, "3")]),
        (AGAIN, 0, "why do you ask", [Act("say", 7, "why do you ask")]),
        (DAY, 0, "6 of us are here", [Act("say", 7, "6 of us are here")]),
    ],
)
def test_each_question_of_a_talk(question: str, about: int, text: str, follows: list[object]) -> None:
    facts = replace(PEER, is_member=True, talks=(ROSA,))
    found = heard(asked(question, about), text, facts)
    assert [*found.acts, *found.replies] == follows


def test_a_number_long_after_a_question_is_a_message() -> None:
    late = replace(MEMBER, now=NOW + timedelta(hours=13))
    assert heard(asked(DAY), "2", late).acts == (Act("say", 7, "2"),)


def test_one_means_read_where_a_note_came_last_and_the_answer_where_the_question_did() -> None:
    noted = replace(MEMBER, noticed_at=NOW.timestamp())
    assert heard(asked(DAY), "1", noted).acts == (Act("open"), Act("read"))
    before = replace(MEMBER, noticed_at=(NOW - timedelta(hours=1)).timestamp())
    assert heard(asked(DAY), "1", before).acts[0].what == "today"


def test_on_a_hard_day_nobody_is_asked_to_plan_questions() -> None:
    low = heard(asked(DAY), "1", MEMBER)
    fine = heard(asked(DAY), "5", MEMBER)
    assert (low.stands.asked, fine.stands.asked) == ("", AGAIN)


def test_whom_words_are_for_is_asked_where_two_lines_came_at_once() -> None:
    both = (replace(ROSA, heard_at=NOW), replace(JUMA, heard_at=NOW - timedelta(minutes=2)))
    found = heard(
        Stands(to=8, to_at=(NOW - timedelta(hours=1)).timestamp()), "I hear you", replace(PEER, talks=both)
    )
    assert (codes(found), found.stands.kept) == (["for_whom"], ("I hear you",))
    chosen = heard(found.stands, "2", replace(PEER, talks=both))
    assert chosen.acts == (Act("say", 8, "I hear you", {"part": "0"}),)


def test_an_answer_goes_to_the_one_heard_last() -> None:
    heard_later = (
        replace(ROSA, heard_at=NOW - timedelta(hours=2)),
        replace(JUMA, heard_at=NOW - timedelta(hours=1)),
    )
    stands = Stands(to=7, to_at=(NOW - timedelta(hours=3)).timestamp())
    assert heard(stands, "I hear you", replace(PEER, talks=heard_later)).acts == (
        Act("say", 8, "I hear you"),
    )


@pytest.mark.parametrize(
    ("text", "to", "words"),
    [
        ("@rosa come in", 7, "come in"),
        ("@Rosa: come in", 7, "come in"),
        ("@ ROSA come in", 7, "come in"),
        ("@juma, wait", 8, "wait"),
        ("@Rosa,come in", 7, "come in"),
        ("@rosa:are you there", 7, "are you there"),
        ("@rosa\ncome in", 7, "come in"),
        ("@Juma?", 8, "?"),
        ("@Ro\u0301sa\u0301 come in", 7, "come in"),
    ],
)
def test_a_name_says_whom_words_are_for(text: str, to: int, words: str) -> None:
    assert heard(Stands(), text, PEER).acts == (Act("say", to, words),)


def test_a_number_means_who_had_it_when_we_asked_whoever_wrote_meanwhile() -> None:
    found = heard(Stands(), "@amina come in", PEER)
    assert found.replies == (Reply("for_whom", {"names": "1 Rosa 2 Juma"}),)
    later = heard(found.stands, "1", replace(PEER, talks=(JUMA, ROSA)))
    assert [(act.what, act.about) for act in later.acts] == [("say", ROSA.id)]
    gone = heard(found.stands, "1", replace(PEER, talks=(JUMA,)))
    assert [act.about for act in gone.acts if act.words == "amina come in"] == []


def test_whom_words_are_for_can_be_said_the_next_day() -> None:
    found = heard(Stands(), "@amina come in", PEER)
    later = heard(found.stands, "2", replace(PEER, now=NOW + timedelta(hours=30)))
    assert later.acts[0] == Act("say", JUMA.id, "amina come in", {"part": "0"})


def test_however_much_somebody_writes_to_nobody_yet_all_of_it_is_kept() -> None:
    stands = Stands()
    for number in range(WORDS_KEPT + 5):
        stands = heard(stands, f"line {number} of it", replace(MEMBER, talks=())).stands
    assert len(stands.kept) == WORDS_KEPT
    assert "\n".join(stands.kept).split("\n") == [f"line {number} of it" for number in range(WORDS_KEPT + 5)]


def test_a_name_nobody_has_is_asked_about_and_the_words_are_kept() -> None:
    found = heard(Stands(), "@amina come in", PEER)
    assert (codes(found), found.stands.kept) == (["for_whom"], ("amina come in",))


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9-17", (540, 1020)),
        ("9 - 17", (540, 1020)),
        ("9am to 5pm", (540, 1020)),
        ("9-5", (540, 1020)),
        ("20:30 - 6", (1230, 360)),
        ("8 hadi 20", (480, 1200)),
        ("6.30-22", (390, 1320)),
        ("12am-12pm", (0, 720)),
        ("9", None),
        ("25-26", None),
        ("9-9", None),
        ("in the morning", None),
    ],
)
def test_two_hours_of_a_day(text: str, hours: tuple[int, int] | None) -> None:
    assert short_answers.hours(text) == hours


some_words = st.lists(
    st.text(st.characters(categories=["L"]), min_size=2, max_size=9), min_size=4, max_size=8
).map(" ".join)
not_step = some_words.filter(lambda text: not text.casefold().startswith(("step", "hatua")))


@given(not_step, st.sampled_from(sorted(JOINING | {""})))
def test_whatever_a_stranger_writes_is_kept_or_goes_on(text: str, question: str) -> None:
    found = heard(asked(question) if question else Stands(), text, STRANGER)
    assert text in found.stands.kept or any(text in act.words for act in found.acts)


@given(
    not_step,
    st.sampled_from(sorted(set(text_answers.ANSWERS) | {""})),
    st.sampled_from([(), (ROSA,), (ROSA, JUMA)]),
    st.booleans(),
)
def test_whatever_a_member_writes_is_kept_or_goes_on(
    text: str, question: str, talks: tuple[Talk, ...], closed: bool
) -> None:
    facts = replace(MEMBER, talks=talks, step=Step(5, "sleep"), has_code=closed, is_open=not closed)
    found = heard(asked(question) if question else Stands(), text, facts)
    assert text in found.stands.kept or any(text == act.words for act in found.acts)


@given(st.text(max_size=40), st.sampled_from(sorted(set(text_answers.ANSWERS) | JOINING | {""})))
def test_every_text_is_answered_by_a_turn_that_can_be_kept(text: str, question: str) -> None:
    for facts in (STRANGER, MEMBER, PEER, replace(MEMBER, has_code=True, is_open=False)):
        found = heard(asked(question), text, facts)
        assert Stands.read(found.stands.written()) == found.stands
