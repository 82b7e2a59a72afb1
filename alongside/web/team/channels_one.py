"""One channel: set up, looked at, tried, changed, closed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alongside.base import clock
from alongside.base.door import COORDINATOR, door
from alongside.flows import gateway_is_set_up, gateway_is_tried, gateways_are_looked_at
from alongside.gateways import kinds, lights
from alongside.gateways import reads as gateways
from alongside.outbox import counted
from alongside.people import reached
from alongside.rules import phone_number
from alongside.rules.channel_troubles import TROUBLES
from alongside.web import answers
from alongside.web.fields import Shown
from alongside.web.team import channels_fields, channels_words
from alongside.web.team.channels import seen
from alongside.web.typed import Typed, identity

if TYPE_CHECKING:
    from alongside.gateways.kinds import Channel
    from alongside.gateways.reads import Open
    from alongside.rules.channel import Carried, Wellbeing

LOCAL = ("http://127.", "http://localhost")
TRIED_AT = {"phone": "tel", "whatsapp": "tel", "mail": "email"}


def _mine(request: Any, gateway_id: int) -> Open:
    """Their own program's; of another's there is no page."""
    found = gateways.get(gateway_id)
    if found is None or found.program_id != request.program.id:
        raise Http404
    return found


@door(COORDINATOR, "GET", "POST")
def new(request: Any, kind: str) -> HttpResponse:
    """A new one of this kind."""
    channel = kinds.of(kind)
    if channel is None:
        raise Http404
    if request.method != "POST":
        return _form(request, Typed(channels_fields.standards(channel)), channel, None)
    typed = Typed(request.POST)
    told = channels_fields.read(typed, channel, None)
    if typed.mistakes:
        return _form(request, typed, channel, None)
    made = gateway_is_set_up.add(request.program, kind, told, clock.now())
    return answers.see(f"/desk/channels/{made}")


@door(COORDINATOR, "GET", "POST")
def change(request: Any, gateway: int) -> HttpResponse:
    """Other values. A secret that is left empty stays as it is."""
    mine = _mine(request, gateway)
    if request.method != "POST":
        return _form(request, Typed(channels_fields.kept(mine)), mine.channel, mine)
    typed = Typed(request.POST)
    told = channels_fields.read(typed, mine.channel, mine)
    if typed.mistakes:
        return _form(request, typed, mine.channel, mine)
    gateway_is_set_up.change(request.program, mine, told)
    return answers.see(f"/desk/channels/{gateway}")


def _form(request: Any, typed: Typed, channel: Channel, gateway: Open | None) -> HttpResponse:
    return answers.page(
        request,
        "team/channels_form.html",
        422 if typed.mistakes else 200,
        title=gateway.name if gateway else _(channel.title),
        about=_(channel.about),
        traces=channels_words.traces(channels_fields.can(channel, gateway)),
        form=channels_fields.form(channel, Shown(typed.fields, typed.mistakes), gateway),
        mistakes=typed.said_once(),
        gateway=gateway,
    )


@door(COORDINATOR, "GET", "POST")
def one(request: Any, gateway: int) -> HttpResponse:
    """How it is, what is pasted where, and trying it. A look and a try take seconds."""
    mine, now, typed = _mine(request, gateway), clock.now(), Typed(request.POST)
    do = typed.one_of("do", ("look", "send")) if request.method == "POST" else ""
    if do == "look":
        return _page(request, mine, typed, now, said=look_words(gateways_are_looked_at.look(mine, now)))
    if do == "send" and gateway_is_tried.can_be_tried(mine):
        to = _address(typed, mine, request.program.country)
        if typed.mistakes:
            return _page(request, mine, typed, now)
        carried = gateway_is_tried.send(mine, to, _test_words(mine), translation.get_language(), now)
        return _page(request, mine, Typed({}), now, said=carried_words(carried))
    if request.method == "POST":
        return answers.see(f"/desk/channels/{gateway}")
    return _page(request, mine, typed, now)


def _address(typed: Typed, mine: Open, country: str) -> str:
    words = typed.line("to", at_most=120, needed=_("Please write where to."))
    if mine.capabilities.address == "mail":
        name, _at, host = words.partition("@")
        found = words if name and "." in host and " " not in words else ""
    else:
        found = phone_number.read(words, country)
    if not found:
        typed.wrong("to", _("Please look at this again: nobody can be reached there."))
    return found


def _test_words(mine: Open) -> str:
    return f"{mine.settings['neutral']} {pgettext('sms', 'This is a test. There is nothing to do.')}".strip()


def look_words(found: Wellbeing) -> tuple[str, bool]:
    """What a look told, and whether all is well."""
    if found.trouble:
        return _(TROUBLES[found.trouble]), False
    if found.credit:
        return _("It lets us in. Credit left: %(credit)s") % {"credit": found.credit}, True
    if gateways_are_looked_at.lets_us_in(found):
        return _("It lets us in."), True
    return _("It cannot be asked how it is. Try it with a message."), True


def carried_words(carried: Carried) -> tuple[str, bool]:
    """What became of a test."""
    if carried.how == "sent":
        return _("It took the message. Look at your phone: it should be there in a moment."), True
    if carried.how == "unsure":
        return _("It did not answer in time. The message may have gone: look at your phone."), False
    why = TROUBLES.get(carried.trouble)
    return (f"{_('It did not go.')} {_(why) if why else ''}".strip(), False)


def _page(
    request: Any, mine: Open, typed: Typed, now: datetime, said: tuple[str, bool] | None = None
) -> HttpResponse:
    can, zone = mine.capabilities, request.here.zone
    light = next(each for each in lights.of(request.program.id, now.date()) if each.id == mine.id)
    waits_since = counted.waiting(request.program.id, now).get(mine.id)
    shown = Shown(typed.fields, typed.mistakes)
    actions = mine.channel.actions if mine.channel.pasted else ()
    pasted = [(each, channels_words.action_words(each), mine.setup.url(each)) for each in actions]
    kind = TRIED_AT.get(can.address, "text")
    label = _("Your own address") if kind == "email" else _("Your own number")
    return answers.page(
        request,
        "team/channels_one.html",
        422 if typed.mistakes else 200,
        one=seen(light, waits_since, now, zone),
        month=channels_words.spent(light, now.date()),
        said=said,
        steps=[_(step) for step in mine.channel.steps],
        pasted=pasted,
        is_local=bool(pasted) and mine.setup.address.startswith(LOCAL),
        traces=channels_words.traces(can),
        tried=shown("to", label, kind=kind, hint=_("It is not kept.")),
        can_be_tried=gateway_is_tried.can_be_tried(mine),
        begins=_begins(mine),
        is_new=mine.last_in_at is None,
        mistakes=typed.said_once(),
    )


def _begins(mine: Open) -> str:
    """How to see that something comes in; empty where the trial phones are the way."""
    can = mine.capabilities
    if mine.channel.only_tried:
        return ""
    if can.calls:
        return _("Ring the number from your own phone and let it go. “Last received” above then says so.")
    if can.answers_at_once:
        return _("Dial the code on your own phone. “Last received” above then says so.")
    return _("Write to it from your own phone. “Last received” above then says so, and you get an answer.")


@door(COORDINATOR, "GET", "POST")
def end(request: Any, gateway: int) -> HttpResponse:
    """Closed, after one more question: its people may be written to by another."""
    mine, typed = _mine(request, gateway), Typed(request.POST)
    others = [
        each
        for each in gateways.opened(request.program.id)
        if each.id != mine.id
        and each.capabilities.address == mine.capabilities.address
        and each.capabilities.longest > 0
        and not each.capabilities.answers_at_once
        and each.channel.only_tried == mine.channel.only_tried
    ]
    if request.method == "POST":
        wanted = identity(typed.raw("to"))
        to = next((each for each in others if each.id == wanted), None)
        gateway_is_set_up.close(mine, to, clock.now())
        return answers.see("/desk/channels")
    options = [(str(each.id), each.name) for each in others]
    options.append(("", _("Nobody, until they write themselves")))
    return answers.page(
        request,
        "team/channels_end.html",
        gateway=mine,
        people=reached.count(mine.id),
        to=Shown({"to": options[0][0]}).choice("to", _("Who writes to them from then on?"), options),
        has_others=bool(others),
    )
