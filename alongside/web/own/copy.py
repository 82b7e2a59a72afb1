"""A copy of everything, to take along: a page that needs nothing but itself, or JSON for machines.

Both are made piece by piece, so that ten thousand lines never lie in memory. Nothing of it is written to the
disk here. Docs: docs/decisions/0016-a-copy-to-take-along.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import INSIDE, door
from alongside.flows import person_asks_what_we_hold as asked
from alongside.flows.voice_note_is_heard import in_words
from alongside.people import reads
from alongside.rules.held import Held, Someone, Whose
from alongside.rules.held_words import GROUPS
from alongside.web import assets
from alongside.web.held_words import Reader, shown
from alongside.web.own.held import whose

if TYPE_CHECKING:
    from alongside.talk.holding import Line

SEEN = "seen"
FOR_HELPERS = {group.code for group in GROUPS if group.helpers}
GROUPS_OF_A_COPY = (*(group.code for group in GROUPS), SEEN)


@door(INSIDE)
def copy_to_read(request: Any) -> HttpResponse:
    """One page with everything, which opens without a network."""
    return _copy(request, "text/html; charset=utf-8", "my-copy.html", _page)


@door(INSIDE)
def copy_to_keep(request: Any) -> HttpResponse:
    """The same for machines."""
    return _copy(request, "application/json", "my-copy.json", _json)


def _copy(
    request: Any, kind: str, name: str, made: Callable[[Any, Whose, str], Iterator[str]]
) -> HttpResponse:
    pieces = made(request, whose(request), translation.get_language() or "en")
    answer: Any = StreamingHttpResponse((piece.encode() for piece in pieces), content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer  # type: ignore[no-any-return]  # a HttpResponse in all that matters here


def _json(request: Any, who: Whose, language: str) -> Iterator[str]:
    head = {"program": request.program.name, "made_at": clock.now().isoformat(), "held": []}
    yield json.dumps(head, ensure_ascii=False)[:-2]
    comma = ""
    for group in GROUPS_OF_A_COPY:
        rows = list(asked.held(who, group))
        names = asked.named(rows)
        yield "".join(
            f"{comma if at == 0 else ','}\n{_as_json(group, row, names)}" for at, row in enumerate(rows)
        )
        comma = "," if rows else comma
    yield '\n], "lines": ['
    comma = ""
    for conversation in asked.conversations(who):
        for lines in asked.lines(who, conversation):
            names = reads.names({line.by for line in lines})
            yield comma + ",".join(f"\n{_line_as_json(line, who, names)}" for line in lines)
            comma = ","
    yield "\n]}\n"


def _as_json(group: str, row: Held, names: dict[int, str]) -> str:
    def plain(value: Any) -> Any:
        if isinstance(value, Someone):
            return names.get(value.id)
        return value.isoformat() if isinstance(value, datetime | date) else value

    words = [
        {name: value for name, value in asdict(each).items() if value}
        | ({"by": plain(each.by)} if each.by else {})
        for each in row.words
    ]
    facts = {name: plain(value) for name, value in row.facts}
    told = {"group": group, "kind": row.kind, "at": plain(row.at), "words": words, "facts": facts}
    return json.dumps(told, ensure_ascii=False)


def _line_as_json(line: Line, who: Whose, names: dict[int, str]) -> str:
    told: dict[str, Any] = {
        "conversation": str(line.conversation_id),
        "n": line.n,
        "at": line.at.isoformat(),
        "by": names.get(line.by),
        "mine": line.by == who.person_id,
        "text": line.text,
    }
    if line.sound is not None:
        told["sound"] = {"kind": line.sound.kind, "seconds": line.sound.seconds, "base64": line.sound.as_text}
    return json.dumps(told, ensure_ascii=False)


def _page(request: Any, who: Whose, language: str) -> Iterator[str]:
    """Each piece is made in the reader's language and let go before the next."""
    made = partial(_piece, language)
    yield made(
        "own/copy_begins.html",
        style=mark_safe(assets.style()),  # noqa: S308  our own file
        program=request.program,
        at=Reader(request.here.zone, {}).moment(clock.now()),
        direction="rtl" if translation.get_language_info(language)["bidi"] else "ltr",
        language=language,
    )
    titles = {group.code: group.words for group in GROUPS}
    for group in GROUPS_OF_A_COPY:
        rows = list(asked.held(who, group))
        if not rows and group in FOR_HELPERS:
            continue
        reader = Reader(request.here.zone, asked.named(rows))
        yield made("own/copy_group.html", title=titles.get(group, ""), rows=rows, reader=reader)
    for conversation in asked.conversations(who):
        for begins, lines in enumerate(asked.lines(who, conversation)):
            reader = Reader(request.here.zone, reads.names({line.by for line in lines}))
            yield made("own/copy_lines.html", lines=lines, reader=reader, me=who.person_id, goes_on=begins)
    yield "</main></body></html>\n"


def _piece(spoken: str, template: str, **told: Any) -> str:
    with translation.override(spoken):
        if "rows" in told:
            told["rows"] = [shown(row, told["reader"]) for row in told["rows"]]
            told["title"] = _(told["title"]) if told["title"] else _("Who looked at it")
        if "lines" in told:
            told["lines"] = [
                (
                    told["reader"].names.get(line.by, _("Someone")),
                    told["reader"].moment(line.at),
                    line,
                    in_words(line.raw, spoken),
                )
                for line in told["lines"]
            ]
        return render_to_string(template, told)
