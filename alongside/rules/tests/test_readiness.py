"""Nobody is suggested to anyone before what the program asks is there."""

from alongside.rules import readiness


def test_at_first_everything_is_missing_in_the_programs_order() -> None:
    assert readiness.ready(readiness.DEFAULT, (), False, False) == (
        "training",
        "references",
        "checks",
        "practice_talk",
        "supervisor",
        "profile",
    )
    assert readiness.ready(("checks", "training"), (), True, True) == ("checks", "training")


def test_when_all_is_there_nothing_is_missing() -> None:
    ticked = {"training", "references", "checks", "practice_talk"}
    assert readiness.ready(readiness.DEFAULT, ticked, True, True) == ()


def test_a_supervisor_is_named_not_ticked() -> None:
    assert readiness.ready(("supervisor",), {"supervisor"}, False, True) == ("supervisor",)


def test_a_program_that_asks_nothing_still_waits_for_the_peers_own_yes() -> None:
    assert readiness.ready((), (), False, False) == ("profile",)
    assert readiness.ready((), (), False, True) == ()


def test_a_requirement_in_the_programs_own_words_counts_as_well() -> None:
    assert readiness.ready(("training", "own-7"), {"training"}, True, True) == ("own-7",)
    assert readiness.by_code("own-7") is None


def test_what_was_ticked_and_is_no_longer_asked_does_not_matter() -> None:
    assert readiness.ready(("training",), {"training", "references"}, False, True) == ()
