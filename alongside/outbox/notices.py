"""The neutral note that something waits. However much waits, it is one note until they have looked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db.models import CharField, Count, Q, QuerySet, Value

from alongside.base import turn
from alongside.outbox.models import Notice

Kind = Literal["desk", "note", "number"]
DESK: Kind = "desk"
NOTE: Kind = "note"
NUMBER: Kind = "number"
COUNTED = "counted"  # what stands where a text has its state (outbox.counted)
TRIED_ANEW_AFTER = timedelta(days=1)  # an address that took nothing yesterday may take something today


@dataclass(frozen=True, slots=True)
class Owed:
    """A note to send. `tries` counts how often it did not go, `unsure` how often nobody knows."""

    person_id: int
    program_id: int
    kind: str
    since: datetime
    due_at: datetime
    tries: int
    unsure: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody's note stands. `trouble`: rules.sending, empty where nothing is wrong."""

    kind: str
    sent_at: datetime | None
    failed_at: datetime | None
    trouble: str


def tell(program_id: int, person_ids: Iterable[int], kind: Kind, now: datetime) -> None:
    """Something waits for these people: on a desk, or as a note for a member."""
    turn.required()
    people = set(person_ids)
    Notice.objects.bulk_create(
        (
            Notice(person_id=each, program_id=program_id, kind=kind, since=now, due_at=now)
            for each in sorted(people)
        ),
        ignore_conflicts=True,
    )
    again = Notice.objects.filter(person_id__in=people, kind=kind, failed_at__lte=now - TRIED_ANEW_AFTER)
    again.filter(due_at=None).update(since=now, due_at=now, tries=0, unsure=0)


def tell_at_once(program_id: int, person_id: int, kind: Kind, now: datetime) -> None:
    """As `tell`, whatever was told before: a new address is to be proved."""
    turn.required()
    Notice.objects.filter(person_id=person_id).delete()
    Notice.objects.create(person_id=person_id, program_id=program_id, kind=kind, since=now, due_at=now)


def due(now: datetime, at_most: int = 50) -> list[Owed]:
    """What is to be sent now, the oldest first."""
    rows = Notice.objects.filter(due_at__lte=now).order_by("due_at")[:at_most]
    return [
        Owed(row.person_id, row.program_id, row.kind, row.since, row.due_at, row.tries, row.unsure)
        for row in rows
        if row.due_at is not None
    ]


def put_off(owed: Owed, until: datetime) -> bool:
    """They are here and will see it themselves: looked at again then."""
    turn.required()
    return _as_it_was(owed).update(due_at=until) == 1


def claim(owed: Owed, again_at: datetime) -> bool:
    """True for exactly one of those who try. If no answer is written it falls due again at `again_at`."""
    turn.required()
    return _as_it_was(owed).update(due_at=again_at, tries=owed.tries + 1, unsure=owed.unsure + 1) == 1


def went(owed: Owed, claimed_until: datetime, now: datetime) -> None:
    """It was sent (or taken as sent): nothing more until they have looked."""
    turn.required()
    mine = Notice.objects.filter(person_id=owed.person_id, due_at=claimed_until)
    mine.update(due_at=None, sent_at=now, failed_at=None, trouble="", unsure=0)


def did_not_go(owed: Owed, claimed_until: datetime, trouble: str) -> None:
    """It certainly did not go; it is tried again when the claim says."""
    turn.required()
    mine = Notice.objects.filter(person_id=owed.person_id, due_at=claimed_until)
    mine.update(unsure=owed.unsure, trouble=trouble)


def given_up(owed: Owed, claimed_until: datetime, trouble: str, now: datetime) -> None:
    """It is not tried again. The team sees that, and so does the person."""
    turn.required()
    mine = Notice.objects.filter(person_id=owed.person_id, due_at=claimed_until)
    mine.update(due_at=None, failed_at=now, trouble=trouble, unsure=0)


def not_owed(owed: Iterable[Owed]) -> None:
    """There is no way to these people, and nothing is owed them beyond the pages."""
    turn.required()
    for each in owed:
        _as_it_was(each).delete()


def waits_for(person_id: int, *, on_a_talk: bool = False) -> bool:
    """Whether a look has to be written down. One question of a page, and mostly the answer is no."""
    return _ended_by_a_look(person_id, on_a_talk=on_a_talk).exists()


def looked(person_id: int, *, on_a_talk: bool = False) -> None:
    """They have looked: what waits from now on is told anew.

    `on_a_talk`: they opened a talk. What waits on a desk is then still unseen, unless they have come since
    they were told. That an address takes no mail stays known.
    """
    turn.required()
    _ended_by_a_look(person_id, on_a_talk=on_a_talk).delete()


def standing(person_id: int) -> Standing | None:
    """How this person's note stands, if there is one."""
    row = Notice.objects.filter(person_id=person_id).first()
    return Standing(row.kind, row.sent_at, row.failed_at, row.trouble) if row else None


def could_not_be_sent(program_id: int) -> dict[str, int]:
    """How many people of a program could not be told, by the trouble. Numbers only."""
    rows = Notice.objects.filter(program_id=program_id, failed_at__isnull=False).exclude(kind=NUMBER)
    return dict(rows.values_list("trouble").annotate(count=Count("person_id")).order_by("trouble"))


def counted(program_id: int, person_id: int) -> QuerySet[Notice, tuple[Any, ...]]:
    """`waits_for` of who looks, and `could_not_be_sent` of their program, as rows for their desk: trouble,
    COUNTED, how many could not be told, and whether a note is owed to who looks."""
    failed, mine = Q(program_id=program_id, failed_at__isnull=False), Q(person_id=person_id, failed_at=None)
    rows = Notice.objects.exclude(kind=NUMBER).filter(failed | mine).order_by().values("trouble")
    return rows.annotate(
        state=Value(COUNTED, CharField()),
        failed=Count("person_id", filter=failed),
        mine=Count("person_id", filter=mine),
    ).values_list("trouble", "state", "failed", "mine")


def leave(person_id: int) -> None:
    """Nothing is told to this person any more."""
    turn.required()
    Notice.objects.filter(person_id=person_id).delete()


def _as_it_was(owed: Owed) -> QuerySet[Notice]:
    return Notice.objects.filter(person_id=owed.person_id, due_at=owed.due_at, tries=owed.tries)


def _ended_by_a_look(person_id: int, *, on_a_talk: bool) -> QuerySet[Notice]:
    rows = Notice.objects.filter(person_id=person_id, failed_at=None).exclude(kind=NUMBER)
    return rows.filter(Q(kind=NOTE) | Q(sent_at__isnull=False)) if on_a_talk else rows
