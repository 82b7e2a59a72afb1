"""Questions about blocks and help lines."""

from collections.abc import Iterable

from alongside.safety.models import Block


def blocked_in(conversation_ids: Iterable[int]) -> set[int]:
    """The conversations in which one has blocked the other: one question for a whole batch."""
    ids = list(conversation_ids)
    return (
        set(Block.objects.filter(conversation_id__in=ids).values_list("conversation_id", flat=True))
        if ids
        else set()
    )
