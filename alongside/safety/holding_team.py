"""What safety holds about peers and team, and about who somebody outside was told of."""

from collections.abc import Iterator

from django.db.models import Q

from alongside.rules.held import Held, Whose, held, parts, someone, wrote
from alongside.safety import backups as calls
from alongside.safety import night_letters as letters
from alongside.safety import outside_contacts
from alongside.safety.models import Backup, Duty, HelpLine, NightLetter, OutsideContact, TakeOver
from alongside.vault import keys


def outside(whose: Whose) -> Iterator[Held]:
    """Whoever it is about reads all of it: it was done about them, under the promise they were given."""
    me = whose.person_id
    mine = Q(person_id=me) | Q(decided_by_id=me) | Q(second_id=me) | Q(reviewed_by_id=me)
    for row in OutsideContact.objects.filter(mine).order_by("-at").iterator():
        theirs = row.person_id == me
        place = outside_contacts.words_place(row.id)
        text = keys.read(row.key_id, row.words, place) if theirs else None
        yield held(
            "outside_contact" if theirs else "outside_contact_made",
            row.at,
            parts(text),
            clause=row.clause,
            decided_by=someone(row.decided_by_id),
            second=someone(row.second_id),
            told_before=row.told_before,
            consented=row.consented,
            happened_at=row.happened_at,
            review_by=row.review_by,
            reviewed_by=someone(row.reviewed_by_id),
            reviewed_at=row.reviewed_at,
            seen_at=row.seen_at if theirs else None,
        )


def take_overs(whose: Whose) -> Iterator[Held]:
    """A peer needed to stop for a day: both read what the member answered."""
    me = whose.person_id
    for row in TakeOver.objects.filter(Q(member_id=me) | Q(peer_id=me)).order_by("-asked_at"):
        other = row.peer_id if row.member_id == me else row.member_id
        yield held(
            "take_over",
            row.asked_at,
            with_whom=someone(other),
            by=someone(row.peer_id),
            answer=row.answer,
            answered_at=row.answered_at,
        )


def night_letters(whose: Whose) -> Iterator[Held]:
    for row in NightLetter.objects.filter(writer_id=whose.person_id).order_by("-written_on", "id"):
        text = keys.read(whose.key_id, row.words, letters.words_place(row.id))
        yield held(
            "night_letter", None, wrote(text), day=row.written_on, language=row.language, away_at=row.away_at
        )


def backups(whose: Whose) -> Iterator[Held]:
    """A call for backup: for the peer who called, and for who came. The note is read by who came."""
    me = whose.person_id
    rows = Backup.objects.filter(Q(peer_id=me) | Q(answered_by_id=me)).order_by("-made_at")
    for row in rows.iterator():
        came = row.answered_by_id == me
        place = calls.note_place(row.id)
        note = keys.read(whose.program_key_id, row.note, place) if came else None
        yield held(
            "backup_given" if came else "backup",
            row.made_at,
            wrote(note, "note"),
            whom=someone(row.peer_id) if came else None,
            by=None if came else someone(row.answered_by_id),
            answered_at=row.answered_at,
            ended_at=row.closed_at,
        )


def duties(whose: Whose) -> Iterator[Held]:
    for row in Duty.objects.filter(person_id=whose.person_id).order_by("weekday", "begins"):
        yield held("duty", None, weekday=row.weekday, begins=_clock(row.begins), ends=_clock(row.ends))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def lines_rung(whose: Whose) -> Iterator[Held]:
    for row in HelpLine.objects.filter(checked_by_id=whose.person_id).order_by("place"):
        yield held("line_rung", None, name=row.name, day=row.checked_on)
