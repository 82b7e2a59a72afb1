"""The channels a program has beside the web: how each of them is, what they cost, and what did not arrive."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import COORDINATOR, door
from alongside.gateways import kinds, lights
from alongside.outbox import counted
from alongside.rules import spending
from alongside.web import answers
from alongside.web.moments import when_words
from alongside.web.team import channels_fields, channels_words

if TYPE_CHECKING:
    from alongside.gateways.lights import Light


@door(COORDINATOR)
def channels(request: Any) -> HttpResponse:
    """Every channel at a glance."""
    program, now, zone = request.program, clock.now(), request.here.zone
    found = lights.of(program.id, now.date())
    begun = datetime.combine(now.date().replace(day=1), time(), UTC)
    people = counted.people(program.id, [each.id for each in found], begun)
    waiting = counted.waiting(program.id, now)
    lost = counted.not_brought(program.id, now)
    return answers.page(
        request,
        "team/channels.html",
        channels=[seen(each, waiting.get(each.id), now, zone) for each in found],
        costs=[_cost(each, people.get(each.id, 0)) for each in found],
        months=[(each.name, told) for each in found if (told := channels_words.spent(each, now.date()))],
        lost=channels_words.not_brought_in_all(lost),
        why=channels_words.not_brought(lost),
    )


def seen(light: Light, waits_since: datetime | None, now: datetime, zone: str) -> dict[str, Any]:
    """One channel, for a template."""
    channel = kinds.of(light.kind)
    return {
        "id": light.id,
        "name": light.name,
        "shown": light.shown,
        "kind": _(channel.title) if channel else "",
        "state": channels_words.state(light, waits_since, now, zone),
        "came": when_words(light.last_in_at, now, zone) if light.last_in_at else "",
        "went": when_words(light.last_out_at, now, zone) if light.last_out_at else "",
        "credit": light.credit,
    }


def _cost(light: Light, people: int) -> dict[str, Any]:
    """What went over it. Where nothing is paid for, no sums stand there."""
    channel = kinds.of(light.kind)
    in_parts = channel is not None and channels_fields.can(channel, None).unit == "segment"
    each = spending.for_each(light.spent, people)
    return {
        "name": light.name,
        "came": light.came,
        "went": light.went,
        "segments": light.segments if in_parts else "",
        "failed": light.failed,
        "spent": spending.shown(light.spent, light.currency) if light.spent else "",
        "each": spending.shown(each, light.currency) if each else "",
    }


@door(COORDINATOR)
def choose(request: Any) -> HttpResponse:
    """Which kind of channel is to be added."""
    groups: dict[str, list[dict[str, str]]] = {}
    for channel in kinds.everything():
        heading = channels_words.kind_of(channels_fields.can(channel, None))
        told = {"kind": channel.kind, "title": _(channel.title), "about": _(channel.about)}
        groups.setdefault(heading, []).append(told)
    return answers.page(request, "team/channels_choose.html", groups=groups.items())
