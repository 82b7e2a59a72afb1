"""When lines were said, for whoever must know where a talk began and ended. No words are opened."""

from collections.abc import Iterable
from datetime import datetime

from alongside.talk.models import Conversation, Membership, Message

LOOKED_BACK = 3_000  # lines at most


def last_said_between(program_ids: Iterable[int], after: datetime, until: datetime) -> list[int]:
    """The conversations of matches whose latest line was said then."""
    rows = Conversation.objects.filter(
        program_id__in=list(program_ids), kind="match", last_at__gt=after, last_at__lte=until
    )
    return list(rows.order_by("last_at").values_list("id", flat=True))


def times(conversation_ids: Iterable[int], after: datetime | None = None) -> list[datetime]:
    """When something was said in these conversations, the newest 3,000 times at most."""
    rows = Message.objects.filter(conversation_id__in=list(conversation_ids))
    if after is not None:
        rows = rows.filter(at__gt=after)
    return list(rows.order_by("-at").values_list("at", flat=True)[:LOOKED_BACK])


def team_talk_since(person_id: int, since: datetime) -> bool:
    """Whether a talk of the team with this person began since then."""
    rows = Membership.objects.filter(person_id=person_id, conversation__kind="team")
    return rows.filter(conversation__made_at__gte=since).exists()
