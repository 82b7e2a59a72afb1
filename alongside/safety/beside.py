"""What of this room's is said beside a talk, in one question: the page of a talk asks it every time."""

from dataclasses import dataclass

from django.db import connection

NONE = "CAST(NULL AS bigint)"
ASKED = f"""
SELECT 'answered' AS what, id, {NONE} AS who, {NONE} AS talk FROM safety_if_quiet
WHERE conversation_id = %s AND person_id = %s
UNION ALL SELECT 'stops', id, peer_id, {NONE} FROM safety_take_over
WHERE conversation_id = %s AND member_id = %s AND answer = ''
UNION ALL SELECT 'outside', id, {NONE}, {NONE} FROM safety_outside_contact
WHERE person_id = %s AND seen_at IS NULL
UNION ALL SELECT 'called', id, answered_by_id, beside FROM safety_backup
WHERE conversation_id = %s AND peer_id = %s AND closed_at IS NULL
UNION ALL SELECT 'wanted', id, {NONE}, {NONE} FROM safety_kept_words
WHERE conversation_id = %s AND writer_id = %s AND allowed IS NULL
"""


@dataclass(frozen=True, slots=True)
class Beside:
    """`who` came to the peer's side, in the talk `with_them`, where they called. Numbers of rows, or none."""

    answered_if_quiet: bool = False
    peer_who_stops: int | None = None
    outside: int | None = None
    called: int | None = None
    who: int | None = None
    with_them: int | None = None
    line_is_wanted: bool = False  # somebody would like to keep a line of theirs


def of(conversation_id: int, person_id: int) -> Beside:
    """For this person in this talk."""
    here = [conversation_id, person_id]
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [*here, *here, person_id, *here, *here])
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    called, who, with_them = found.get("called", (None, None, None))
    return Beside(
        answered_if_quiet="answered" in found,
        peer_who_stops=found["stops"][1] if "stops" in found else None,
        outside=found["outside"][0] if "outside" in found else None,
        called=called,
        who=who,
        with_them=with_them,
        line_is_wanted="wanted" in found,
    )
