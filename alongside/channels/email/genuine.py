"""Whether the mail server before us found that a mail is from whom it says (RFC 8601).

Only the results of that one server count, by its name; it has to take away those that others wrote in its
name, as OpenDKIM, rspamd and OpenDMARC do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

COMMENT = re.compile(r"\([^()]*\)")
QUOTED = re.compile(r'"[^"]*"')
RESULT = re.compile(r"^\s*(dmarc|dkim|spf)\s*=\s*([a-z]+)\b(.*)$", re.IGNORECASE | re.DOTALL)


def is_proved(results: Sequence[str], server: str, sender: str) -> bool:
    """`results`: the headers, the topmost first. `sender`: the address in From."""
    ours = [told for told in map(_plain, results) if _by(told).casefold() == server.strip().casefold()]
    found = [match for told in ours for each in told.split(";")[1:] if (match := RESULT.match(each))]
    domain = sender.rsplit("@", 1)[-1].casefold()
    about = [(match[1].lower(), match[2].lower(), match[3]) for match in found]
    if any(how == "dmarc" and result == "fail" for how, result, _ in about):
        return False
    return any(result == "pass" and _is_of(domain, _domain(how, details)) for how, result, details in about)


def _plain(told: str) -> str:
    """Without comments and quoted strings: both may hold what a stranger wrote."""
    told = QUOTED.sub("", told)
    while (less := COMMENT.sub(" ", told)) != told:
        told = less
    return told


def _by(told: str) -> str:
    return (told.split(";")[0].split() or [""])[0]


def _domain(how: str, details: str) -> str:
    """The domain that a result speaks for."""
    names = {"dmarc": "header.from", "dkim": "header.(?:d|i)", "spf": "smtp.mailfrom"}
    match = re.search(rf"\b{names[how]}\s*=\s*(\S+)", details, re.IGNORECASE)
    return match[1].rsplit("@", 1)[-1].strip(".").casefold() if match else ""


def _is_of(domain: str, proved: str) -> bool:
    """The same domain, or one above or below it; never a bare top one."""
    if "." not in proved or "." not in domain:
        return proved == domain != ""
    return domain == proved or domain.endswith(f".{proved}") or proved.endswith(f".{domain}")
