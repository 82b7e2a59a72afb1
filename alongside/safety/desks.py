"""What of this room waits on a desk: one question for all of it, in narrow rows without anybody's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateField,
    DateTimeField,
    F,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast

from alongside.rules.quiet import HELLO, RING
from alongside.safety.models import (
    Backup,
    Block,
    HelpAsked,
    HelpLine,
    IfQuiet,
    KeptWords,
    OutsideContact,
    Report,
)
from alongside.safety.quiet_wishes import Wish

CALL, REPORT, OUTSIDE, ASKED, TALK_ASKED = "call", "report", "outside", "asked", "talk asked"
QUIET, LINE, KEPT, BLOCKED = "quiet", "line", "kept", "blocked"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that waits. What a kind has no use for is None."""

    kind: str
    id: int
    conversation_id: int | None = None
    person_id: int | None = None  # whom it is about
    by: int | None = None  # who told it
    taken_by: int | None = None  # who of the team sees to it
    code: str | None = None  # the choice of a report, the wish of who goes quiet
    days: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    done_at: datetime | None = None
    day: date | None = None

    def wish(self, program_id: int, now: datetime) -> Wish:
        """A row of kind QUIET as the wish it is."""
        return Wish(
            self.id,
            program_id,
            self.conversation_id or 0,
            self.person_id or 0,
            self.code or "",
            self.days,
            self.done_at,
            self.done_at,
            self.since or now,
        )


COLUMNS: dict[str, Any] = {
    "kind": CharField(),
    "id": BigIntegerField(),
    "conversation_id": BigIntegerField(),
    "person_id": BigIntegerField(),
    "by": BigIntegerField(),
    "taken_by": BigIntegerField(),
    "code": CharField(),
    "days": BigIntegerField(),
    "since": DateTimeField(),
    "until": DateTimeField(),
    "done_at": DateTimeField(),
    "day": DateField(),
}
WISH = {
    "conversation_id": "conversation_id",
    "person_id": "person_id",
    "code": "wish",
    "days": "days",
    "since": "at",
    "done_at": Case(When(wish=HELLO, then=F("greeted_at")), default=F("opened_at")),
}


def for_team(program_id: int, since: datetime, rung_before: date) -> dict[str, list[Row]]:
    """By kind, the longest waiting first: what is open in this program; what somebody outside was told since
    then, or nobody has looked at again; who agreed to be missed; help lines nobody rang since that day."""
    going_on = {"program_id": program_id, "closed_at": None}
    asked = Case(When(words=b"", then=Value(TALK_ASKED)), default=Value(ASKED))
    told = OutsideContact.objects.filter(program_id=program_id)
    told = told.filter(Q(at__gte=since) | Q(reviewed_at=None, person__isnull=False))
    wishes = IfQuiet.objects.filter(program_id=program_id, wish__in=(HELLO, RING))
    not_rung = Q(checked_on=None) | Q(checked_on__lte=rung_before)
    return _by_kind(
        _rows(
            Backup.objects.filter(**going_on),
            Value(CALL),
            {"person_id": "peer_id", "taken_by": "answered_by_id", "since": "made_at"},
        ),
        _rows(
            Report.objects.filter(**going_on),
            Value(REPORT),
            {
                "person_id": "about_id",
                "by": "by_id",
                "taken_by": "taken_by_id",
                "code": "choice",
                "since": "at",
            },
        ),
        _rows(
            told,
            Value(OUTSIDE),
            {"person_id": "person_id", "since": "at", "until": "review_by", "done_at": "reviewed_at"},
        ),
        _rows(HelpAsked.objects.filter(**going_on), asked, {"taken_by": "taken_by_id", "since": "made_at"}),
        _rows(wishes, Value(QUIET), WISH),
        _rows(HelpLine.objects.filter(not_rung, program_id=program_id), Value(LINE), {"day": "checked_on"}),
    )


def for_peer(peer_id: int, talks: Iterable[int], closed: Iterable[int]) -> dict[str, list[Row]]:
    """By kind: lines of theirs that somebody would like to keep, who else in these talks agreed to a hello,
    and which of those other talks somebody blocked."""
    wishes = IfQuiet.objects.filter(conversation_id__in=list(talks), wish=HELLO).exclude(person_id=peer_id)
    return _by_kind(
        _rows(
            KeptWords.objects.filter(writer_id=peer_id, allowed=None),
            Value(KEPT),
            {"conversation_id": "conversation_id", "since": "asked_at"},
        ),
        _rows(wishes, Value(QUIET), WISH),
        _rows(
            Block.objects.filter(conversation_id__in=list(closed)),
            Value(BLOCKED),
            {"conversation_id": "conversation_id"},
        ),
    )


def _rows(found: Any, kind: Any, columns: dict[str, Any]) -> Any:
    """These rows with all columns of `Row`, those that are not named empty, each of one type throughout."""
    told = {"kind": kind, "id": "id", **columns}
    return found.order_by().values_list(
        *(
            Cast(F(value) if isinstance(value, str) else value, field)
            for value, field in ((told.get(name, Value(None)), field) for name, field in COLUMNS.items())
        )
    )


def _by_kind(first: Any, *others: Any) -> dict[str, list[Row]]:
    rows = [Row(*each) for each in first.union(*others, all=True)]
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda each: (each.since is not None, each.since, each.id)):
        found.setdefault(row.kind, []).append(row)
    return found
