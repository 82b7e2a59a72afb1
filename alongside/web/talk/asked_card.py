"""One small thing asked beside a talk: what its card shows."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """A small card above the box to write in: its template, and what that shows (as `asked`)."""

    template: str
    shows: dict[str, Any] = field(default_factory=dict)
