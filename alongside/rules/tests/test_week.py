"""A peer's week."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from alongside.rules import week

NAIROBI = ZoneInfo("Africa/Nairobi")
BERLIN = ZoneInfo("Europe/Berlin")
EVENINGS = week.mask_of((day, week.EVENING) for day in range(7))


def at(text: str, zone: ZoneInfo = NAIROBI) -> datetime:
    """2026-11-23 is a Monday."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def test_each_hour_belongs_to_a_part_and_the_small_hours_to_the_day_before() -> None:
    assert week.part_of(at("2026-11-23 06:00")) == week.bit(0, week.MORNING)
    assert week.part_of(at("2026-11-23 11:59")) == week.bit(0, week.MORNING)
    assert week.part_of(at("2026-11-23 12:00")) == week.bit(0, week.AFTERNOON)
    assert week.part_of(at("2026-11-23 17:00")) == week.bit(0, week.EVENING)
    assert week.part_of(at("2026-11-23 22:00")) == week.bit(0, week.NIGHT)
    assert week.part_of(at("2026-11-24 05:59")) == week.bit(0, week.NIGHT)
    assert week.part_of(at("2026-11-23 05:59")) == week.bit(6, week.NIGHT)


def test_a_week_fits_28_bits_and_leaves_out_what_is_no_part_of_one() -> None:
    everything = [(day, part) for day in range(7) for part in range(4)]
    assert week.mask_of(everything) == week.ALL == 2**28 - 1
    assert week.mask_of([(7, 0), (-1, 0), (0, 4), (0, -1), (6, 3)]) == 1 << 27
    assert week.pairs_of(1 << 27 | 1) == ((0, 0), (6, 3))


@given(st.integers(0, week.ALL))
def test_a_week_and_its_pairs_say_the_same(mask: int) -> None:
    assert week.mask_of(week.pairs_of(mask)) == mask


def test_someone_who_reads_in_the_evening_is_next_here_this_evening() -> None:
    assert week.next_here(EVENINGS, at("2026-11-23 09:00")) == at("2026-11-23 17:00")
    assert week.usually_here(EVENINGS, at("2026-11-23 18:00"))
    assert not week.usually_here(EVENINGS, at("2026-11-23 22:00"))


def test_during_their_hours_the_next_time_is_tomorrow() -> None:
    assert week.next_here(EVENINGS, at("2026-11-23 18:00")) == at("2026-11-24 17:00")
    assert week.next_here(EVENINGS, at("2026-11-23 17:00")) == at("2026-11-24 17:00")


def test_parts_that_follow_each_other_are_one_stretch() -> None:
    long_day = week.mask_of([(0, week.MORNING), (0, week.AFTERNOON)])
    assert week.next_here(long_day, at("2026-11-23 09:00")) == at("2026-11-30 06:00")
    over_midnight = week.mask_of([(6, week.NIGHT), (0, week.MORNING)])
    assert week.next_here(over_midnight, at("2026-11-23 02:00")) == at("2026-11-29 22:00")


def test_without_hours_or_with_all_of_them_there_is_no_next_time() -> None:
    assert week.next_here(0, at("2026-11-23 09:00")) is None
    assert week.next_here(week.ALL, at("2026-11-23 09:00")) is None


def test_an_hour_that_the_clock_skips_is_not_promised() -> None:
    like = at("2026-03-28 09:00", BERLIN)
    skipped = week.at(date(2026, 3, 29), time(2, 30), like)
    assert skipped.isoformat() == "2026-03-29T03:30:00+02:00"


def test_what_someone_usually_does_is_the_parts_they_hold_most() -> None:
    assert week.usually(EVENINGS) == week.Usually(("evening",))
    mostly = EVENINGS | week.mask_of([(5, week.MORNING)])
    assert week.usually(mostly) == week.Usually(("evening",))
    both = EVENINGS | week.mask_of((day, week.MORNING) for day in range(4))
    assert week.usually(both) == week.Usually(("morning", "evening"))
    assert week.usually(week.ALL) == week.Usually(week.PARTS)
    assert week.usually(0) is None


def test_an_evening_there_can_be_a_morning_here() -> None:
    there, here = at("2026-11-23 20:00"), at("2026-11-23 08:00", ZoneInfo("America/Anchorage"))
    assert there.astimezone(here.tzinfo) == here
    assert week.seen_from(EVENINGS, there, here) == week.mask_of((day, week.MORNING) for day in range(7))
    monday_morning = week.mask_of([(0, week.MORNING)])
    assert week.seen_from(monday_morning, there, here) == week.mask_of([(6, week.EVENING)])
    tuesday_night = week.mask_of([(1, week.NIGHT)])
    assert week.seen_from(tuesday_night, here, there) == week.mask_of([(2, week.AFTERNOON)])


@given(st.integers(0, week.ALL))
def test_in_the_same_zone_a_week_is_as_it_was_told(mask: int) -> None:
    there = at("2026-11-23 20:00")
    assert week.seen_from(mask, there, there) == mask


def test_few_days_are_named() -> None:
    weekend = week.mask_of([(5, week.EVENING), (6, week.EVENING)])
    assert week.usually(weekend) == week.Usually(("evening",), (5, 6))
    four = week.mask_of((day, week.NIGHT) for day in range(4))
    assert week.usually(four) == week.Usually(("night",))
