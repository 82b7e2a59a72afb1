"""The wait is said from facts, and not before there are enough of them."""

from alongside.rules import wait
from alongside.rules.wait import Outlook, Waited, outlook


def met(*minutes: float) -> list[Waited]:
    return [Waited(each, True) for each in minutes]


def test_without_enough_facts_we_say_that_we_are_new() -> None:
    assert outlook([]) == Outlook(wait.NEW)
    assert outlook(met(*range(1, wait.ENOUGH))) == Outlook(wait.NEW)


def test_most_people_means_three_in_four_and_is_rounded_up() -> None:
    assert outlook(met(*[4] * 9, *[300] * 3)) == Outlook(wait.MINUTES, 5)
    assert outlook(met(*[4] * 8, *[300] * 4)) == Outlook(wait.HOURS, 6)


def test_hours_and_days_are_said_as_such() -> None:
    assert outlook(met(*[61] * 12)) == Outlook(wait.HOURS, 2)
    assert outlook(met(*[13 * 60] * 12)) == Outlook(wait.DAYS, 1)
    assert outlook(met(*[6 * 24 * 60] * 12)) == Outlook(wait.DAYS, 7)


def test_who_still_waits_makes_the_answer_longer() -> None:
    quick = met(*[10] * 12)
    assert outlook(quick) == Outlook(wait.MINUTES, 10)
    assert outlook([*quick, *[Waited(500, False)] * 12]) == Outlook(wait.LONG)


def test_who_has_only_just_begun_to_wait_changes_nothing() -> None:
    assert outlook([*met(*[10] * 12), *[Waited(0, False)] * 30]) == Outlook(wait.MINUTES, 10)


def test_a_wait_of_more_than_a_week_is_given_no_number() -> None:
    assert outlook(met(*[9 * 24 * 60] * 12)) == Outlook(wait.LONG)


def test_the_order_of_the_facts_does_not_matter() -> None:
    facts = met(1, 50, 7, 8, 90, 3, 400, 5, 6, 12, 33, 20)
    assert outlook(facts) == outlook(reversed(facts)) == Outlook(wait.MINUTES, 45)
