"""A person deletes everything: blocks by them and of them go."""

from django.db.models import Q

from alongside.base import turn
from alongside.safety.models import Block


def leave(person_id: int) -> None:
    turn.required()
    Block.objects.filter(Q(by_id=person_id) | Q(whom_id=person_id)).delete()
