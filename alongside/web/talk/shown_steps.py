"""What a member shows their peer of what they want to do next: a small line by the talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.flows import step_is_set

if TYPE_CHECKING:
    from alongside.matching.walks import Walk


def shown_steps(walk: Walk | None, person_id: int) -> list[str]:
    """For the peer of this walk alone, while they walk together."""
    if walk is None or walk.peer_id != person_id:
        return []
    return [step.words for step in step_is_set.shown_in(walk)]
