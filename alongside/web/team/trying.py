"""Two phones on a page: one that texts, one that dials. A coordinator sees what people will see.

Nothing of it is kept for the page: what was texted and dialled so far stands in the page itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpResponse

from alongside.base import clock, ids
from alongside.base.door import COORDINATOR, door
from alongside.flows import phone_is_tried
from alongside.rules import phone_number
from alongside.web import answers
from alongside.web.fields import Option
from alongside.web.typed import Typed, cleaned

TEXTED_AT_MOST = 12
LONGEST = 459  # three segments


@dataclass(frozen=True, slots=True)
class Bubble:
    """One text on the phone: mine, or one that came."""

    at: float
    mine: bool
    words: str


@dataclass(frozen=True, slots=True)
class Dialled:
    """The other phone: its session, all that was typed in it, and what it shows."""

    session: str = ""
    typed: str = ""
    screen: str = ""
    more: bool = False

    @property
    def keys(self) -> list[tuple[str, str]]:
        """The keys its screen names, and the words beside them."""
        lines = (line.partition(" ") for line in self.screen.split("\n"))
        return [(key, words) for key, _, words in lines if key.isdigit() and words] if self.more else []


@door(COORDINATOR, "GET", "POST")
def try_phones(request: Any) -> HttpResponse:
    """The phone with this number, as whoever has it would hold it."""
    program, now = request.program, clock.now()
    phones = phone_is_tried.phones(program)
    typed = Typed(request.POST if request.method == "POST" else request.GET)
    number = typed.one_of("phone", [each.number for each in phones]) or phones[0].number
    texted, dialled = _texted(typed.raw("texted")), Dialled()
    if request.method == "POST":
        texted, dialled = _done(program, number, typed, texted, now)
        phones = phone_is_tried.phones(program)  # somebody may have got a name
    came = phone_is_tried.came(program, number, now)
    every = [*texted, *(Bubble(each.at.timestamp(), False, each.words) for each in came)]
    options = [
        Option(each.number, " ".join(filter(None, [each.name, phone_number.as_written(each.number)])),
               each.number == number)
        for each in phones
    ]  # fmt: skip
    response = answers.page(
        request,
        "team/try.html",
        number=number,
        written=phone_number.as_written(number),
        phones=options,
        bubbles=sorted(every, key=lambda each: each.at)[-TEXTED_AT_MOST:],
        texted=json.dumps([[each.at, each.words] for each in texted[-TEXTED_AT_MOST:]]),
        dialled=dialled,
        code=phone_is_tried.CODE,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _done(
    program: Any, number: str, typed: Typed, texted: list[Bubble], now: datetime
) -> tuple[list[Bubble], Dialled]:
    """What the button did; both phones as they are then."""
    do = typed.one_of("do", ("text", "dial", "press", "hang", "look")) or (
        "press" if typed.raw("key") else ""
    )
    session, so_far = cleaned(typed.raw("session"))[:40], typed.raw("typed")[:2000]
    if not do and not session:
        return texted, Dialled()
    gateway = phone_is_tried.gateway_of(program, now)
    if gateway is None:
        raise Http404
    if do == "text" and (words := typed.raw("words").strip()[:LONGEST]):
        phone_is_tried.text(program, gateway, number, words, ids.new_token(), now)
        texted = [*texted, Bubble(now.astimezone(UTC).timestamp() - 0.001, True, words)]
    elif do == "look":
        phone_is_tried.look(gateway, now)
    elif do == "dial":
        session, so_far = ids.new_token(), ""
    elif do == "hang":
        session = ""
    elif do == "press" and session and (key := typed.raw("key") or cleaned(typed.raw("pressed"))):
        so_far = f"{so_far}*{key}" if so_far else key
    if not session:
        return texted, Dialled()
    screen = phone_is_tried.dial(gateway, number, session, so_far, now)
    return texted, Dialled(session if screen.more else "", so_far, screen.words, screen.more)


def _texted(told: str) -> list[Bubble]:
    """What this page said was texted from it; nothing where it is not ours to read."""
    try:
        rows = json.loads(told or "[]")
        return [Bubble(float(at), True, str(words)[:LONGEST]) for at, words in rows[-TEXTED_AT_MOST:]]
    except (ValueError, TypeError):
        return []
