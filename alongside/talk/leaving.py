"""A person deletes everything: their places in conversations end, and their words go."""

from dataclasses import dataclass
from datetime import datetime

from alongside.base import turn
from alongside.talk.models import Conversation, Membership, Message, VoiceNote


@dataclass(frozen=True, slots=True)
class Left:
    """The keys to destroy, and the conversations whose open pages should look again."""

    key_ids: list[int]
    conversation_ids: list[int]


def leave_everything(person_id: int, now: datetime) -> Left:
    """Ends each conversation of this person and empties their lines. The others keep their own.

    Their voice notes go. The lines keep their numbers, so that an open page finds no hole where
    words were.
    """
    turn.required()
    places = list(Membership.objects.filter(person_id=person_id).order_by("conversation_id"))
    ids = [place.conversation_id for place in places]
    locked = Conversation.objects.select_for_update().filter(id__in=ids).order_by("id")
    open_ones = [conversation.id for conversation in locked if conversation.ended_at is None]
    Conversation.objects.filter(id__in=open_ones).update(ended_at=now, ended_by=person_id, paused_by=None)
    for place in places:
        Message.objects.filter(
            program_id=place.program_id, conversation_id=place.conversation_id, seat=place.seat
        ).update(sealed=b"")
        VoiceNote.objects.filter(
            program_id=place.program_id, conversation_id=place.conversation_id, seat=place.seat
        ).delete()
    Membership.objects.filter(person_id=person_id).update(left_at=now, seen_n=0, reading_until=None)
    return Left([place.key_id for place in places], ids)
