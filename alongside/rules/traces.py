"""What can be in a person's Trace: a closed list of what somebody of the program did or looked at."""

from dataclasses import dataclass

from alongside.rules.said import said


@dataclass(frozen=True, slots=True)
class Kind:
    """A code that rows keep, and the sentence a person reads. `{name}` is who did it."""

    code: str
    words: str


REPORT_READ = Kind("report_read", said("{name} read a report that shows lines of yours."))
QUIET_OPENED = Kind(
    "quiet_opened", said("{name} opened the name of the person you want us to ring, because you went quiet.")
)
OUTSIDE = Kind("outside", said("{name} told someone outside about you. You can read what was shared."))
OUTSIDE_READ = Kind("outside_read", said("{name} looked again at what someone outside was told about you."))
LET_BACK = Kind(
    "let_back", said("{name} said that it was you, so that you could come back without your words.")
)
HELP_READ = Kind("help_read", said("{name} read what you wrote when you asked for someone to come or ring."))
NUMBER_SEEN = Kind("number_seen", said("{name} looked at your number, to ring you as you wished."))

KINDS = {
    kind.code: kind
    for kind in (REPORT_READ, QUIET_OPENED, OUTSIDE, OUTSIDE_READ, LET_BACK, HELP_READ, NUMBER_SEEN)
}
