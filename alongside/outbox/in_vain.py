"""What could not be brought to somebody by their phone, of one talk."""

from dataclasses import dataclass
from datetime import datetime

from alongside.outbox.models import Text
from alongside.outbox.texts import IN_VAIN, ON_THE_WAY

LOOKED_AT = 200  # texts of a talk, the newest


@dataclass(frozen=True, slots=True)
class InVain:
    """Lines of a talk that could not be brought to somebody, since the last one that could."""

    since: datetime
    lines: int
    newest_n: int


def here(program_id: int, conversation_id: int) -> dict[int, InVain]:
    """Person -> what of this talk did not reach them by their phone lately. One question."""
    rows = Text.objects.filter(program_id=program_id, conversation_id=conversation_id).order_by(
        "-made_at", "-id"
    )
    done: set[int] = set()
    found: dict[int, InVain] = {}
    for person_id, state, at, from_n, to_n in rows.values_list(
        "person_id", "state", "made_at", "from_n", "to_n"
    )[:LOOKED_AT]:
        if person_id in done or state in (*ON_THE_WAY, "seen", "noticed"):
            continue
        if state not in IN_VAIN:
            done.add(person_id)
            continue
        newer = found.get(person_id)
        lines = (newer.lines if newer else 0) + to_n - from_n + 1
        found[person_id] = InVain(at, lines, max(newer.newest_n if newer else 0, to_n))
    return found
