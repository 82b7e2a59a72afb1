"""The promise: three profiles, one sentence each, and the short lines before the first word."""

import pytest

from alongside.rules import promise


def test_there_are_three_profiles_and_each_fits_its_column() -> None:
    assert [profile.code for profile in promise.PROFILES] == [
        "consent_only",
        "least_invasive",
        "clinical_partner",
    ]
    assert max(len(profile.code) for profile in promise.PROFILES) <= 20
    assert promise.by_code("least_invasive") is promise.PROFILES[1]
    assert promise.by_code("") is None


@pytest.mark.parametrize("profile", promise.PROFILES)
def test_no_profile_is_named_on_a_screen(profile: promise.Profile) -> None:
    shown = " ".join(line.words for line in promise.lines(profile)).lower()
    names = ["consent", "invasive", "partner", "policy", "profile"]
    assert [name for name in names if name in shown] == []


@pytest.mark.parametrize("profile", promise.PROFILES)
def test_the_lines_answer_in_this_order(profile: promise.Profile) -> None:
    assert [line.code for line in promise.lines(profile)] == ["read", "dying", "outside", "place", "leave"]


def test_talk_of_dying_calls_nobody_except_where_a_clinic_is_part_of_it() -> None:
    said = [profile.dying for profile in promise.PROFILES]
    assert said[0] == said[1]
    assert said[0].endswith("Talking about it will not make us call anyone.")
    assert "will not make us call" not in said[2]
    assert "at our clinic" in said[2]


def test_a_programs_own_sentence_is_shown_as_it_is() -> None:
    profile = promise.PROFILES[0]
    own = promise.lines(profile, "  We call nobody.\n")[2]
    assert own == promise.Line("outside", "We call nobody.", own=True)


def test_our_sentence_unchanged_is_still_translated() -> None:
    profile = promise.PROFILES[1]
    ours = promise.Line("outside", profile.sentence)
    assert promise.lines(profile)[2] == promise.lines(profile, f" {profile.sentence} ")[2] == ours


@pytest.mark.parametrize("profile", promise.PROFILES)
def test_every_place_in_a_line_can_be_filled(profile: promise.Profile) -> None:
    filled = [line.words.format(peer="friend") for line in promise.lines(profile)]
    assert filled[0].startswith("You and the friend you talk with")
    assert [words for words in filled if "{" in words] == []


@pytest.mark.parametrize("profile", promise.PROFILES)
def test_our_sentence_fits_where_a_program_edits_it(profile: promise.Profile) -> None:
    assert len(profile.sentence) <= promise.LONGEST_SENTENCE
