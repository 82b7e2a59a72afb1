"""All that gateways keep of a person is taken away."""

from alongside.base import turn
from alongside.gateways.models import Dialling, Dialog


def leave(person_id: int) -> None:
    """Where they stood in what was said over a phone."""
    turn.required()
    Dialog.objects.filter(person_id=person_id).delete()
    Dialling.objects.filter(person_id=person_id).delete()
