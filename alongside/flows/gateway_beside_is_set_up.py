"""Whoever runs this computer set a gateway up beside Alongside: the program gets it, or its new values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.gateways import reads, writes

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.models import Program


def set_up(program: Program, kind: str, name: str, values: Mapping[str, str], now: datetime) -> int:
    """The gateway's id. One that the program has of this kind gets the new values, and keeps its address."""
    there = beside(program, kind)
    with turn.write():
        if there is None:
            return writes.add(
                program.id, program.key_id, kind, name, values, now, shown=values.get("number", "")
            )
        writes.change(
            there.id,
            program.key_id,
            there.name,
            {**there.setup.values, **values},
            there.setup.path,
            shown=values.get("number", "") or there.shown,
            settings=there.settings,
        )
        return there.id


def beside(program: Program, kind: str) -> Open | None:
    """The program's own gateway of this kind, where it has one."""
    return next((each for each in reads.opened(program.id) if each.kind == kind), None)
