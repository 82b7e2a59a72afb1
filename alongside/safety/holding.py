"""What safety holds about a person: their plan, what they keep, what they asked for, wished and told.

What somebody told the team about another is not among what that other holds: their Trace tells them when it
is read (rules.report.learns), and never by whom it was told. Who blocked somebody is never told.
"""

import json
from collections.abc import Callable, Iterator

from django.db.models import Q

from alongside.rules.held import Held, Whose, held, parts, someone, wrote
from alongside.safety import asked_help, kept_words, plans, quiet_wishes, reports
from alongside.safety.holding_team import backups, duties, lines_rung, night_letters, outside, take_overs
from alongside.safety.models import Block, HelpAsked, IfQuiet, KeptWords, Plan, Report
from alongside.vault import keys


def _plan(whose: Whose) -> Iterator[Held]:
    for row in Plan.objects.filter(person_id=whose.person_id):
        text = keys.read(whose.key_id, row.words, plans.words_place(whose.person_id))
        yield held("plan", row.written_at, parts(text), shared_with_peer=row.shared)


def _kept_words(whose: Whose) -> Iterator[Held]:
    """What they keep; and which lines of theirs somebody was allowed to keep."""
    me = whose.person_id
    rows = KeptWords.objects.filter(Q(person_id=me) | Q(writer_id=me)).order_by("-asked_at")
    for row in rows.iterator():
        if row.person_id == me:
            text = kept_words.opened(row, whose.key_id)
            by = None if row.writer_id == me else someone(row.writer_id)
            given = row.allowed or None  # a no looks to the keeper like no answer yet
            yield held("kept_words", row.asked_at, wrote(text, by=by), line=row.n, allowed=given)
        else:
            yield held(
                "words_kept_of_you",
                row.asked_at,
                whom=someone(row.person_id),
                line=row.n,
                allowed=row.allowed,
            )


def _help_asked(whose: Whose) -> Iterator[Held]:
    """Their words, and the note of who answered. Who answered reads here only that they did."""
    me = whose.person_id
    rows = HelpAsked.objects.filter(Q(person_id=me) | Q(to_id=me) | Q(taken_by_id=me)).order_by("-made_at")
    for row in rows.iterator():
        theirs = row.person_id == me
        text = keys.read(whose.key_id, row.words, asked_help.words_place(row.id)) if theirs else None
        note = keys.read(whose.key_id, row.note, asked_help.note_place(row.id)) if theirs else None
        yield held(
            "help_asked" if theirs else "help_given",
            row.made_at,
            (*wrote(text), *wrote(note, "note", someone(row.taken_by_id))),
            sent_to=someone(row.to_id) if theirs else None,
            by=someone(row.taken_by_id),
            taken_at=row.taken_at,
            ended_at=row.closed_at,
        )


def _if_quiet(whose: Whose) -> Iterator[Held]:
    for row in IfQuiet.objects.filter(person_id=whose.person_id).order_by("-at"):
        text = keys.read(whose.key_id, row.ring, quiet_wishes.ring_place(row.id))
        yield held(
            "if_quiet",
            row.at,
            wrote(text),
            if_quiet=row.wish,
            days=row.days,
            opened_at=row.opened_at,
            greeted_at=row.greeted_at,
        )


def _blocks(whose: Whose) -> Iterator[Held]:
    for row in Block.objects.filter(by_id=whose.person_id).order_by("-at"):
        yield held("block", row.at, whom=someone(row.whom_id))


def _reports(whose: Whose) -> Iterator[Held]:
    me = whose.person_id
    rows = Report.objects.filter(Q(by_id=me) | Q(taken_by_id=me)).order_by("-at")
    for row in rows.iterator():
        if row.by_id == me:
            text = keys.read(row.key_id, row.words, reports.place("words", row.id))
            passages = keys.read(row.key_id, row.passages, reports.place("passages", row.id))
            yield held(
                "report",
                row.at,
                (*wrote(text), *parts(passages), *wrote(_for_them(row), "note", someone(row.taken_by_id))),
                report=row.choice,
                by=someone(row.taken_by_id),
                taken_at=row.taken_at,
                ended_at=row.closed_at,
            )
        else:
            yield held("report_taken", row.taken_at, ended_at=row.closed_at)


def _for_them(row: Report) -> str:
    """What the team wrote to whoever told it, when it was closed. Their own note is theirs."""
    told = keys.read(row.key_id, row.note, reports.place("note", row.id))
    return json.loads(told).get("for_them", "") if told else ""


# Table -> the page it is shown on (rules.held_words.GROUPS), and who reads it.
TABLES: dict[str, tuple[str, Callable[[Whose], Iterator[Held]]]] = {
    "Plan": ("help", _plan),
    "KeptWords": ("help", _kept_words),
    "IfQuiet": ("help", _if_quiet),
    "HelpAsked": ("help", _help_asked),
    "Block": ("told", _blocks),
    "Report": ("told", _reports),
    "OutsideContact": ("told", outside),
    "NightLetter": ("work", night_letters),
    "Backup": ("work", backups),
    "TakeOver": ("asked", take_overs),
    "Duty": ("team", duties),
    "HelpLine": ("team", lines_rung),
}
