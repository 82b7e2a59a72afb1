"""Who may open a page. A view without a door does not run (see `web.middleware`).

A door opens a page to kinds of people; which rows they see there is proved by each room's `access.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse

View = TypeVar("View", bound=Callable[..., HttpResponse])

ANYONE = frozenset({"anyone"})
MEMBER = frozenset({"member"})
PEER = frozenset({"peer"})
COORDINATOR = frozenset({"coordinator"})
TEAM = frozenset({"coordinator", "supervisor"})
DESK = frozenset({"peer", "coordinator", "supervisor"})
INSIDE = frozenset({"member", "peer", "coordinator", "supervisor"})


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is asking: read from their session once a request."""

    person_id: int
    program_id: int
    session_id: int
    roles: frozenset[str]
    language: str
    zone: str
    key_id: int
    own_device: bool
    borrowed_device: bool
    last_at: datetime
    promise_seen: int = 0  # the newest version they said they have read
    delete_at: datetime | None = None  # everything about them goes then, unless they change their mind
    asked_back: bool = False  # somebody asks to come back as them, and their peer said it is them
    is_told: bool = False  # a member who left an e-mail for notes, and proved it
    has_words: bool = False  # five words to come back with
    has_door: bool = False  # a phone, chat or mail that words go to
    may_text: bool = False  # their program has a channel beside the web


def door(opens_to: frozenset[str], *methods: str) -> Callable[[View], View]:
    """States who may open a view, and by which methods (GET alone unless said)."""
    allowed = frozenset(methods or ("GET",))
    if "GET" in allowed:  # HEAD never counts as a form, so it may not open what only takes forms
        allowed |= {"HEAD"}

    def mark(view: View) -> View:
        view.door = opens_to  # type: ignore[attr-defined]  # a function may carry it
        view.methods = allowed  # type: ignore[attr-defined]  # a function may carry it
        return view

    return mark


def may_enter(view: Any, visitor: Visitor | None) -> bool:
    """Whether this door opens. Silence never grants: no door, no entry."""
    opens_to: frozenset[str] = getattr(view, "door", frozenset())
    if opens_to == ANYONE:
        return True
    return visitor is not None and bool(opens_to & visitor.roles)


def refuse(request: HttpRequest) -> HttpResponse:
    """A closed door looks like a page that is not there."""
    raise Http404
