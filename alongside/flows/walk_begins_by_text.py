"""Two people walk together from now on: the member with a phone is told who it is, and what they wrote while
nobody was there becomes their first words. Runs in the transaction in which the walk begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from alongside.flows import unasked_by_text
from alongside.flows.message_arrives import Kept, Said, arrive
from alongside.gateways import dialogs
from alongside.people import doors, reads
from alongside.rules.text_sentences import short
from alongside.rules.text_stands import Reply
from alongside.talk import reads as talks


def begun(member_id: int, peer_id: int, conversation_id: int, now: datetime) -> None:
    """Nothing happens where the member has no door but pages."""
    going = [each for each in talks.conversations_of(member_id) if each.ended_at is None]
    alone = all(each.conversation_id == conversation_id for each in going)  # else it was for another one
    given = alone and _give(member_id, conversation_id, now)
    door = unasked_by_text.reached([member_id], now).get(member_id)
    if door is not None:
        name = short(reads.names([peer_id]).get(peer_id, ""))
        reply = Reply("met_given" if given else "met", {"name": name})
        unasked_by_text.ask(door, "note", [reply], now)


def give_kept(conversation_ids: list[int], now: datetime) -> None:
    """Talks go on: what was written to them by a phone meanwhile, and could not be given, goes now."""
    for conversation_id in conversation_ids:
        for person_id in talks.people_in(conversation_id):
            _give(person_id, conversation_id, now, only_to=conversation_id)


def _give(person_id: int, conversation_id: int, now: datetime, *, only_to: int = 0) -> bool:
    """Whether there were words that waited, and they are said now."""
    said = False
    for door in doors.of([person_id]).get(person_id, []):
        stands = dialogs.of(door)
        if not stands.kept or (only_to and stands.to != only_to):
            continue
        lines = [
            Said(b"", conversation_id, f"kept {door.handle_id}/{now.timestamp()}/{number}", words,
                 channel=door.channel, by=person_id)
            for number, words in enumerate(stands.kept)
        ]  # fmt: skip
        if all(isinstance(answer, Kept) for answer in arrive(lines, now, frozenset())):
            dialogs.keep(door, replace(stands.answered(), kept=()).writes_to(conversation_id, now), now)
            said = True
    return said
