"""What an HTTP answer other than a success means for a message, where the provider says no more."""

from __future__ import annotations

from alongside.rules.channel import Carried
from alongside.rules.channel_troubles import ADDRESS, CREDIT, REFUSED, SILENT, STRANGE, TOO_FAST


def carried(status: int) -> Carried:
    """A gateway in the middle that gave up (502, 504) may have handed it on: nobody knows."""
    match status:
        case 401 | 403 | 407:
            return Carried("later", REFUSED)
        case 402:
            return Carried("later", CREDIT)
        case 404 | 405 | 410:
            return Carried("later", ADDRESS)
        case 400 | 413 | 414 | 415 | 422:
            return Carried("never", STRANGE)
        case 429:
            return Carried("slower", TOO_FAST)
        case 503:
            return Carried("later", SILENT)
    return Carried("unsure", SILENT) if status >= 500 else Carried("later", STRANGE)
