"""What Kannel says became of a text, and how Kannel is."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from alongside.channels.asking import Said
from alongside.rules.channel import State, Wellbeing
from alongside.rules.channel_troubles import ADDRESS, REFUSED, SILENT, STRANGE, UNKNOWN

DELIVERED, FAILED, WAITS_THERE, TAKEN_THERE, REFUSED_THERE, EXPIRED = 1, 2, 4, 8, 16, 32
NO_SUCH_NUMBER = re.compile(r"NACK/(0x0*b|11)/", re.IGNORECASE)
GONE_OR_OFF = re.compile(r"stat:(UNDELIV|EXPIRED)", re.IGNORECASE)


def became(bits: int, reply: str) -> tuple[State | None, str]:
    """The state that the bits of a report mean, and the trouble. `reply`: the operator's own words."""
    if bits & DELIVERED:
        return "delivered", ""
    if bits & EXPIRED:
        return "failed", ADDRESS  # the phone was off until it was too late
    if bits & (FAILED | REFUSED_THERE):
        gone = NO_SUCH_NUMBER.search(reply) or GONE_OR_OFF.search(reply)
        return "failed", ADDRESS if gone else UNKNOWN
    if bits & (TAKEN_THERE | WAITS_THERE):
        return "sent", ""
    return None, ""


def wellbeing(answer: Said) -> Wellbeing:
    """What its status page (status.xml) says: whether it runs, and who is connected."""
    if answer.status in (401, 403) or b"Denied" in answer.body[:200]:
        return Wellbeing(REFUSED)
    try:
        page = ElementTree.fromstring(answer.body)  # noqa: S314  Kannel's own page, small and without entities
    except ElementTree.ParseError:
        return Wellbeing(STRANGE)
    lines = [_said(each, "status") for each in page.iterfind("./smscs/smsc")]
    boxes = [_said(each, "id") or "smsbox" for each in page.iterfind("./boxes/box")]
    facts = {
        "status": _said(page, "status").partition(",")[0],
        "lines": str(sum(each.startswith("online") for each in lines)),
        "boxes": " ".join(boxes),
        "waiting": _said(page, "sms/storesize"),
    }
    alive = facts["status"] == "running" and facts["lines"] != "0" and boxes
    return Wellbeing("" if alive else SILENT, facts=facts)


def _said(element: ElementTree.Element, path: str) -> str:
    found = element.find(path)
    return (found.text or "").strip() if found is not None else ""
