"""The published lines: read as they are, and a children's line is never given to adults as theirs."""

import re
from collections import Counter

from alongside.rules import line_hours
from alongside.safety import published_lines
from alongside.safety.models import HelpLine
from alongside.safety.published_lines import PublishedLine

NUMBER = re.compile(r"\+?\(?[\d][\d() -]*")
CHILD_WORDS = re.compile(r"child(?!line zambia \(adults\))|kids|under 1[89]|bris", re.IGNORECASE)


def test_every_line_fits_the_programs_table() -> None:
    longest = {
        field.name: field.max_length
        for field in HelpLine._meta.concrete_fields
        if field.max_length is not None
    }
    fields = ("name", "phone", "sms", "hours", "who_for", "source")
    too_long = [
        (line.name, field)
        for line in published_lines.everything()
        for field in fields
        if len(getattr(line, field)) > longest[field]
    ]
    assert too_long == []


def test_every_line_can_be_dialled_or_written_to_and_says_where_it_is_from() -> None:
    lines = published_lines.everything()
    assert len(lines) == 115
    assert [line.name for line in lines if line.phone and not NUMBER.fullmatch(line.phone)] == []
    assert [
        line.name for line in lines if line.sms and not re.fullmatch(r"(?:[A-Z]+ to )?\+?[\d ]+", line.sms)
    ] == []
    assert [line.name for line in lines if not re.match("[A-D]: ", line.source)] == []
    assert [line.country for line in lines if not re.fullmatch("[A-Z]{2}", line.country)] == []


def test_a_service_known_by_name_only_is_left_out() -> None:
    assert published_lines.lines("ET") == ()
    assert published_lines.lines("XX") == published_lines.lines("") == ()


def test_a_country_is_found_by_small_letters_too() -> None:
    assert published_lines.lines("ke") == published_lines.lines("KE")
    assert [line.phone for line in published_lines.lines("KE")] == ["+254 722 178 177", "1199", "1195"]


def test_two_numbers_of_one_service_are_two_lines() -> None:
    paid = [line for line in published_lines.lines("NG") if "paid lines" in line.name]
    assert [line.phone for line in paid] == ["0903 440 0009", "0814 224 1007"]


def test_a_line_whose_name_says_children_is_for_children() -> None:
    named = {line.name for line in published_lines.everything() if CHILD_WORDS.search(line.name)}
    marked = {line.name for line in published_lines.everything() if line.for_children}
    assert marked - named == set()
    # serves adults as well, so it is not for children alone
    assert named - marked == {"LifeLine/ChildLine Namibia - gender-based violence"}


def test_tanzania_has_a_line_for_children_and_none_for_adults() -> None:
    assert [(line.phone, line.for_children) for line in published_lines.lines("TZ")] == [("116", True)]


def test_who_a_line_is_for_is_one_of_a_few_words() -> None:
    groups = Counter(
        group.strip() for line in published_lines.everything() for group in line.who_for.split(";") if group
    )
    assert dict(groups) == {
        "children": 14,
        "people facing violence at home": 5,
        "young people": 5,
        "adults": 1,
        "veterans": 1,
    }


def test_a_line_for_everyone_is_not_for_children() -> None:
    everyone = PublishedLine("XX", "A line", "1", "", "", "", "A: here")
    young = PublishedLine("XX", "A line", "1", "", "", "young people", "A: here")
    children = PublishedLine("XX", "A line", "1", "", "", "children", "A: here")
    assert [line.for_children for line in (everyone, young, children)] == [False, False, True]


def test_every_published_line_is_open_closed_or_not_known() -> None:
    known = {line.hours: line_hours.read(line.hours) is not None for line in published_lines.everything()}
    assert {hours for hours, read_well in known.items() if not read_well} == {
        "",
        "24/7 (mainland, since 2019-06-01)",
        "11:00-23:00 (to 03:00 Fri-Sat)",
    }
