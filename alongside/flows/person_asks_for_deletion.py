"""A person asks for deletion: everything about them goes, at once and for good.

One transaction empties their rows and condemns their keys: the person's own, and that of each conversation
they wrote in. Once it is on disk the keys are destroyed, and no copy of the words opens ever again, whoever
holds it. A crash in between loses nothing: what is condemned is finished at the next start.
"""

from datetime import datetime

from alongside.base import turn, wake
from alongside.flows import keys_are_destroyed
from alongside.gateways import leaving as gateways
from alongside.matching import leaving as matching
from alongside.outbox import due, notices
from alongside.people import availability
from alongside.people import leaving as people
from alongside.safety import leaving as safety
from alongside.steps import leaving as steps
from alongside.talk import leaving as talk
from alongside.vault import keys
from alongside.workforce import leaving as workforce


def delete(person_id: int, now: datetime, *, planned: bool = False, even_alone: bool = False) -> bool:
    """Deletes a member, a peer or one of the team. False where there is nobody (any more).

    Whoever they talked with keeps their own words and reads that the conversation was closed. `planned`: they
    asked for it some days ago, and it is done only if they have not changed their mind. The last coordinator
    of a program is refused (people.leaving.NobodyElseRunsIt), unless they had been deleted before.
    """
    with turn.write():
        gone = people.leave(person_id, now, planned=planned, even_alone=even_alone)
        if gone is None:
            return False
        walked = matching.leave(person_id, now)
        for peer_id in walked.peers_walked_with:
            availability.walk_ends(peer_id)
        left = talk.leave_everything(person_id, now)
        due.leave(person_id, left.conversation_ids)
        notices.leave(person_id)
        gateways.leave(person_id)
        told = safety.leave(person_id)
        steps.leave(person_id)
        workforce.leave(person_id)
        keys.condemn([gone.key_id, *left.key_ids, *told], now)
        _tell(person_id, left, walked)
    keys_are_destroyed.finish(now)
    return True


def _tell(person_id: int, left: talk.Left, walked: matching.Left) -> None:
    """Open pages look again: theirs, and those of whoever they talked with."""
    for conversation_id in left.conversation_ids:
        wake.nudge("talk", conversation_id)
    for peer_id in walked.peers_walked_with + walked.peers_asked:
        wake.nudge("desk", peer_id)
    for member_id in [person_id, *walked.members_walked_with]:
        wake.nudge("person", member_id)
