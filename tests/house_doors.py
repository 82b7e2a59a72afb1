"""What the house in full swing holds of doors beside the web: a phone, and a wish to be rung."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows import call_is_wished
from alongside.matching import call_wishes
from alongside.people import door_choices, doors

if TYPE_CHECKING:
    from conftest import Cast

DOOR_WORDS = {"WhatsApp", "Telegram"}


@dataclass(frozen=True)
class DoorRows:
    """The rows that addresses name."""

    handle: int
    call: int

    def numbers(self) -> dict[str, str]:
        return {"<id:handle>": str(self.handle), "<id:call>": str(self.call)}


def door_rows(cast: Cast, now: datetime) -> DoorRows:
    """`member` has a phone, and would like to be rung."""
    member = cast.member
    with turn.write():
        handle = doors.add(cast.program.id, member.id, member.key_id, "phone", "+254712345678", now)
        door_choices.set_shared(handle, False)
    assert call_is_wished.wish(member.id, now) == "peer"
    wished = call_wishes.open_of(member.id)
    assert wished is not None
    return DoorRows(handle=handle, call=wished.id)
