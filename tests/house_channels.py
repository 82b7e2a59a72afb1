"""What the house in full swing holds of channels: a gateway that nobody reaches, on this computer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.channels import registry
from alongside.gateways import writes
from alongside.run.settings import GATEWAYS_ADDRESS

if TYPE_CHECKING:
    from conftest import Cast

NAME, SHOWN, PATH = "Jirani", "21454", "a-path-of-the-house"
CHANNEL_WORDS = {NAME, SHOWN, *(f"{GATEWAYS_ADDRESS}/in/{PATH}/{action}" for action in ("in", "status"))}


def channel_rows(cast: Cast, now: datetime) -> dict[str, str]:
    """The first program's one gateway, by what addresses call it."""
    registry.open_all()
    values = {"out_url": "http://127.0.0.1:9/send", "out_to": "to", "out_text": "text"}
    with turn.write():
        made = writes.add(
            cast.program.id, cast.program.key_id, "http", NAME, values, now, shown=SHOWN, path=PATH
        )
    return {"<id:gateway>": str(made), "<slug:kind>": "http"}
