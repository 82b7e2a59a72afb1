"""What two people who walk together agreed, said at the end and later: as one of them may read it."""

from collections.abc import Iterator

from django.db.models import Q

from alongside.matching.cards import note_place
from alongside.matching.models import (
    CallWish,
    Card,
    Ending,
    Match,
    Meanwhile,
    Meeting,
    NextTalk,
    PartingLine,
    ThatHelped,
)
from alongside.matching.parting import helped_place, line_place
from alongside.rules.held import Held, Someone, Whose, clock, held, someone, wrote
from alongside.vault import keys


def _theirs(whose: Whose) -> Q:
    """Rows of a walk this person is or was on."""
    return Q(match__member_id=whose.person_id) | Q(match__peer_id=whose.person_id)


def _other(match: Match, whose: Whose) -> Someone:
    return Someone(match.peer_id if match.member_id == whose.person_id else match.member_id)


def endings(whose: Whose) -> Iterator[Held]:
    """How it ended is told to whoever ended it. To the other it is an ending."""
    for row in Ending.objects.filter(_theirs(whose)).select_related("match").order_by("-at"):
        by_you = row.by == whose.person_id
        yield held(
            "ending",
            row.at,
            with_whom=_other(row.match, whose),
            ended_by="you" if by_you else "other",
            how=row.how if by_you else None,
            undo_until=row.undo_until if by_you else None,
        )


def meetings(whose: Whose) -> Iterator[Held]:
    for row in Meeting.objects.filter(_theirs(whose)).select_related("match").order_by("-on", "-at"):
        with_whom = _other(row.match, whose)
        yield held("meeting", row.at, with_whom=with_whom, day=row.on, met=row.how, by=someone(row.by_id))


def next_talks(whose: Whose) -> Iterator[Held]:
    for row in NextTalk.objects.filter(_theirs(whose)).select_related("match").order_by("-at"):
        yield held(
            "next_talk",
            row.said_at,
            with_whom=_other(row.match, whose),
            talk_at=row.at,
            by=someone(row.said_by_id),
            agreed_at=row.agreed_at,
        )


def meanwhiles(whose: Whose) -> Iterator[Held]:
    """What the member answered is theirs."""
    rows = Meanwhile.objects.filter(match__member_id=whose.person_id).select_related("match")
    for row in rows.order_by("-at"):
        yield held("meanwhile", row.at, with_whom=Someone(row.match.peer_id), meanwhile=row.answer)


def parting_lines(whose: Whose) -> Iterator[Held]:
    """Theirs, and what was written for them."""
    for row in PartingLine.objects.filter(_theirs(whose)).select_related("match", "by").order_by("-at"):
        text = keys.read(row.by.key_id, row.words, line_place(row.id))
        by = None if row.by_id == whose.person_id else Someone(row.by_id)
        yield held("parting_line", row.at, wrote(text, by=by), with_whom=_other(row.match, whose))


def that_helped(whose: Whose) -> Iterator[Held]:
    """The peer reads it once they have opened it, on a day they choose."""
    rows = ThatHelped.objects.filter(_theirs(whose)).select_related("match__member").order_by("-at")
    for row in rows:
        member = row.match.member
        theirs = member.id == whose.person_id
        opens = theirs or row.opened_at is not None
        text = keys.read(member.key_id, row.words, helped_place(row.id)) if opens else None
        yield held(
            "that_helped",
            row.at,
            wrote(text, by=None if theirs else Someone(member.id)),
            with_whom=_other(row.match, whose),
            not_before=None if theirs else row.not_before,
            opened_at=row.opened_at,
        )


def cards(whose: Whose) -> Iterator[Held]:
    """Cards they made, and cards that lead to them. Whom it is for is read by who wrote it."""
    me = whose.person_id
    rows = Card.objects.filter(Q(peer_id=me) | Q(made_by_id=me)).order_by("-made_at")
    for row in rows.iterator():
        mine = row.made_by_id == me
        text = keys.read(whose.key_id, row.note, note_place(row.id)) if mine else None
        yield held(
            "card",
            row.made_at,
            wrote(text),
            by=someone(row.made_by_id),
            leads_to=Someone(row.peer_id),
            conversation=str(row.conversation_id) if row.conversation_id else None,
            until=row.ends_at,
            used_at=row.used_at,
        )


def call_wishes(whose: Whose) -> Iterator[Held]:
    """Theirs, and those of others that they took up."""
    me = whose.person_id
    rows = CallWish.objects.filter(Q(person_id=me) | Q(taken_by_id=me)).order_by("-made_at")
    for row in rows.select_related("match").iterator():
        if row.person_id == me:
            yield held(
                "call_wish",
                row.made_at,
                with_whom=_other(row.match, whose) if row.match else None,
                safe_from=clock(row.safe_from),
                safe_until=clock(row.safe_until),
                by=someone(row.taken_by_id),
                taken_at=row.taken_at,
                rung=row.tries,
                ended_at=row.ended_at,
                call=row.ended_how or "open",
            )
        else:
            yield held("call_taken", row.taken_at or row.made_at, whom=Someone(row.person_id))
