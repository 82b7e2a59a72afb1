"""Phones that are only tried: whose they are."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from alongside.people import doors
from alongside.people.doors import Door
from alongside.people.models import Handle


def phones_of(program_id: int, gateway_id: int) -> list[Door]:
    """Every phone that was heard by this gateway last, the oldest first."""
    by = Q(gateway_id=gateway_id) | Q(ussd_gateway_id=gateway_id)
    rows = Handle.objects.filter(by, program_id=program_id, channel="phone", person__deleted_at=None)
    return list(doors.these(rows.order_by("id").values_list("id", flat=True)).values())


def phones_with(program_id: int, numbers: Iterable[str]) -> list[Door]:
    """Whoever has one of these numbers, who came first before the others."""
    hashes = [doors.hash_of("phone", number) for number in numbers]
    rows = Handle.objects.filter(
        program_id=program_id, channel="phone", found_by__in=hashes, person__deleted_at=None
    )
    return list(doors.these(rows.order_by("id").values_list("id", flat=True)).values())
