"""A copy to take along: everything that is held comes out of it, whatever the table."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db.models import BigIntegerField

from alongside.flows import person_asks_what_we_hold
from alongside.flows.tests import full_life

if TYPE_CHECKING:
    from django.test import Client

    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

# Tables of which nothing comes out, and why. Every other table is read by a room's holding.py.
HOLDS_NOBODY = {
    "Program": "what a program publishes about itself",
    "Choice": "the program's own lists; what somebody chose of them is in Availability and Request",
    "Tally": "how many share something; no person in it",
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
    assert set(life.markers) == (every - set(HOLDS_NOBODY)) | {"DoNotMatch", "Requirement"}
    held = kept(sign_in(cast.member))
    missing = {name for name, marker in life.markers.items() if marker not in held}
    assert missing == {"DoNotMatch", "Requirement"}
