"""Twilio's numbers for what went wrong, and what each means for a text."""

from __future__ import annotations

from collections.abc import Mapping

from alongside.channels import read, refused
from alongside.channels.asking import Said
from alongside.rules.channel import Carried
from alongside.rules.channel_troubles import (
    ADDRESS,
    CREDIT,
    LATE,
    REFUSED,
    SENDER,
    STOPPED,
    STRANGE,
    TOO_FAST,
    UNKNOWN,
)

STOPPED_CODE = 21610  # they texted STOP, and Twilio lets nothing more through

# When a text is handed over. What the program has to mend waits, and does not fail.
HANDING_OVER: Mapping[int, Carried] = {
    **dict.fromkeys((20003, 20404, 20005, 30002), Carried("later", REFUSED)),
    **dict.fromkeys((20429, 14107, 21611, 30001, 63018), Carried("slower", TOO_FAST)),
    **dict.fromkeys((21211, 21214, 21217, 21265, 21612, 21614, 21635), Carried("never", ADDRESS)),
    21608: Carried("never", ADDRESS),  # an account on trial writes only to numbers it was shown
    21408: Carried("later", ADDRESS),  # texts to that country are not switched on
    **dict.fromkeys(
        (21212, 21603, 21606, 21659, 21660, 21661, 21701, 21703, 21705), Carried("later", SENDER)
    ),
    **dict.fromkeys((21602, 21605, 21617, 21619), Carried("never", STRANGE)),
    30010: Carried("later", CREDIT),  # it would cost more than is allowed
    STOPPED_CODE: Carried("stopped", STOPPED),
}

# Why a text that was taken did not arrive.
AFTERWARDS: Mapping[int, str] = {
    **dict.fromkeys((30003, 30004, 30005, 30006, 30011), ADDRESS),
    **dict.fromkeys((30032, 30034, 30035), SENDER),  # a number that is not registered with the carriers
    30001: TOO_FAST,
    30002: REFUSED,
    30010: CREDIT,
    30036: LATE,
    STOPPED_CODE: STOPPED,
}


def refusal(answer: Said) -> Carried:
    """What an answer other than a success means."""
    found = HANDING_OVER.get(read.number(read.at(answer.json(), "code")))
    return found or refused.carried(answer.status)


def why_failed(code: str) -> str:
    """The trouble behind an ErrorCode in a report."""
    return AFTERWARDS.get(read.number(code), UNKNOWN)
