"""How a member is told that something waits: by an e-mail they left, or not at all, and then we say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import MEMBER, Visitor, door
from alongside.flows import address_is_left
from alongside.outbox import notices, ways
from alongside.people import accounts, handles
from alongside.rules.sending import TROUBLES
from alongside.web import answers
from alongside.web.fields import Shown
from alongside.web.typed import Typed


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether this member can be told. `may`: whether they could leave an address to change that;
    `may_text`: or a phone. `has_words`: to come back with."""

    cannot: bool
    may: bool
    has_words: bool
    may_text: bool


def reach_of(here: Visitor) -> Reach:
    """For the pages on which people wait, or leave."""
    may = ways.for_kind(notices.NOTE) is not None
    cannot = not (here.has_door or (may and here.is_told))
    return Reach(cannot, may, here.has_words, here.may_text)


@door(MEMBER, "GET", "POST")
def told(request: Any) -> HttpResponse:
    """Leave an e-mail, prove it, see whether it works, take it away."""
    typed = Typed(request.POST)
    if request.method != "POST":
        return _page(request, typed)
    do = typed.one_of("do", ("leave", "prove", "take-away"))
    if do == "take-away":
        address_is_left.take_away(request.here.person_id)
    elif do == "prove":
        _prove(request.here.person_id, typed)
    elif ways.for_kind(notices.NOTE):
        _leave(request.here.person_id, typed)
    if typed.mistakes:
        return _page(request, typed, 422)
    return answers.see("/me/told")


def _leave(person_id: int, typed: Typed) -> None:
    address = typed.line("email", at_most=accounts.EMAIL_AT_MOST, needed=_("Please write an e-mail address."))
    if address and not (accounts.is_an_email(address) and address.isascii()):
        typed.wrong("email", _("This does not look like an e-mail address: name@example.org"))
    if typed.mistakes:
        return
    if not address_is_left.leave(person_id, address, clock.now()):
        typed.wrong("email", _("That was tried very often today. Please try again tomorrow."))


def _prove(person_id: int, typed: Typed) -> None:
    number = "".join(sign for sign in typed.line("number") if sign.isdigit())
    if not address_is_left.prove(person_id, number, clock.now()):
        typed.wrong("number", _("This is not the number we sent. Look again, or let a new one be sent."))


def _page(request: Any, typed: Typed, status: int = 200) -> HttpResponse:
    here = request.here
    way = ways.for_kind(notices.NOTE)
    left = handles.left_by(here.person_id, here.key_id)
    stands = notices.standing(here.person_id) if left else None
    shown = Shown(typed.fields, typed.mistakes)
    return answers.page(
        request,
        "members/told.html",
        status,
        can=way is not None,
        names=way.names if way else "",
        left=left,
        trouble=_(TROUBLES[stands.trouble]) if stands and stands.failed_at else "",
        email=shown("email", _("Your e-mail"), kind="email", fills="email"),
        number=shown("number", _("The number in it"), fills="one-time-code"),
        mistakes=typed.mistakes.items(),
    )
