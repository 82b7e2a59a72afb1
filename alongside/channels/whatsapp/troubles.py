"""Meta's error codes, and what each means for us. What is not listed here is strange."""

from collections.abc import Mapping

from alongside.rules.channel import How
from alongside.rules.channel_troubles import (
    ADDRESS,
    CREDIT,
    REFUSED,
    SENDER,
    SILENT,
    STOPPED,
    STRANGE,
    TEMPLATE,
    TOO_FAST,
    UNKNOWN,
    WINDOW,
)

Means = tuple[How, str]

CODES: Mapping[int, Means] = {
    0: ("later", REFUSED),  # the token has ended
    190: ("later", REFUSED),
    3: ("later", REFUSED),  # it has no right to this
    10: ("later", REFUSED),
    131005: ("later", REFUSED),
    368: ("later", REFUSED),  # the account was stopped for breaking Meta's rules
    131031: ("later", REFUSED),
    1: ("later", SILENT),
    2: ("later", SILENT),
    131000: ("later", SILENT),
    131016: ("later", SILENT),
    131053: ("later", SILENT),
    131057: ("later", SILENT),
    4: ("slower", TOO_FAST),
    80007: ("slower", TOO_FAST),
    130429: ("slower", TOO_FAST),
    131048: ("slower", TOO_FAST),
    131056: ("slower", TOO_FAST),  # too many to one person
    133016: ("slower", TOO_FAST),
    33: ("later", SENDER),
    131037: ("later", SENDER),
    131045: ("later", SENDER),
    133010: ("later", SENDER),
    131042: ("later", CREDIT),
    131021: ("never", ADDRESS),  # our own number
    131026: ("never", ADDRESS),  # not on WhatsApp, or they blocked us: Meta does not tell which
    131030: ("never", ADDRESS),
    131047: ("never", WINDOW),
    131049: ("never", UNKNOWN),
    130472: ("never", UNKNOWN),
    131050: ("stopped", STOPPED),
    131051: ("never", STRANGE),
    132000: ("later", TEMPLATE),
    132001: ("later", TEMPLATE),
    132005: ("later", TEMPLATE),
    132007: ("later", TEMPLATE),
    132012: ("later", TEMPLATE),
    132015: ("later", TEMPLATE),
    132016: ("later", TEMPLATE),
}


def means(code: object, status: int = 400) -> Means:
    """What to do about a code, and why it did not go. `status`: of the answer it came in."""
    if isinstance(code, int) and code in CODES:
        return CODES[code]
    if status == 401 or (isinstance(code, int) and 200 <= code <= 299):
        return "later", REFUSED
    if status == 429:
        return "slower", TOO_FAST
    if status >= 500:
        return "later", SILENT
    return "never", STRANGE
