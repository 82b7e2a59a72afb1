"""Whether a request is from Twilio: it signs the address it was given, and what it sends there.

The address is the one of this install as it is set, never what a Host header says.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from alongside.channels import read
from alongside.rules.channel import NotUnderstood, Raw

Algorithm = Literal["sha1", "sha256"]
PORTS = {"https": 443, "http": 80}


def signed(secret: str, url: str, pairs: Iterable[tuple[str, str]], algorithm: Algorithm = "sha1") -> str:
    """What stands in X-Twilio-Signature: over the address, and each field's name and value, in order."""
    fields = "".join(name + value for name, value in sorted(set(pairs)))
    made = hmac.new(secret.encode(), (url + fields).encode("utf-8", "replace"), algorithm)
    return base64.b64encode(made.digest()).decode()


def is_genuine(raw: Raw, token: str, shared_key: str) -> bool:
    """`token`: of the account. `shared_key`: the newer way, where they made one for what they send us."""
    told = raw.headers.get("x-twilio-signature", "")
    algorithm = _algorithm(raw.headers.get("x-twilio-webhooks-signature-settings", ""))
    secret = token if algorithm == "sha1" else shared_key
    if not told or not secret or algorithm is None:
        return False
    pairs = _signed_pairs(raw)
    if pairs is None:
        return False
    ours = [signed(secret, url, pairs, algorithm) for url in _with_and_without_port(raw.url)]
    return any(hmac.compare_digest(each.encode(), told.encode("utf-8", "replace")) for each in ours)


def _signed_pairs(raw: Raw) -> list[tuple[str, str]] | None:
    """A form's fields. Of anything else the address holds a digest, which is signed with it."""
    if "json" not in raw.headers.get("content-type", ""):
        try:
            return read.pairs(raw.body)
        except NotUnderstood:
            return None
    digest = parse_qs(raw.query).get("bodySHA256", [""])[0]
    same = hmac.compare_digest(
        hashlib.sha256(raw.body).hexdigest().encode(), digest.encode("utf-8", "replace")
    )
    return [] if same else None


def _algorithm(settings: str) -> Algorithm | None:
    """Said in a header where it is not the oldest one."""
    named = {part.strip() for part in settings.upper().split(",")}
    names = [each.removeprefix("ALGORITHM=").strip() for each in named if each.startswith("ALGORITHM=")]
    if not names or names == ["HMAC_SHA1"]:
        return "sha1"
    return "sha256" if names == ["HMAC_SHA256"] else None


def _with_and_without_port(url: str) -> list[str]:
    """Twilio signs either, and is not of one mind."""
    try:
        parts = urlsplit(url)
        if parts.port:
            return [url, parts._replace(netloc=parts.netloc.rpartition(":")[0]).geturl()]
    except ValueError:
        return [url]
    return [url, parts._replace(netloc=f"{parts.netloc}:{PORTS.get(parts.scheme, 80)}").geturl()]
