"""Who asks, as limits count it, and a request that spells things oddly."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings

from alongside.run.bridge import address_of, environ


def scope(client: str, *headers: tuple[bytes, bytes]) -> dict[str, Any]:
    return {
        "method": "GET",
        "raw_path": b"/",
        "query_string": b"l=sw",
        "http_version": "1.1",
        "client": (client, 5000),
        "headers": list(headers),
    }


@pytest.mark.parametrize(
    ("https", "client", "told", "counted"),
    [
        (True, "127.0.0.1", b"203.0.113.9", "203.0.113.9"),
        (True, "127.0.0.1", b"198.51.100.7, 203.0.113.9", "203.0.113.9"),  # the first was made up
        (True, "127.0.0.1", b"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (True, "127.0.0.1", b"nonsense", "127.0.0.1"),
        (True, "198.51.100.4", b"203.0.113.9", "198.51.100.4"),  # no proxy of ours
        (False, "127.0.0.1", b"203.0.113.9", "127.0.0.1"),
    ],
)
def test_behind_our_own_proxy_people_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, https: bool, client: str, told: bytes, counted: str
) -> None:
    monkeypatch.setattr(settings, "HTTPS", https)
    assert address_of(scope(client, (b"x-forwarded-for", told))) == counted


def test_a_strange_charset_is_left_out() -> None:
    made = environ(scope("127.0.0.1", (b"content-type", b"text/html; charset=rot13")), b"")
    assert made["CONTENT_TYPE"] == "text/html"
