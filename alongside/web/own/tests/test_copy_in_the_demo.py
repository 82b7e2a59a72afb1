"""Rows that real flows made open in a copy: a word bound to another place than the writer's would not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from alongside.flows import demo_is_filled as demo
from alongside.flows import person_asks_what_we_hold as asked
from alongside.flows.tests.full_life import table
from alongside.rules.held import Whose
from alongside.rules.held_words import KINDS
from alongside.web.held_words import Reader, shown
from alongside.web.own.copy import GROUPS_OF_A_COPY

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

# Kinds of rows in which words stand: somebody’s own, or the last screen of a phone that dialled.
WRITTEN = {
    *("break", "card", "day", "dialling", "handle", "help_asked", "if_quiet", "kept_words", "lost_words"),
    *("night_letter", "outside_contact", "parting_line", "person", "plan", "profile", "report", "request"),
    *("next_step", "that_helped"),
}


def test_everybodys_rows_open_and_are_said_in_words(now: datetime) -> None:
    demo.fill(now)
    words: set[str] = set()
    kinds: set[str] = set()
    everybody: Any = table("Person")._default_manager.select_related("program").all()
    for person in everybody:
        who = Whose(person.pk, person.program_id, person.key_id, person.program.key_id)
        for group in GROUPS_OF_A_COPY:
            rows = list(asked.held(who, group))
            reader = Reader("UTC", asked.named(rows))
            assert all(shown(row, reader).words for row in rows)
            kinds |= {row.kind for row in rows}
            words |= {row.kind for row in rows if row.words}
    assert words == WRITTEN
    assert kinds <= set(KINDS)
    assert "after_talk" in kinds  # its one word is sealed as well
