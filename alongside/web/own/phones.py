"""One's phones, chats and mail: how they are, and how another one is added by a code."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import INSIDE, door
from alongside.flows import door_is_linked
from alongside.flows.door_is_linked import MOST, Channel
from alongside.people import accounts, door_links, doors, link_codes
from alongside.people.reads import CHANNELS
from alongside.rules import link_code, phone_number
from alongside.web import answers
from alongside.web.fields import ONE, Shown
from alongside.web.own import door_words
from alongside.web.own.held import base_of
from alongside.web.typed import Typed

OWN, SHARED = "own", "shared"


@door(INSIDE, "GET", "POST")
def phones(request: Any) -> HttpResponse:
    """All of them; a code that is waited for stands first."""
    typed = Typed(request.POST)
    if request.method != "POST":
        return _page(request, typed)
    found = door_is_linked.channels(request.here.program_id)
    do = typed.one_of("do", ("add", "show", "prove", "take-back"))
    if do == "take-back":
        door_is_linked.take_back(request.here.person_id)
    elif do == "prove":
        _prove(request, typed)
    elif do == "show":
        return _show(request, typed, found)
    elif do == "add":
        _add(request, typed, found)
    if typed.mistakes:
        return _page(request, typed, 422)
    return answers.see("/me/phones")


def _add(request: Any, typed: Typed, found: dict[str, Channel]) -> None:
    channel = found.get(typed.raw("channel"))
    if channel is None or channel.way != "sent":
        return
    name = f"{channel.address}_address"
    address = _address(request, typed, channel, name)
    shared = typed.one_of("whose", (OWN, SHARED)) if channel.address == "phone" else OWN
    if not shared:
        typed.wrong("whose", _("Please say whose phone it is."))
    if typed.mistakes or not _has_room(request, typed, name):
        return
    if not door_is_linked.ask(request.here.person_id, channel, address, shared == SHARED, clock.now()):
        typed.wrong(name, _("That was tried very often today. Please try again tomorrow."))


def _address(request: Any, typed: Typed, channel: Channel, name: str) -> str:
    if channel.address == "mail":
        address = typed.line(name, at_most=accounts.EMAIL_AT_MOST, needed=_("Please write an address."))
        if address and not (accounts.is_an_email(address) and address.isascii()):
            typed.wrong(name, _("This does not look like an e-mail address: name@example.org"))
        return address
    written = typed.line(name, at_most=phone_number.TYPED_AT_MOST, needed=_("Please write a number."))
    number = phone_number.read(written, request.program.country)
    if written and not number:
        typed.wrong(name, _("No phone has this number. With the country it begins like +254."))
    return number


def _show(request: Any, typed: Typed, found: dict[str, Channel]) -> HttpResponse:
    """A code to be sent in. It is shown this once."""
    channel = found.get(typed.raw("channel"))
    if channel is None or channel.address == "mail":
        return answers.see("/me/phones")
    if not _has_room(request, typed, "adds"):
        return _page(request, typed, 422)
    code = door_is_linked.show(request.here.person_id, channel, clock.now())
    if not code:
        typed.wrong("adds", _("That was tried very often today. Please try again tomorrow."))
        return _page(request, typed, 422)
    to = channel.gateway.shown
    shown = {"code": link_code.as_read(code), "kind": door_words.kind(channel.address), "to": to}
    if channel.address == "telegram" and to:
        shown["link"] = f"https://t.me/{to.lstrip('@')}?start={code}"
    response = _page(request, typed, shown=shown)
    response.headers["Cache-Control"] = "no-store"
    return response


def _has_room(request: Any, typed: Typed, name: str) -> bool:
    if len(doors.of([request.here.person_id]).get(request.here.person_id, [])) < MOST:
        return True
    typed.wrong(name, _("That is as many as we keep. Take one away first."))
    return False


def _prove(request: Any, typed: Typed) -> None:
    if not door_is_linked.prove(request.here.person_id, typed.raw("code"), clock.now()):
        typed.wrong("code", _("This is not the code, or its ten minutes are over. Look again, or ask anew."))


def _page(request: Any, typed: Typed, status: int = 200, shown: dict[str, str] | None = None) -> HttpResponse:
    here, now = request.here, clock.now()
    mine = doors.of([here.person_id]).get(here.person_id, [])
    waiting = link_codes.open_of(here.person_id, now) if shown is None else None
    asked = doors.get(waiting.handle_id) if waiting and waiting.handle_id else None
    found = door_is_linked.channels(here.program_id)
    fields = Shown(typed.fields, typed.mistakes)
    return answers.page(
        request,
        "own/phones.html",
        status,
        doors=[
            {
                "id": each.handle_id,
                "name": door_words.name(each.channel, each.address),
                "lines": door_words.lines(each, here.zone),
                "stopped": each.stopped_at is not None,
            }
            for each in mine
        ],
        gone=[door_words.gone(each, here.zone) for each in door_links.gone(here.person_id)],
        waiting=door_words.name(waiting.channel, asked.address) if waiting and asked else "",
        waits_for=waiting.channel if waiting else "",
        code=fields("code", _("The code in it"), fills="one-time-code"),
        shown=shown,
        adds=[_adds(found[each], fields, typed) for each in CHANNELS if each in found],
        from_phone=found["phone"].gateway.shown if "phone" in found else "",
        is_member="member" in here.roles,
        mistakes=typed.mistakes.items(),
        **base_of(here.roles),
    )


def _adds(channel: Channel, fields: Shown, typed: Typed) -> dict[str, Any]:
    """How one of this kind is added."""
    tried = typed.raw("channel") == channel.address
    told = fields if tried else Shown({})
    mail = channel.address == "mail"
    return {
        "channel": channel.address,
        "kind": door_words.kind(channel.address),
        "sent": channel.way == "sent",
        "open": tried and bool(typed.mistakes),
        "address": told(
            f"{channel.address}_address",
            _("Your address") if mail else _("Your number"),
            kind="email" if mail else "tel",
            fills="off",
        ),
        "whose": None
        if channel.address != "phone"
        else told.choice(
            "whose",
            _("Whose phone is it?"),
            [(OWN, _("Mine alone")), (SHARED, _("Others use it too"))],
            kind=ONE,
        ),
    }
