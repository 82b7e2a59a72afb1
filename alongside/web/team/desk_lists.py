"""What waits for the team: each line of this list is a room's own question."""

from alongside.web.team import (
    after_talks,
    asked_help,
    backups,
    calls,
    channels_desk,
    gone_quiet,
    leaving,
    left_over,
    lines,
    lost,
    outside,
    reports,
)
from alongside.web.waiting_list import Lister

LISTERS: tuple[Lister, ...] = (
    backups.waits,
    reports.waits,
    outside.waits,
    gone_quiet.waits,
    after_talks.waits,
    asked_help.waits,
    calls.waits,
    channels_desk.waits,
    left_over.waits,
    lost.waits,
    lines.waits,
    leaving.waits,
)
