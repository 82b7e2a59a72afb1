"""A coordinator sets a channel up, changes what is set, or closes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from alongside.base import turn
from alongside.gateways import writes
from alongside.outbox import closing
from alongside.people import reached

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.models import Program


@dataclass(frozen=True, slots=True)
class Told:
    """What a coordinator typed. `values` are sealed; the rest is what everybody there may know."""

    name: str
    shown: str
    values: Mapping[str, str]
    settings: Mapping[str, Any]


def add(program: Program, kind: str, told: Told, now: datetime) -> int:
    """A new gateway; its id."""
    with turn.write():
        return writes.add(
            program.id,
            program.key_id,
            kind,
            told.name,
            told.values,
            now,
            shown=told.shown,
            settings=told.settings,
        )


def change(program: Program, gateway: Open, told: Told) -> None:
    """Other values. Its addresses stay: nothing has to be pasted again."""
    with turn.write():
        writes.change(
            gateway.id,
            program.key_id,
            told.name,
            told.values,
            gateway.setup.path,
            shown=told.shown,
            settings=told.settings,
        )


def close(gateway: Open, to: Open | None, now: datetime) -> None:
    """Nothing comes or goes by it any more. `to`: by which its people are written to from now on; None: not
    before they write again."""
    with turn.write():
        reached.moves(gateway.id, to.id if to else None)
        if to is None:
            closing.ends(gateway.id, now)
        else:
            closing.moves(gateway.id, to.id)
        writes.close(gateway.id, now)
