"""The recorded cases of every channel: what a provider sends, and what it answers.

Each stands in `channels/<kind>/recorded/*.json`:

    in:   {"name", "source", "setup": {values}, "action", "request": {"method", "query", "headers", "body" or
          "body_base64", "address"}, "genuine": true, "understood": true, "events": [{"type", ...}],
          "reply": {"status", "body"}}
    out:  {"name", "source", "setup": {values, "base": "{base}"}, "outgoing": {"to", "text", ...},
          "asked": {"method", "path", "query", "fields", "json", "headers"}, "provider": {"status", "body"},
          "carried": {"how", "trouble", "ref", "segments", "cost", "currency"}}
    call: the same with "joined": {"ours", "first", "second", "said", "language"} for "outgoing"

What is left out is not compared. `source` says in words where the payload comes from.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alongside import channels
from alongside.rules.channel import Carried, Event, Joined, Outgoing, Raw, Setup
from alongside.rules.channel_events import read

if TYPE_CHECKING:
    from alongside.channels.adapter import Adapter

ADDRESS = "https://help.example.org"
PATH = "a-secret-of-this-gateway"
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """One recorded case."""

    kind: str
    told: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.kind}: {self.told['name']}"

    @property
    def comes_in(self) -> bool:
        return "request" in self.told

    def setup(self, base: str = "") -> Setup:
        values = {
            name: value.replace("{base}", base) if isinstance(value, str) else value
            for name, value in self.told.get("setup", {}).items()
        }
        return Setup(1, 2, values, PATH, ADDRESS)

    def raw(self, **other: Any) -> Raw:
        """The request as it came; `other` replaces parts of it."""
        request = self.told["request"]
        body = request.get("body", "")
        if isinstance(body, dict | list):
            body = json.dumps(body)
        raw_body = base64.b64decode(request["body_base64"]) if "body_base64" in request else body.encode()
        query = request.get("query", "")
        action = self.told["action"]
        url = f"{ADDRESS}/in/{PATH}/{action}"
        made: dict[str, Any] = {
            "method": request.get("method", "POST"),
            "action": action,
            "url": f"{url}?{query}" if query else url,
            "query": query,
            "headers": {name.lower(): value for name, value in request.get("headers", {}).items()},
            "body": raw_body,
            "address": request.get("address", "127.0.0.1"),
        }
        return Raw(**{**made, **other})

    def events(self) -> list[Event]:
        return [read(json.dumps(each)) for each in self.told.get("events", [])]

    def outgoing(self) -> Outgoing:
        told = dict(self.told["outgoing"])
        if "voice" in told:
            told["voice"] = base64.b64decode(told["voice"])
        standard = {"ours": "1f", "at": NOW, "deadline": NOW + timedelta(hours=6)}
        return Outgoing(**{**standard, **told})

    def hand_over(self, adapter: Adapter, base: str) -> Carried:
        """Sends it, or rings the two."""
        if "joined" in self.told:
            return adapter.join(self.setup(base), Joined(**self.told["joined"]))
        return adapter.send(self.setup(base), self.outgoing())

    def private(self) -> list[str]:
        """What of it nobody may find in a log."""
        going = self.told.get("joined") or self.told["outgoing"]
        return [going[name] for name in ("to", "text", "first", "second") if name in going]

    def carried(self) -> Carried:
        told = dict(self.told["carried"])
        if told.get("cost") is not None:
            told["cost"] = Decimal(str(told["cost"]))
        return Carried(**told)


def cases(adapter: Adapter) -> list[Case]:
    """All recorded cases of a channel, by name of their files."""
    folder = Path(channels.__path__[0]) / adapter.__module__.split(".")[-2] / "recorded"
    found = []
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_text())
        found += [Case(adapter.kind, each) for each in (told if isinstance(told, list) else [told])]
    return found
