"""What the house in full swing holds of channels: a gateway that nobody reaches, on this computer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alongside.channels import registry
from alongside.flows import gateway_is_set_up
from alongside.flows.gateway_is_set_up import Told

if TYPE_CHECKING:
    from conftest import Cast

NAME, SHOWN = "Jirani", "21454"
CHANNEL_WORDS = {NAME, SHOWN}


def channel_rows(cast: Cast, now: datetime) -> dict[str, str]:
    """The first program's one gateway, by what addresses call it."""
    registry.open_all()
    values = {"out_url": "http://127.0.0.1:9/send", "out_to": "to", "out_text": "text"}
    made = gateway_is_set_up.add(cast.program, "http", Told(NAME, SHOWN, values, {}), now)
    return {"<id:gateway>": str(made), "<slug:kind>": "http"}
