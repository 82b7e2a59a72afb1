"""What has ended by itself is taken away: sessions, counts of attempts, invitations."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from alongside.base import turn
from alongside.people import attempts, door_links, link_codes, lost_words
from alongside.people.models import Attempt, Invitation, Session

INVITATIONS_KEPT = timedelta(days=30)
AT_ONCE = 1000


def _sessions(now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(ends_at__lte=now)


def _invitations(now: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(ends_at__lt=now - INVITATIONS_KEPT)


def anything_over(now: datetime) -> bool:
    """Whether `sweep` has anything to do: a transaction for nothing would wake the disk."""
    old = Attempt.objects.filter(day__lt=(now - attempts.KEPT).date())
    rows = (
        _sessions(now),
        _invitations(now),
        lost_words.over(now),
        link_codes.over(now),
        door_links.never_proved(now),
        old,
    )
    return any(each.exists() for each in rows)


def sweep(now: datetime) -> int:
    """Deletes what is over, some at a time; how many sessions and invitations."""
    turn.required()
    over = list(_sessions(now).values_list("id", flat=True)[:AT_ONCE])
    links = list(_invitations(now).values_list("id", flat=True)[:AT_ONCE])
    Session.objects.filter(id__in=over).delete()
    Invitation.objects.filter(id__in=links).delete()
    lost_words.over(now).delete()
    link_codes.over(now).delete()
    door_links.never_proved(now).delete()
    attempts.clear_old(now)
    return len(over) + len(links)
