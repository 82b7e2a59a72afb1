"""Who may open a page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.http import HttpResponse

from alongside.base.door import (
    ANYONE,
    COORDINATOR,
    DESK,
    INSIDE,
    MEMBER,
    PEER,
    TEAM,
    Visitor,
    door,
    may_enter,
)

ROLES = ("member", "peer", "supervisor", "coordinator", "funder", "steward")


def visitor(*roles: str) -> Visitor:
    return Visitor(
        person_id=1,
        program_id=1,
        session_id=1,
        roles=frozenset(roles),
        language="en",
        zone="UTC",
        key_id=1,
        own_device=False,
        borrowed_device=False,
        last_at=datetime(2026, 11, 23, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("opens_to", "who_enters"),
    [
        (ANYONE, {"nobody signed in", *ROLES}),
        (MEMBER, {"member"}),
        (PEER, {"peer"}),
        (COORDINATOR, {"coordinator"}),
        (TEAM, {"coordinator", "supervisor"}),
        (DESK, {"peer", "coordinator", "supervisor"}),
        (INSIDE, {"member", "peer", "coordinator", "supervisor"}),
    ],
)
def test_a_door_opens_to_exactly_those_it_names(opens_to: frozenset[str], who_enters: set[str]) -> None:
    @door(opens_to)
    def view(request: object) -> HttpResponse:
        raise AssertionError

    entered = {role for role in ROLES if may_enter(view, visitor(role))}
    if may_enter(view, None):
        entered.add("nobody signed in")
    assert entered == who_enters


def test_without_a_door_nobody_enters() -> None:
    def view(request: object) -> HttpResponse:
        raise AssertionError

    assert not may_enter(view, None)
    assert not [role for role in ROLES if may_enter(view, visitor(role))]


def test_a_door_that_names_no_method_takes_no_forms() -> None:
    @door(ANYONE)
    def reads(request: object) -> HttpResponse:
        raise AssertionError

    @door(ANYONE, "POST")
    def writes(request: object) -> HttpResponse:
        raise AssertionError

    assert reads.methods == {"GET", "HEAD"}  # type: ignore[attr-defined]  # set by the door
    assert writes.methods == {"POST"}  # type: ignore[attr-defined]  # set by the door
