"""Hostile requests to the live side: each is refused or answered, none breaks anything."""

from __future__ import annotations

import socket
from dataclasses import dataclass

import pytest

from tests.faults.installs import Install
from tests.faults.serving import Ear, Serving

pytestmark = pytest.mark.server

JSON = "Content-Type: application/json\r\n"
DEEP = b"[" * 15_000 + b"]" * 15_000


@dataclass(frozen=True)
class Asked:
    """A request to conversation TALK, as it is sent, and the status it gets."""

    line: str
    status: int
    body: bytes = b""
    headers: str = "Sec-Fetch-Site: same-origin\r\n"
    host: str = "127.0.0.1"
    signed_in: bool = True


def said(body: bytes, status: int = 422, what: str = "say") -> Asked:
    return Asked(f"POST /live/TALK/{what}", status, body)


FINE = b'{"text": "hello", "ref": "a-good-ref"}'
HOSTILE = [
    said(b""),
    said(b"nonsense"),
    said(b"null"),
    said(b"[]"),
    said(b'"text"'),
    said(b"12"),
    said(b"\xff\xfe\x00"),
    said(b'{"text": 5, "ref": "a-good-ref"}'),
    said(b'{"text": ["a"], "ref": "a-good-ref"}'),
    said(b'{"text": "a", "ref": 12345678}'),
    said(b'{"text": "a", "ref": "short"}'),
    said(b'{"text": "a", "ref": "' + b"r" * 65 + b'"}'),
    said(b'{"text": "a"}'),
    said(b'{"ref": "a-good-ref"}'),
    said(b'{"text": "a", "ref": "a-good-ref", "seen": "many"}'),
    said(b'{"text": "a", "ref": "a-good-ref", "seen": Infinity}'),
    said(b'{"text": "a", "ref": "a-good-ref", "seen": NaN}'),
    said(b'{"text": "a", "ref": "a-good-ref", "seen": ' + b"9" * 5000 + b"}"),
    said(b'{"text": "a", "ref": "a-good-ref", "seen": {"a": 1}}'),
    said(DEEP),
    said(b'{"text": "", "ref": "a-good-ref"}'),
    said(b'{"text": "\\u0000\\ud800 \\udfff\\u0007", "ref": "a-good-ref"}'),
    said(b'{"text": "' + b"x" * 4001 + b'", "ref": "a-good-ref"}'),
    said(b'{"text": "' + b"x" * 64_000 + b'", "ref": "a-good-ref"}'),
    said(
        b'{"text": "half \\ud83d \\u0000 and on", "ref": "' + b"\\ud800" * 8 + b'"}',
        200,
    ),
    said(b'{"text": "<script>alert(1)</script>", "ref": "a-script-ref", "seen": 99999999999999999999}', 200),
    said(b'{"text": "\'; DROP TABLE talk_message; --", "ref": "a-drop-ref", "seen": -5}', 200),
    said(b"[]", what="shown"),
    said(b'{"seen": []}', 200, what="shown"),
    said(b'{"seen": 1e999}', what="shown"),
    said(b'{"seen": -1, "view": "yes", "typing": {}}', 200, what="shown"),
    said(b'{"seen": 9223372036854775808}', 200, what="shown"),
    Asked("POST /live/TALK/say", 400, FINE, host="evil.example"),
    Asked("POST /live/TALK/say", 400, FINE, host=""),
    Asked("GET /live/TALK", 400, host="evil.example"),
    Asked("GET /live/TALK", 400, host="\xff\xfe:99999999"),
    Asked("POST /live/TALK/say", 403, FINE, headers="Sec-Fetch-Site: cross-site\r\n"),
    Asked("POST /live/TALK/say", 403, FINE, headers="Sec-Fetch-Site: same-site\r\n"),
    Asked("POST /live/TALK/say", 403, FINE, headers="Origin: http://evil.example\r\n"),
    Asked("POST /live/TALK/say", 403, FINE, headers="Origin: null\r\n"),
    Asked("POST /live/TALK/say", 403, FINE, headers="Origin: http://[\r\n"),
    Asked("POST /live/TALK/say", 403, FINE, headers=""),
    Asked("POST /live/TALK/say", 401, FINE, signed_in=False),
    Asked("POST /live/TALK/shown", 401, b'{"seen": 1}', signed_in=False),
    Asked("GET /live/TALK", 404, signed_in=False),
    Asked("PUT /live/TALK/say", 404, FINE),
    Asked("DELETE /live/TALK", 404),
    Asked("POST /live/TALK", 404, FINE),
    Asked("GET /live/TALK/say", 404),
    Asked("HEAD /live/TALK", 404),
    Asked("OPTIONS /live/TALK", 404),
    Asked("GET /live/TALK/say/more", 404),
    Asked("GET /live/", 404),
    Asked("GET /live/0", 404),
    Asked("GET /live/-1", 404),
    Asked("GET /live/" + "9" * 19, 404),
    Asked("GET /live/" + "9" * 4000, 404),
    Asked("GET /live/9223372036854775808", 404),
    Asked("GET /live/%D9%A1%D9%A2", 404),
    Asked("GET /live/%00", 404),
    Asked("GET /live/1%2Fsay", 404),
    Asked("GET /live/%FF%FE", 404),
    Asked("POST /live/" + "9" * 19 + "/say", 404, FINE),
]
BEGINNINGS = (
    "after=-1",
    "after=nine",
    "after=99999999999999999999",
    "after=%00",
    "x=" + "y" * 4000,
    "after=",
)


def status_of(house: Serving, asked: Asked) -> int:
    talk = house.talks[0]
    token = talk.tokens[0] if asked.signed_in else "nobody\xff"
    request = (
        f"{asked.line.replace('TALK', str(talk.id))} HTTP/1.1\r\nHost: {asked.host}\r\n{asked.headers}"
        f"Cookie: s={token}\r\n{JSON}Content-Length: {len(asked.body)}\r\n\r\n"
    ).encode("latin-1")
    with socket.create_connection(("127.0.0.1", house.port), timeout=10) as connection:
        connection.sendall(request + asked.body)
        got = connection.recv(4096)
    return int(got[9:12])


def test_each_gets_the_answer_it_deserves_and_nothing_breaks(install: Install) -> None:
    with Serving(install, talks=1) as house:
        answered = [(status_of(house, asked), asked) for asked in HOSTILE]
        assert [(got, asked) for got, asked in answered if got != asked.status] == []
        for beginning in BEGINNINGS:
            with Ear(house, house.talks[0], 1, query=beginning) as ear:
                assert ear.status() == 200
                ear.hear(3)
                assert ear.words() == [
                    "half   and on",
                    "<script>alert(1)</script>",
                    "'; DROP TABLE talk_message; --",
                ]
        assert house.errors() == []
