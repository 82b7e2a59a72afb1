"""Verbs about blocks and help lines. Each needs a transaction around it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db.models import Max

from alongside.base import turn
from alongside.safety import published_lines
from alongside.safety.models import Block, HelpLine


@dataclass(frozen=True, slots=True)
class Told:
    """A line as the program's team writes it."""

    name: str
    phone: str = ""
    sms: str = ""
    hours: str = ""
    who_for: str = ""
    for_children: bool = False
    languages: str = ""
    cost: str = ""
    police: str = ""
    source: str = ""


def block(program_id: int, conversation_id: int, by: int, whom: int, now: datetime) -> None:
    """`by` wants no more words of `whom`. A second time changes nothing."""
    turn.required()
    Block.objects.get_or_create(
        program_id=program_id, conversation_id=conversation_id, by_id=by, whom_id=whom, defaults={"at": now}
    )


def copy_published_lines(program_id: int, country: str) -> int:
    """Gives the program the published lines of a country; how many. What it has already is left alone."""
    turn.required()
    have = set(HelpLine.objects.filter(program_id=program_id).values_list("name", "phone", "sms"))
    new = [
        HelpLine(
            program_id=program_id,
            name=line.name,
            phone=line.phone,
            sms=line.sms,
            hours=line.hours,
            who_for=line.who_for,
            for_children=line.for_children,
            languages=line.languages,
            source=line.source,
            place=place,
        )
        for place, line in enumerate(published_lines.lines(country), _next_place(program_id))
        if (line.name, line.phone, line.sms) not in have
    ]
    HelpLine.objects.bulk_create(new)
    return len(new)


def add_line(program_id: int, told: Told) -> HelpLine:
    """A line at the end of the program's list."""
    turn.required()
    return HelpLine.objects.create(program_id=program_id, place=_next_place(program_id), **asdict(told))


def change_line(program_id: int, line_id: int, told: Told) -> bool:
    """Writes a line anew; False when the program has no such line. Another number was rung by nobody yet."""
    turn.required()
    lines = HelpLine.objects.filter(program_id=program_id, id=line_id)
    lines.exclude(phone=told.phone, sms=told.sms).update(checked_on=None, checked_by=None)
    return bool(lines.update(**asdict(told)))


def remove_line(program_id: int, line_id: int) -> bool:
    """Takes a line off the program's page; False when it has no such line."""
    turn.required()
    return bool(HelpLine.objects.filter(program_id=program_id, id=line_id).delete()[0])


def line_was_rung(program_id: int, line_id: int, by: int, day: date) -> bool:
    """`by` rang the line on this day, and it was right; False when the program has no such line."""
    turn.required()
    lines = HelpLine.objects.filter(program_id=program_id, id=line_id)
    return bool(lines.update(checked_on=day, checked_by_id=by))


def _next_place(program_id: int) -> int:
    last = HelpLine.objects.filter(program_id=program_id).aggregate(last=Max("place"))["last"]
    return 0 if last is None else last + 1
