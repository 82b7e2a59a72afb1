"""Whatever is sent to any form of any page, by whom it opens to: plain words, and never a failure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from alongside import web
from alongside.flows import keys_are_destroyed
from tests.house import in_full_swing
from tests.test_doors import LIVE, undone
from tests.who_may_open import rows

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

WHO = ("stranger", "member", "other_member", "peer", "supervisor", "coordinator")
FORM = "application/x-www-form-urlencoded"
FIELD = r"\b(?:raw|line|lines|text|one_of|some_of|number|ticked|_whole|get|getlist)\(\s*\"([a-z_0-9]+)\""
FIELDS = sorted(
    {
        name
        for file in Path(web.__file__).parent.rglob("*.py")
        if "tests" not in file.parts
        for name in re.findall(FIELD, file.read_text())
    }
)
# Answers that lead past the first question of a page, so that the rest of its form is read as well.
ANSWERS = {
    "adult": "yes",
    "to": "end",
    "device": "own",
    "step": "send",
    "wish": "ring",
    "how": "met",
    "kind": "nurse",
    "choice": "other",
    "word": "3",
    "days": "3",
    "says": "yes",
    "may": "yes",
    "clause": "consent",
    "consented": "yes",
    "told_before": "yes",
    "do": "ask",
    "when": "keep",
}


def form(value: str, **known: str) -> bytes:
    return urlencode([*((name, value) for name in FIELDS if name not in known), *known.items()]).encode()


HOSTILE = {
    "a null byte and markup": form('a\x00"><script>alert(1)</script>'),
    "half a character": b"&".join(name.encode() + b"=%ED%A0%80%FF" for name in FIELDS),
    "a very large number": form("9" * 60, **ANSWERS),
    "the largest number of a row": form(str(10**18 - 1), **ANSWERS),
    "the last day there is": form("9999-12-31", **ANSWERS),
    "the first hour there is": form("0001-01-01T00:00", **ANSWERS),
    "a thirteenth month": form("2026-13-45T25:61", **ANSWERS),
    "line ends": form("\r\n\t‮🌻\n" * 9, **ANSWERS),
    "everything twice": form("1") + b"&" + form("2"),
}


def test_the_fields_of_every_page_are_found() -> None:
    assert {"words", "line", "peer", "how", "happened", "whom", "code", "letter", "day", "hour"} <= set(
        FIELDS
    )


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_every_form_of_every_page(
    cast: Cast, now: datetime, sign_in: SignIn, stranger: Client, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_are_destroyed, "finish", lambda now: 0)
    house = in_full_swing(cast, now)
    browsers = {who: stranger if who == "stranger" else sign_in(getattr(cast, who)) for who in WHO}
    wrong = []
    for (pattern, method), got in rows().items():
        if method == "POST" and (pattern, method) not in LIVE:
            who = next((one for one in WHO if got[one] != 404), "")
            if who:
                status, page = sent(browsers[who], house.address(pattern), body)
                if status not in (200, 204, 303, 404, 422, 429) or b"<script>alert" in page:
                    wrong.append((who, pattern, status))
    assert wrong == []


def sent(browser: Client, address: str, body: bytes) -> tuple[int, bytes]:
    """The answer, undone. Whatever a page raises fails the test where it was raised."""
    kept = {name: cookie.value for name, cookie in browser.cookies.items()}
    with undone():
        answer = browser.generic("POST", address, body, content_type=FORM)
    browser.cookies.clear()
    browser.cookies.load(kept)
    return answer.status_code, answer.content
