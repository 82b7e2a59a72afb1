"""The form of a channel: what its adapter asks for, and what every channel has. No secret is shown again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from alongside.flows.gateway_is_set_up import Told
from alongside.gateways.reads import STANDARD
from alongside.rules import spending
from alongside.rules.channel import Setup
from alongside.web.fields import LONG, Field, Shown
from alongside.web.team import reading

if TYPE_CHECKING:
    from alongside.gateways.kinds import Channel
    from alongside.gateways.reads import Open
    from alongside.rules.channel import Capabilities
    from alongside.rules.channel import Field as Asked
    from alongside.web.typed import Typed

LINE, LINES = 500, 2000  # letters of a value
HIDDEN = "base"  # where the provider is, for tests: no coordinator has to know
DAYS = range(7, 3651)


@dataclass(frozen=True, slots=True)
class Form:
    """The questions, in the order of the page."""

    first: list[Field]
    more: list[Field]  # only where the provider asks for it
    standard: list[Field]

    def has_a_mistake(self) -> bool:
        """Whether what is folded away has to be seen."""
        return any(field.mistake for field in self.more)


def name_of(field: Asked) -> str:
    """Its name on the page: an adapter's own names may be the same as ours."""
    return f"value_{field.name}"


def kept(gateway: Open) -> dict[str, str]:
    """What is set up, as it stands in the form. No secret is among it."""
    settings = gateway.settings
    return {
        "name": gateway.name,
        "shown": gateway.shown,
        **{
            name_of(field): gateway.setup.values.get(field.name, "")
            for field in gateway.channel.fields
            if not field.secret
        },
        **{name: str(settings[name]) for name in ("person_pays", "ring_back", "neutral", "sender")},
        "price": spending.as_typed(int(settings["price_millionths"])),
        "currency": str(settings["currency"]),
        "ceiling": spending.as_typed(int(settings["ceiling_millionths"])),
        "silent_days": str(settings["silent_days"]),
    }


def standards(channel: Channel) -> dict[str, str]:
    """How the form of a new one begins."""
    told = {name_of(field): _(field.standard) if field.standard else "" for field in channel.fields}
    return {**told, "name": _(channel.title), "silent_days": str(STANDARD["silent_days"])}


def can(channel: Channel, gateway: Open | None) -> Capabilities:
    """What it can do, as far as that is known while it is being set up."""
    values = {field.name: field.standard for field in channel.fields}
    return channel.capabilities(gateway.setup if gateway else Setup(0, 0, values, "", ""))


def form(channel: Channel, shown: Shown, gateway: Open | None) -> Form:
    """Everything to be asked."""
    asked = [(each, _field(each, shown, gateway)) for each in channel.fields if each.name != HIDDEN]
    named = [
        shown("name", _("What the team calls it")),
        shown("shown", _("The number or name people reach it by"), hint=_("People can read it.")),
    ]
    return Form(
        first=[*named, *(field for each, field in asked if each.needed)],
        more=[field for each, field in asked if not each.needed],
        standard=_standard(channel, shown, gateway),
    )


def _field(asked: Asked, shown: Shown, gateway: Open | None) -> Field:
    name, label, hint = name_of(asked), _(asked.label), _(asked.help) if asked.help else ""
    if asked.choices:
        return shown.choice(name, label, [(code, _(words)) for code, words in asked.choices], hint=hint)
    if not asked.secret:
        return shown(name, label, hint=hint, kind=LONG if asked.lines else "text")
    if gateway is not None and gateway.setup.values.get(asked.name):
        hint = _("Kept. Type a new one to change it.")
    if asked.lines:
        return Field(name, label, "", shown.mistakes.get(name, ""), hint=hint, kind=LONG)
    return shown(name, label, hint=hint, kind="password", fills="new-password")


def _standard(channel: Channel, shown: Shown, gateway: Open | None) -> list[Field]:
    told = can(channel, gateway)
    fields = _for_people(shown) if told.costs_person else []
    if not told.calls:
        hint = _("They open the first answer. Choose some that tell nothing to others. Empty: none.")
        fields.append(shown("neutral", _("Neutral words"), hint=hint))
    if told.unit == "segment" and not any(each.name == "sender" for each in channel.fields):
        hint = _("At most 11 letters, or a number. Only where the provider lets you choose.")
        fields.append(shown("sender", _("Name texts come from"), hint=hint))
    if told.costs_program:
        fields += _for_money(shown)
    if told.address in ("phone", "whatsapp") and not told.calls:
        hint = _("Numbers change hands. After so long without a word we ask, with nothing private in it.")
        label = _("After how many days of silence do we ask “still you?”")
        fields.append(shown("silent_days", label, kind="number", hint=hint))
    return fields


def _for_people(shown: Shown) -> list[Field]:
    return [
        shown(
            "person_pays",
            _("What it costs the person"),
            hint=_("As you would say it: 1 shilling. People read it before their first answer."),
        ),
        shown(
            "ring_back",
            _("A number to ring and let go"),
            kind="tel",
            hint=_("It costs them nothing, and we ring back. Empty: there is none."),
        ),
    ]


def _for_money(shown: Shown) -> list[Field]:
    return [
        shown("currency", _("Currency"), hint=_("Three letters, such as KES.")),
        shown(
            "price",
            _("Price of one text for you"),
            hint=_("For 160 letters, or 70 with some such as ሰ. Only where the provider does not tell."),
        ),
        shown(
            "ceiling",
            _("At most in a month"),
            hint=_("We tell you at 80%. Talks that are going on are never cut off. Empty: no limit."),
        ),
    ]


def read(typed: Typed, channel: Channel, gateway: Open | None) -> Told:
    """A channel as it was typed. What was not typed of a secret stays as it is."""
    before = gateway.setup.values if gateway else {}
    name = typed.line("name", at_most=80, needed=_("Please give it a name."))
    shown = typed.line("shown", at_most=80)
    values = {each.name: _value(typed, each, before) for each in channel.fields if each.name != HIDDEN}
    if before.get(HIDDEN):
        values[HIDDEN] = before[HIDDEN]
    settings = _settings(typed, {field.name for field in _standard(channel, Shown({}), gateway)})
    known = {**(gateway.settings if gateway else {}), **settings}
    return Told(name, shown, {**before, **values}, known)


def _value(typed: Typed, asked: Asked, before: Mapping[str, str]) -> str:
    name, needed = name_of(asked), _("Please fill this in.")
    if asked.choices:
        return typed.one_of(name, dict(asked.choices), needed=_("Please choose one."))
    if asked.secret and not typed.raw(name).strip() and before.get(asked.name):
        return before[asked.name]
    needed = needed if asked.needed else ""
    if asked.lines:
        return typed.text(name, at_most=LINES, needed=needed)
    return typed.line(name, at_most=LINE, needed=needed)


def _settings(typed: Typed, asked: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "person_pays" in asked:
        found["person_pays"] = typed.line("person_pays", at_most=40)
        found["ring_back"] = reading.number(typed, "ring_back", at_most=20)
    if "neutral" in asked:
        found["neutral"] = typed.line("neutral", at_most=40)
    if "sender" in asked:
        found["sender"] = typed.line("sender", at_most=16)
    if "price" in asked:
        found |= _money(typed)
    if "silent_days" in asked:
        words = _("Please write a number of days from %(least)d to %(most)d.")
        least, most = DAYS[0], DAYS[-1]
        told = {"least": least, "most": most}
        found["silent_days"] = typed.number("silent_days", least, most, words % told)
    return found


def _money(typed: Typed) -> dict[str, Any]:
    sums = {}
    for name in ("price", "ceiling"):
        words = typed.line(name, at_most=20)
        read = spending.typed(words) if words else 0
        if read is None:
            typed.wrong(name, _("Please write an amount like 0.80 or 5000."))
        sums[f"{name}_millionths"] = read or 0
    currency = typed.line("currency", at_most=20).upper()
    if currency and not re.fullmatch(r"[A-Z]{3}", currency):
        typed.wrong("currency", _("Please write the three letters of the currency, such as KES."))
    elif not currency and any(sums.values()):
        typed.wrong("currency", _("Please write in which currency."))
    return {**sums, "currency": currency}
