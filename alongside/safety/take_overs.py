""" "Rosa needs to stop for today. Would you like to go on with someone else for now?" The member is asked."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.safety.models import TakeOver

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Asked:
    """`answer`: yes, no, or empty while the member was not heard."""

    id: int
    conversation_id: int
    peer_id: int
    member_id: int
    asked_at: datetime
    answer: str


def ask(program_id: int, conversation_id: int, peer_id: int, member_id: int, now: datetime) -> bool:
    """The member is asked from now on. False where they are being asked already."""
    turn.required()
    if TakeOver.objects.filter(conversation_id=conversation_id, answer="").exists():
        return False
    TakeOver.objects.create(
        id=new_id(),
        program_id=program_id,
        conversation_id=conversation_id,
        peer_id=peer_id,
        member_id=member_id,
        asked_at=now,
    )
    return True


def answer(conversation_id: int, member_id: int, says: str, now: datetime) -> bool:
    """What the member would like. False where nothing is asked of them."""
    turn.required()
    asked = TakeOver.objects.filter(conversation_id=conversation_id, member_id=member_id, answer="")
    return asked.update(answer=says, answered_at=now) > 0


def newest(conversation_id: int) -> Asked | None:
    """What was asked last in this talk."""
    row = TakeOver.objects.filter(conversation_id=conversation_id).order_by("-asked_at", "-id").first()
    if row is None:
        return None
    return Asked(row.id, row.conversation_id, row.peer_id, row.member_id, row.asked_at, row.answer)


def leave(person_id: int) -> None:
    turn.required()
    TakeOver.objects.filter(Q(peer_id=person_id) | Q(member_id=person_id)).delete()
