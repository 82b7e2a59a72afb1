"""How long people have been waiting: one figure, for who runs the install."""

from datetime import datetime, timedelta

from django.db.models import Min

from alongside.matching.models import Request


def longest(now: datetime) -> timedelta | None:
    """How long the one who waits longest has waited, in any program; None when nobody does."""
    since = Request.objects.filter(state__in=("asking", "waiting")).aggregate(since=Min("made_at"))["since"]
    return now - since if since else None
