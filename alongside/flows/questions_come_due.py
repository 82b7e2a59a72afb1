"""A talk is over, and its member may be owed a few questions: the first three, later four about the talk.

Never before a talk or in one, and none about a talk that ended by a block, a report, Help or Backup. The
three come again at their times, whether they were answered, skipped, or lapsed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.matching import walks
from alongside.people import reads as people
from alongside.rules import measures, talk_end
from alongside.safety import sittings as safety
from alongside.steps import questions
from alongside.talk import reads as talks
from alongside.talk import sittings

if TYPE_CHECKING:
    from alongside.matching.walks import Walk
    from alongside.rules.talk_end import Sitting

LOOKED_BACK = timedelta(days=1)  # at the start of a worker: what ended while none ran


@dataclass(slots=True)
class Watch:
    """Follows the talks that have gone quiet. Each is looked at once; two workers owe nothing twice."""

    until: datetime | None = None

    def follow(self, now: datetime) -> int:
        """Looks at what has ended since the last time; how many questions are owed newly."""
        quiet = now - talk_end.QUIET_FOR
        since = self.until or quiet - LOOKED_BACK
        made = after_talks(since, quiet, now) + lapse(now)
        self.until = quiet
        return made


def after_talks(since: datetime, until: datetime, now: datetime) -> int:
    """The talks whose last line was said in this time."""
    programs = [program.id for program in people.programs()]
    over = sittings.last_said_between(programs, since, until) if programs else []
    return sum(_after(walk, now) for walk in map(walks.walk_in, over) if walk is not None)


def _after(walk: Walk, now: datetime) -> bool:
    last = talk_end.sittings(sittings.times([walk.conversation_id]))[-1]
    asked = questions.asked(walk.member_id)
    owed = measures.after_talk(
        last.over_at,
        asked_before=asked.before,
        talks_since=_talks_since(walk.member_id, asked.last_talk_at) if asked.before else 0,
        went_hard=_went_hard(walk, last),
    )
    if owed is None or owed.ends_at <= now:
        return False
    about = walk.conversation_id if owed.kind == measures.UNDERSTOOD else None
    with turn.write():
        return questions.owe(walk.program_id, walk.member_id, owed, about)


def _talks_since(member_id: int, since: datetime | None) -> int:
    theirs = [each.conversation_id for each in talks.conversations_of(member_id) if each.kind == "match"]
    return len(talk_end.sittings(sittings.times(theirs, since)))


def _went_hard(walk: Walk, last: Sitting) -> bool:
    return (
        walk.how == "block"
        or safety.went_hard(walk.conversation_id, walk.member_id, last.begins)
        or sittings.team_talk_since(walk.member_id, last.begins)
    )


def lapse(now: datetime) -> int:
    """What nobody answered in its time counts as skipped, and the next is owed; how many newly."""
    made = 0
    for waited in questions.lapsed(now):
        with turn.write():
            if questions.settle(waited, now):
                made += owe_next(waited)
    return made


def owe_next(settled: questions.Waiting) -> bool:
    """The three questions come again at their time."""
    following = measures.next_brief(settled.occasion, settled.due_at)
    return following is not None and questions.owe(settled.program_id, settled.person_id, following)


def is_talking(person_id: int, now: datetime) -> bool:
    """Whether any talk of theirs goes on just now: then nothing is asked."""
    return any(
        not talk_end.is_over(each.last_at, each.ended_at, now) for each in talks.conversations_of(person_id)
    )
