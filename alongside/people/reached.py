"""Who is reached by a gateway: a number, and what becomes of them when it closes."""

from django.db.models import Q

from alongside.base import turn
from alongside.people.models import Handle


def count(gateway_id: int) -> int:
    """How many phones and addresses are written to by it, or dial it."""
    by = Q(gateway_id=gateway_id) | Q(ussd_gateway_id=gateway_id)
    return Handle.objects.filter(by, stopped_at=None).count()


def moves(gateway_id: int, to: int | None) -> None:
    """They are written to by another gateway from now on; None: not before they write again."""
    turn.required()
    Handle.objects.filter(gateway_id=gateway_id).update(gateway_id=to)
    Handle.objects.filter(ussd_gateway_id=gateway_id).update(ussd_gateway_id=None)
