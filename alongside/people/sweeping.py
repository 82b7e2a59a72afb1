"""What has ended by itself is taken away: sessions, counts of attempts, invitations."""

from datetime import datetime, timedelta

from alongside.base import turn
from alongside.people.models import Attempt, Invitation, Session

ATTEMPTS_KEPT = timedelta(days=2)
INVITATIONS_KEPT = timedelta(days=30)
AT_ONCE = 1000


def sweep(now: datetime) -> int:
    """Deletes what is over, some at a time; how many rows."""
    turn.required()
    over = list(Session.objects.filter(ends_at__lte=now).values_list("id", flat=True)[:AT_ONCE])
    old = list(
        Attempt.objects.filter(day__lt=(now - ATTEMPTS_KEPT).date()).values_list("id", flat=True)[:AT_ONCE]
    )
    links = list(
        Invitation.objects.filter(ends_at__lt=now - INVITATIONS_KEPT).values_list("id", flat=True)[:AT_ONCE]
    )
    Session.objects.filter(id__in=over).delete()
    Attempt.objects.filter(id__in=old).delete()
    Invitation.objects.filter(id__in=links).delete()
    return len(over) + len(old) + len(links)


def anything_over(now: datetime) -> bool:
    """Whether `sweep` has anything to do: a transaction for nothing would wake the disk."""
    return (
        Session.objects.filter(ends_at__lte=now).exists()
        or Attempt.objects.filter(day__lt=(now - ATTEMPTS_KEPT).date()).exists()
        or Invitation.objects.filter(ends_at__lt=now - INVITATIONS_KEPT).exists()
    )
