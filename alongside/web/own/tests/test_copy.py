"""A copy to take along: everything that is held comes out of it, whatever the table."""

from __future__ import annotations

import json
import re
import tracemalloc
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db.models import BigIntegerField

from alongside.base import turn
from alongside.flows import match_ends, person_asks_for_deletion, person_asks_what_we_hold
from alongside.flows.tests import full_life
from alongside.flows.tests.walking import walk_together
from alongside.rules.held import Whose
from alongside.rules.held_words import KINDS
from alongside.talk import writes as talk
from alongside.talk.rows import rooms

if TYPE_CHECKING:
    from django.test import Client

    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

# Tables of which nothing comes out, and why. Every other table is read by a room's holding.py.
HOLDS_NOBODY = {
    "Program": "what a program publishes about itself",
    "Choice": "the program's own lists; what somebody chose of them is in Availability and Request",
    "Tally": "how many share something; no person in it",
    "NeverWrite": "a bare hash of an address, with nobody to whom it belongs",
    "Gateway": "a program's own channel: its secrets and lights",
    "Arrival": "what came in by a channel, for a moment; empty once it is taken, and what it became is told",
    "Month": "counts of a channel; no person in it",
    "Attempt": "a hash under a key that changes every day; it cannot be traced back to anybody",
    "Requirement": "what a program asks; who met it is in Tick",
    "LocalPerson": "somebody near whom the program publishes; nobody who signs in here",
    "Key": "names nobody",
    "DestroyedKey": "names nobody",
    "CondemnedKey": "names nobody, and lasts for a second",
    "DoNotMatch": "would tell somebody that they were blocked; who wanted it reads their block or change",
}
# Columns that are a person's number without being a foreign key, and where it is told.
NUMBERS_OF_PEOPLE = {
    ("Conversation", "paused_by"): "Membership",
    ("Conversation", "ended_by"): "Membership",
    ("Ending", "by"): "Ending",
}


def kept(browser: Client, address: str = "/me/copy/keep") -> str:
    answer: Any = browser.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()


def test_every_table_is_told_of_or_listed_with_a_reason() -> None:
    models = {model.__name__ for model in apps.get_app_config("alongside").get_models()}
    told = person_asks_what_we_hold.tables()
    assert told & set(HOLDS_NOBODY) == set()
    assert told | set(HOLDS_NOBODY) == models


def test_a_number_of_a_person_is_a_foreign_key_or_listed() -> None:
    """Names such columns have, and what the listed ones are told with."""
    found = {
        (model.__name__, column.name)
        for model in apps.get_app_config("alongside").get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, BigIntegerField) and re.search(r"by|who|person|peer|member|team", column.name)
    }
    assert found == set(NUMBERS_OF_PEOPLE)
    assert set(NUMBERS_OF_PEOPLE.values()) <= person_asks_what_we_hold.tables()


def test_one_row_of_every_table_comes_out_of_the_copy(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    life = full_life.live(cast.member, cast.peer, cast, now)
    every = {model.__name__ for model in apps.get_app_config("alongside").get_models()}
    assert set(life.markers) == (every - set(HOLDS_NOBODY)) | {"DoNotMatch", "Gateway", "Requirement"}
    held = kept(sign_in(cast.member))
    missing = {name for name, marker in life.markers.items() if marker not in held}
    assert missing == {"DoNotMatch", "Gateway", "Requirement"}
    assert {row["kind"] for row in json.loads(held)["held"]} == set(KINDS)


def everything(browser: Client) -> Any:
    """The copy for machines, read."""
    return json.loads(kept(browser))


def say(conversation: int, seat: int, lines: list[str], now: datetime) -> None:
    with turn.write():
        room = rooms([conversation])[conversation]
        speaker = room.seats[seat - 1]
        talk.append(
            [talk.Line(room, speaker, talk.once_of("test", seat, words), words) for words in lines], now
        )


def test_a_copy_holds_both_sides_of_a_talk_and_says_whose_each_line_is(
    cast: Cast, now: datetime, sign_in: SignIn
) -> None:
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    say(conversation, 1, ["It is loud in my head."], now)
    say(conversation, 2, ["I am listening."], now)
    lines = everything(sign_in(cast.member))["lines"]
    assert [(line["n"], line["by"], line["mine"], line["text"]) for line in lines] == [
        (1, "Amina", True, "It is loud in my head."),
        (2, "Rosa", False, "I am listening."),
    ]
    page = kept(sign_in(cast.member), "/me/copy/read")
    assert re.findall(r'dir="auto">([^<]*)</span><small><bdi>(\w+)', page) == [
        ("It is loud in my head.", "Amina"),
        ("I am listening.", "Rosa"),
    ]


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_what_the_other_deleted_is_in_no_copy_any_more(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    say(conversation, 1, ["It is loud in my head."], now)
    say(conversation, 2, ["I am listening."], now)
    person_asks_for_deletion.delete(cast.peer.id, now)
    lines = everything(sign_in(cast.member))["lines"]
    assert [(line["by"], line["text"]) for line in lines] == [
        ("Amina", "It is loud in my head."),
        (None, None),
    ]


def test_another_persons_talk_is_in_no_copy(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    say(conversation, 1, ["It is loud in my head."], now)
    assert [line["text"] for line in everything(sign_in(cast.peer))["lines"]] == ["It is loud in my head."]
    for stranger in (cast.other_member, cast.coordinator, cast.elsewhere_peer):
        assert everything(sign_in(stranger))["lines"] == []
        who = Whose(stranger.id, stranger.program_id, stranger.key_id, cast.program.key_id)
        assert list(person_asks_what_we_hold.lines(who, conversation)) == []


def test_nobody_reads_in_a_copy_what_is_the_others_to_know(
    cast: Cast, now: datetime, sign_in: SignIn
) -> None:
    """That somebody blocked them, passed, told the team of them, or would rather not be kept."""
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    match_ends.block(cast.member.id, conversation, now)
    told = {row["kind"]: row["facts"] for row in everything(sign_in(cast.peer))["held"]}
    assert "block" not in told
    assert told["ending"] == {"with_whom": "Amina", "ended_by": "other"}
    mine = {row["kind"]: row["facts"] for row in everything(sign_in(cast.member))["held"]}
    assert mine["block"] == {"whom": "Rosa"}
    assert (mine["ending"]["ended_by"], mine["ending"]["how"]) == ("you", "block")
    life = full_life.live(cast.other_member, cast.other_peer, cast, now)
    for_other = everything(sign_in(cast.other_peer))["held"]
    kinds = [row["kind"] for row in for_other]
    assert kinds.count("report") == 2  # the two that they told; not the one about them
    assert [row["words"] for row in for_other if row["kind"] == "help_given"] == [[]]
    assert life.markers["HelpAsked"] not in json.dumps(for_other)


def test_a_copy_is_a_file_of_its_own_that_no_cache_keeps(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    for address, kind, name in (
        ("/me/copy/keep", "application/json", "my-copy.json"),
        ("/me/copy/read", "text/html; charset=utf-8", "my-copy.html"),
    ):
        answer: Any = sign_in(cast.member).get(address)
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.streaming
        b"".join(answer.streaming_content)


def test_the_page_to_read_needs_nothing_but_itself(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    full_life.live(cast.member, cast.peer, cast, now)
    page = kept(sign_in(cast.member), "/me/copy/read")
    assert page.startswith("<!doctype html>")
    assert page.endswith("</html>\n")
    assert re.findall(r"<script|<link|<img|<iframe|<form|src=|href=|url\(|@import", page) == []
    assert page.count("<h1>") == 1


def test_what_was_written_cannot_become_part_of_the_page(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    say(conversation, 2, ["</span><script>alert(1)</script>"], now)
    page = kept(sign_in(cast.member), "/me/copy/read")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_long_talk_never_lies_in_memory(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    """10,000 lines of 120 bytes: the pieces are small, and no more than a few are there at a time."""
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    for part in range(10):
        say(conversation, 1 + part % 2, [f"{part * 1000 + n:06}" + "x" * 114 for n in range(1000)], now)
    browser = sign_in(cast.member)
    answer: Any = browser.get("/me/copy/keep")
    largest = count = lines = 0
    tracemalloc.start()
    for piece in answer.streaming_content:
        largest, count = max(largest, len(piece)), count + 1
        lines += piece.count(b'"mine": ')
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert lines == 10_000
    assert count > 50
    assert largest < 100_000
    assert peak < 8_000_000


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_who_leaves_in_the_middle_reads_no_further(cast: Cast, now: datetime, sign_in: SignIn) -> None:
    """Whether they are in it is asked for every piece."""
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    say(conversation, 2, [f"line {n}" for n in range(300)], now)
    member = cast.member
    who = Whose(member.id, member.program_id, member.key_id, cast.program.key_id)
    pieces = person_asks_what_we_hold.lines(who, conversation)
    assert len(next(pieces)) == 200
    person_asks_for_deletion.delete(member.id, now + timedelta(minutes=1))
    assert list(pieces) == []
