"""What waits for the team: each line of this list is a room's own question."""

from alongside.web.team import asked_help, leaving, left_over, lines, lost
from alongside.web.waiting_list import Lister

LISTERS: tuple[Lister, ...] = (
    asked_help.waits,
    left_over.waits,
    lost.waits,
    lines.waits,
    leaving.waits,
)
