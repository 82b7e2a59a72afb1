"""Asking a provider over HTTP: one request, answered in time, and what it means when it is not."""

from __future__ import annotations

import json as as_json
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import urllib3

from alongside.channels import near

SECONDS = 15.0
ANSWER_AT_MOST = 2_000_000  # bytes
logging.getLogger("urllib3").setLevel(logging.ERROR)  # it would write whole addresses, with what is in them


class Trouble(Exception):
    """The provider was not reached, or did not answer."""


class NotReached(Trouble):
    """Nothing was handed over: it may be tried again without doubt."""


class NoAnswer(Trouble):
    """It was handed over, and no answer came: nobody knows."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered. Bodies may hold numbers and words: never log one."""

    status: int
    body: bytes
    headers: Mapping[str, str]

    def json(self) -> Any:
        """The body as JSON; an empty mapping where it is none."""
        try:
            return as_json.loads(self.body)
        except ValueError:
            return {}


_pool: urllib3.PoolManager | None = None


def ask(
    method: str,
    url: str,
    *,
    fields: Mapping[str, str] | list[tuple[str, str]] | None = None,
    json: Any = None,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    basic: tuple[str, str] | None = None,
    seconds: float = SECONDS,
    at_most: int = ANSWER_AT_MOST,
) -> Said:
    """One request. `fields` go as a form (GET: in the query). No redirects are followed, and nobody near is
    asked (channels.near). `seconds`: for each step; a body that trickles in has twice that in all."""
    if not url.lower().startswith(("http://", "https://")):
        raise NotReached
    told = dict(headers or {})
    if basic is not None:
        told.update(urllib3.make_headers(basic_auth=":".join(basic)))
    if fields is not None:
        coded = urlencode(fields)
        if method == "GET":
            url = f"{url}{'&' if '?' in url else '?'}{coded}"
        else:
            body = coded.encode()
            told.setdefault("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
    elif json is not None:
        body = as_json.dumps(json, ensure_ascii=False).encode()
        told.setdefault("Content-Type", "application/json")
    timeout = urllib3.Timeout(connect=min(seconds, 5.0), read=seconds)
    try:
        answer = _connections().request(
            method,
            url,
            body=body,
            headers=told,
            timeout=timeout,
            redirect=False,
            retries=False,
            preload_content=False,
        )
    except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as trouble:
        raise NotReached from trouble
    except (ValueError, urllib3.exceptions.SSLError) as trouble:  # no address, or what no request can hold
        raise NotReached from trouble
    except urllib3.exceptions.HTTPError as trouble:
        raise NoAnswer from trouble
    try:
        content = _read(answer, at_most, time.monotonic() + 2 * seconds)
        return Said(answer.status, content, {name.lower(): value for name, value in answer.headers.items()})
    except urllib3.exceptions.HTTPError as trouble:
        raise NoAnswer from trouble
    finally:
        answer.release_conn()


def _read(answer: urllib3.BaseHTTPResponse, at_most: int, until: float) -> bytes:
    """The whole body. One that is too long, or takes too long, is no answer."""
    content = bytearray()
    while piece := answer.read1(65_536, decode_content=True):
        content += piece
        if len(content) > at_most or time.monotonic() > until:
            answer.close()
            raise NoAnswer
    return bytes(content)


def _connections() -> urllib3.PoolManager:
    global _pool
    if _pool is None:
        _pool = near.pool()
    return _pool
