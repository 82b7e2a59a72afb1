"""Requests that nobody sends in earnest: made up from nothing, or from recorded ones by changing them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlencode

from hypothesis import strategies as st

from alongside.channels.tests.contract import ADDRESS, PATH, Case
from alongside.rules.channel import Raw
from tests.fuzz.judging import Target

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**30, -(10**30), 1e308, float("nan"), float("inf"),
    "", " ", "0", "-1", "9" * 400, "1" * 20,
    "\x00", "\ud800", "\udfff\ud800", "\u202e\u200f", "é" * 100,
    "👩\u200d👩", "%", "%zz", "+", "&=&", "*" * 300, "\r\nX-Other: 1", "<a>", "{}", "null", "٠١٢", "Ⅷ", "³4",
    [], [None], [[]], {}, {"": ""}, {"id": {}}, {"id": []}, [{"id": 1}],
    "2026-13-45T99:99:99Z", "99999-01-01", "+" + "9" * 60, "tel:+254711000111",
)  # fmt: skip
PIECES = (
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\r\n\r\n",
    b"&",
    b"=",
    b"%",
    b"{",
    b"[",
    b'"',
    b"\\u",
    b"<",
)
HEADERS = (
    "content-type",
    "x-twilio-signature",
    "x-twilio-webhooks-signature-settings",
    "x-hub-signature-256",
    "x-telegram-bot-api-secret-token",
    "authorization",
    "content-length",
)
KINDS = (
    "application/json",
    "application/x-www-form-urlencoded",
    "text/plain",
    "multipart/form-data",
    "",
    "\x00",
)

texts = st.text(max_size=60) | st.sampled_from([each for each in ODD if isinstance(each, str)])
# Addresses and headers come as bytes, and are read as latin-1: they hold nothing else.
latin = texts.map(lambda text: text.encode("latin-1", "replace").decode("latin-1"))
odd_json: st.SearchStrategy[Any] = st.sampled_from(ODD) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@st.composite
def from_nothing(draw: st.DrawFn, target: Target) -> Raw:
    """Any bytes, form or JSON, with any headers, to any of its addresses."""
    body = draw(
        st.binary(max_size=400)
        | st.dictionaries(texts, texts, max_size=8).map(_coded)
        | odd_json.map(lambda told: json.dumps(told).encode())
    )
    query = draw(
        st.just("") | st.dictionaries(st.text(max_size=8), texts, max_size=4).map(_coded_text) | latin
    )
    names = st.sampled_from(HEADERS) | latin
    headers = draw(st.dictionaries(names, latin | st.sampled_from(KINDS), max_size=5))
    action = draw(st.sampled_from(target.adapter.actions or ("in",)))
    method = draw(st.sampled_from(["POST", "GET", "PUT", ""]))
    url = f"{ADDRESS}/in/{PATH}/{action}?{query}"
    return Raw(
        method, action, url, query, headers, body, draw(st.sampled_from(["", "127.0.0.1", "::1", "x"]))
    )


@st.composite
def from_recorded(draw: st.DrawFn, case: Case) -> Raw:
    """A request that was recorded, with something in it that should not be there."""
    raw = case.raw()
    change = draw(st.sampled_from(["value", "value", "value", "bytes", "cut", "twice", "headers", "query"]))
    other: dict[str, Any] = {}
    match change:
        case "value":
            other = {"body": with_odd_value(draw, raw.body)}
        case "bytes":
            at = draw(st.integers(0, len(raw.body)))
            over = draw(st.integers(0, 4))
            other = {"body": raw.body[:at] + draw(st.sampled_from(PIECES)) + raw.body[at + over :]}
        case "cut":
            other = {"body": raw.body[: draw(st.integers(0, len(raw.body)))]}
        case "twice":
            other = {"body": raw.body + draw(st.sampled_from(PIECES)) + raw.body}
        case "headers":
            name = draw(st.sampled_from(sorted({*raw.headers, *HEADERS})))
            other = {"headers": {**raw.headers, name: draw(latin | st.sampled_from(KINDS))}}
        case "query":
            query = with_odd_value(draw, raw.query.encode("latin-1")).decode("latin-1")
            other = {"query": query, "url": f"{ADDRESS}/in/{PATH}/{raw.action}?{query}"}
    return case.raw(**other)


def with_odd_value(draw: st.DrawFn, body: bytes) -> bytes:
    """One value of a form or of JSON, wherever it stands, is something else."""
    try:
        told = json.loads(body)
    except ValueError:
        return _odd_form(draw, body)
    places = list(_places(told))
    if not places:
        return json.dumps(draw(odd_json)).encode()
    place = draw(st.sampled_from(places))
    inner = told
    for step in place[:-1]:
        inner = inner[step]
    if draw(st.booleans()) or isinstance(inner, list):
        inner[place[-1]] = draw(odd_json)
    else:
        del inner[place[-1]]
    return json.dumps(told).encode()


def _odd_form(draw: st.DrawFn, body: bytes) -> bytes:
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    if not pairs:
        return _coded({draw(texts): draw(texts)})
    at = draw(st.integers(0, len(pairs) - 1))
    changed = (
        [(pairs[at][0], draw(texts))] if draw(st.booleans()) else draw(st.just([]) | st.just([pairs[at]] * 2))
    )
    return urlencode([*pairs[:at], *changed, *pairs[at + 1 :]], errors="surrogatepass").encode()


def _places(told: Any, so_far: tuple[Any, ...] = ()) -> Any:
    """The way to every value in JSON."""
    inner = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for name, value in inner:
        yield (*so_far, name)
        yield from _places(value, (*so_far, name))


def _coded(fields: dict[str, str]) -> bytes:
    return urlencode(fields, errors="surrogatepass").encode()


def _coded_text(fields: dict[str, str]) -> str:
    return _coded(fields).decode()
