"""Whatever is sent to the forms of a heavy talk, a report, silence and outside contact: never a failure."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from tests.house import in_full_swing

if TYPE_CHECKING:
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NAMES = (
    *("do", "says", "wish", "days", "whom", "skip", "choice", "words", "line", "before", "clause", "how"),
    *("consented", "decided_by", "second", "told_before", "why_not", "tried", "shared", "happened", "note"),
    "for_them",
)
HOSTILE = {
    "a null byte": urlencode([(name, "a\x00b") for name in NAMES]).encode(),
    "half a character": b"&".join(name.encode() + b"=%ED%A0%80%FF" for name in NAMES),
    "markup": urlencode([(name, '"><script>alert(1)</script>') for name in NAMES]).encode(),
    "far too long": urlencode([(name, "x" * 2_400) for name in NAMES]).encode(),
    "very large numbers": urlencode([(name, "9" * 60) for name in NAMES]).encode(),
    "large numbers": urlencode([(name, "9" * 17) for name in NAMES]).encode(),
    "below zero": urlencode([(name, "-1") for name in NAMES]).encode(),
    "other digits": urlencode([(name, "١٢٣") for name in NAMES]).encode(),
    "three hundred lines": urlencode([("line", str(n)) for n in range(300)] + [("choice", "other")]).encode(),
    "the end of time": urlencode([("happened", "9999-12-31T23:59"), ("decided_by", "1")]).encode(),
    "no form at all": b"%%%;;&&&===&=&%00=%00",
}
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_forms_of_safety(cast: Cast, sign_in: SignIn, now: datetime, body: bytes) -> None:
    house = in_full_swing(cast, now)
    rows, talk = house.safety, f"/talk/{house.conversation}"
    asked = {
        cast.peer: (
            *(f"{talk}/{page}" for page in ("heavy", "quiet", "report", "outside")),
            *(f"/desk/after/{house.conversation}", f"/desk/after/{rows.note}/kept"),
        ),
        cast.member: (
            *(f"{talk}/{page}" for page in ("someone-else", "quiet", "report")),
            f"/me/outside/{rows.contact}",
        ),
        cast.supervisor: (
            *(f"/program/backup/{rows.backup}", f"/program/reports/{rows.report}"),
            *(f"/program/outside/{rows.contact}", f"/program/quiet/{rows.quiet}"),
            f"/program/after/{rows.note}",
        ),
    }
    for who, addresses in asked.items():
        browser = sign_in(who)
        for address in addresses:
            answer = browser.post(address, body, content_type=FORM)
            assert answer.status_code in (200, 303, 422), (address, answer.status_code)
            assert b"<script>alert" not in answer.content, address
            assert browser.get(address).status_code in (200, 405), address
