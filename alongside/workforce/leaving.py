"""A peer or one of the team deletes everything: their readiness goes, and their name beside others'."""

from alongside.base import turn
from alongside.workforce.models import AfterTalk, Break, Readiness, Tick


def leave(person_id: int) -> None:
    """Their own readiness goes. Who they made ready stays ready; the program names another supervisor."""
    turn.required()
    AfterTalk.objects.filter(peer_id=person_id).delete()
    Break.objects.filter(peer_id=person_id).delete()
    Tick.objects.filter(peer_id=person_id).delete()
    Tick.objects.filter(by_id=person_id).update(by=None)
    Readiness.objects.filter(peer_id=person_id).delete()
    Readiness.objects.filter(supervisor_id=person_id).update(supervisor=None)
    Readiness.objects.filter(made_ready_by_id=person_id).update(made_ready_by=None)
