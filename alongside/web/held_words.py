"""A row that is held about somebody, as a page or the copy to take along shows it: all of it in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from alongside.rules import lived, loves, measures, tongues, traces
from alongside.rules.fit import Reason
from alongside.rules.held import Held, Someone, Value
from alongside.rules.held_facts import FACTS
from alongside.rules.held_words import KINDS, PARTS, VALUES
from alongside.rules.today import WORDS
from alongside.rules.week import Usually
from alongside.web.presence_words import usually_words
from alongside.web.reasons import reason_words

ITEMS = {item.code: item for items in measures.ITEMS.values() for item in items}


@dataclass(frozen=True, slots=True)
class Written:
    """Something that was written. `by`: a name, where it was somebody else."""

    part: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One row in words."""

    words: str
    at: str
    written: tuple[Written, ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom rows are put into words: where their clocks are set, and the names they may read."""

    zone: str
    names: Mapping[int, str]

    def name(self, someone: Someone) -> str:
        return self.names.get(someone.id) or _("someone who deleted everything about themselves")

    def name_of(self, value: Value | None) -> str:
        """The other side of a talk; without a name where there is none any more."""
        return self.names.get(value.id, _("Someone")) if isinstance(value, Someone) else _("Someone")

    def moment(self, at: datetime | None) -> str:
        """On the reader's own clock."""
        if at is None:
            return ""
        return formats.date_format(at.astimezone(ZoneInfo(self.zone)), "j F Y, H:i")


def shown(row: Held, reader: Reader) -> Shown:
    """This row in words, in the language of the page."""
    of = dict(row.facts)
    facts = ((name, _value(name, value, of, reader)) for name, value in row.facts)
    return Shown(
        _sentence(row, reader),
        reader.moment(row.at),
        tuple(
            Written(
                _(PARTS[each.part]) if each.part in PARTS else "",
                reader.name(each.by) if each.by else "",
                each.text,
            )
            for each in row.words
        ),
        tuple(
            (_(FACTS[name]), value) for name, value in facts if value and not _goes_without_saying(row, name)
        ),
    )


def _goes_without_saying(row: Held, name: str) -> bool:
    """What stands elsewhere on the page, or is as always; the file for another program has it all."""
    match name:
        case "trace" | "conversation":
            return True
        case "by_way_of":
            return dict(row.facts)[name] == "web"
        case "language":
            return row.kind in ("day", "answer")
        case _other:
            return False


def _sentence(row: Held, reader: Reader) -> str:
    facts = dict(row.facts)
    kind, by = traces.KINDS.get(str(facts.get("trace", ""))), facts.get("by")
    if row.kind == "trace" and kind:
        name = reader.name(by) if isinstance(by, Someone) else _("Someone of the team")
        return _(kind.words).format(name=name)
    return _(KINDS[row.kind])


def _value(name: str, value: Value, of: Mapping[str, Value], reader: Reader) -> str:
    if isinstance(value, Someone):
        return reader.name(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return reader.moment(value)
    if isinstance(value, date):
        return formats.date_format(value, "j F Y")
    if isinstance(value, tuple):
        return "; ".join(_several(name, value))
    if isinstance(value, int):
        return _number(name, value, of)
    return _coded(name, value)


def _coded(name: str, value: str) -> str:
    if name == "item" and value in ITEMS:
        return _(ITEMS[value].words)
    if name == "language":
        return tongues.name(value)
    if name in ("gender", "age_band"):
        return _(value)
    known = VALUES.get(name, {}).get(value)
    return _(known) if known else value


def _number(name: str, value: int, of: Mapping[str, Value]) -> str:
    item = ITEMS.get(str(of.get("item", "")))
    if name == "value" and item and item.answers.get(value):
        return f"{value} ({_(item.answers[value])})" if item.ladder else _(item.answers[value])
    if name == "word":
        return _(WORDS[value])
    if name == "hour":
        return f"{value:02}:00"
    if name == "weekday":
        return str(WEEKDAYS[value])
    return str(value)


def _several(name: str, values: Iterable[str]) -> Iterable[str]:
    for value in values:
        code, _space, how = value.partition(" ")
        match name:
            case "lived":
                yield _lived(value)
            case "loves":
                love = loves.by_code(value)
                yield _(love.words) if love else value
            case "tongues":
                yield tongues.name(value)
            case "weekdays":
                yield str(WEEKDAYS[int(value)])
            case "hours":
                yield f"{WEEKDAYS[int(code)]} {usually_words(Usually((how,)))}"
            case "reasons":
                yield from reason_words([Reason(code, how)], ())
            case "shown":
                yield f"{_lived(code)}: {_coded('may_be_shown', how)}"
            case _other:
                yield _coded(name, value)


def _lived(code: str) -> str:
    known = lived.by_code(code)
    return _(known.words) if known else code
