"""The promise has changed: a member reads it in the place of the box to write, and then writes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from alongside.people import reads
from alongside.web.context import words_of
from alongside.web.promised import promise_lines


@dataclass(frozen=True, slots=True)
class Changed:
    """The promise as it stands now, for who has not read it yet."""

    version: int
    lines: list[str]


def changed(request: Any) -> Changed | None:
    """What this member should read first, if there is anything. It asks the database only then."""
    here = request.here
    if "member" not in here.roles or here.promise_seen >= request.program.promise_version:
        return None
    promise = reads.promise_of(here.program_id)
    if promise is None or here.promise_seen >= promise.version:
        return None
    return Changed(promise.version, promise_lines(promise, words_of(request.program)["peer"]))
