"""What texts brought to a phone already: what is never sent again, and whom an answer is for."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, Min

from alongside.outbox.models import Text
from alongside.outbox.texts import ARRIVES, IN_VAIN, ON_THE_WAY


def last_at(handle_id: int, since: datetime) -> dict[int, datetime]:
    """Conversation -> when a line of it went to this phone last, of what went since then."""
    rows = Text.objects.filter(
        handle_id=handle_id, made_at__gt=since, conversation_id__isnull=False, state__in=ARRIVES
    )
    newest = rows.values_list("conversation_id").annotate(newest=Max("state_at")).order_by()
    return {talk: at for talk, at in newest if talk is not None}


def answers_since(handle_id: int, since: datetime) -> int:
    """How often we answered this address since then."""
    return Text.objects.filter(handle_id=handle_id, made_at__gt=since, kind="answer").count()


def lines(person_id: int, conversation_ids: Iterable[int]) -> dict[int, set[int]]:
    """Conversation -> the lines that texts brought, or are bringing, to this person."""
    rows = Text.objects.filter(
        person_id=person_id,
        conversation_id__in=list(conversation_ids),
        state__in={*ARRIVES, *ON_THE_WAY},
    )
    found: dict[int, set[int]] = {}
    for talk, from_n, to_n in rows.values_list("conversation_id", "from_n", "to_n"):
        if talk is not None:
            found.setdefault(talk, set()).update(range(from_n, to_n + 1))
    return found


def arrived_up_to(person_id: int, conversation_id: int) -> int:
    """Up to which line everything that was owed to this person went; 0 where nothing did.

    What still waits or went in vain is not among it: who texts meanwhile has not read it.
    """
    rows = Text.objects.filter(person_id=person_id, conversation_id=conversation_id)
    missing = rows.filter(state__in={"waiting", *IN_VAIN}).aggregate(first=Min("from_n"))["first"]
    went = rows.filter(state__in=ARRIVES)
    if missing is not None:
        went = went.filter(to_n__lt=missing)
    return int(went.aggregate(newest=Max("to_n"))["newest"] or 0)
