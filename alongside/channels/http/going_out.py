"""What a gateway is asked, and what its answer means, by the names its coordinator set down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from alongside.channels import asking, read, refused
from alongside.channels.asking import Said
from alongside.channels.http import written
from alongside.rules import text_units
from alongside.rules.channel import Carried, Outgoing
from alongside.rules.channel_troubles import (
    ADDRESS,
    CREDIT,
    REFUSED,
    SENDER,
    SILENT,
    STOPPED,
    STRANGE,
    TOO_FAST,
)

# What a coordinator may call an answer.
OUTCOMES: Mapping[str, Carried] = {
    "sent": Carried("sent"),
    "later": Carried("later", SILENT),
    "slower": Carried("slower", TOO_FAST),
    "credit": Carried("later", CREDIT),
    "refused": Carried("later", REFUSED),
    "sender": Carried("later", SENDER),
    "address": Carried("never", ADDRESS),
    "never": Carried("never", STRANGE),
    "stopped": Carried("stopped", STOPPED),
}
READ_AT_MOST = 20_000  # signs of an answer
_until = re.compile(r"[^\s\"'<>,;|]{1,120}")


def ask(values: Mapping[str, str], outgoing: Outgoing, reports: str) -> Said:
    """Hands a text over. Raises asking.Trouble. `reports`: where it may tell what became of it."""
    fields = _fields(values, outgoing, reports)
    url, told = values.get("out_url", ""), _known_by(values)
    match values.get("out_way", "form"):
        case "get":
            return asking.ask("GET", url, fields=fields, **told)
        case "json":
            return asking.ask("POST", url, json=written.nested(fields), **told)
    return asking.ask("POST", url, fields=fields, **told)


def credit(values: Mapping[str, str]) -> Said:
    """Asks for what is left."""
    return asking.ask("GET", values.get("credit_url", ""), **_known_by(values))


def meant(values: Mapping[str, str], answer: Said) -> Carried:
    """What became of the text. Where no answers are set down, any success is one."""
    known = {word.lower(): what for word, what in written.lines(values.get("ok_answers", "")).items()}
    said = found(answer, values.get("ok_where", "")).lower()
    if known:
        word = next((each for each in sorted(known, key=len, reverse=True) if _is(said, each, values)), None)
        outcome = OUTCOMES.get(known[word].lower(), Carried("later", STRANGE)) if word is not None else None
    else:
        outcome = OUTCOMES["sent"] if 200 <= answer.status < 300 else None
    if outcome is None:
        success = 200 <= answer.status < 300
        return Carried("later", STRANGE) if success else refused.carried(answer.status)
    if outcome.how == "sent" and values.get("ref_where"):
        return Carried("sent", ref=found(answer, values["ref_where"])[:120])
    return outcome


def found(answer: Said, where: str) -> str:
    """A place in JSON; in any other answer what follows these signs. Nowhere: all of it."""
    text = answer.body[: READ_AT_MOST * 4].decode("utf-8", "replace")[:READ_AT_MOST].strip()
    if not where:
        return text
    if text.startswith(("{", "[")):
        return read.at(answer.json(), where)
    _, sign, after = text.partition(where)
    next_word = _until.search(after[:400].lstrip(" :=\"'")) if sign else None
    return next_word.group() if next_word else ""


def _is(said: str, word: str, values: Mapping[str, str]) -> bool:
    """The very word at a place; of a whole answer its beginning."""
    return said == word if values.get("ok_where") else said.startswith(word)


def _fields(values: Mapping[str, str], outgoing: Outgoing, reports: str) -> list[tuple[str, str]]:
    fields = written.fixed(values.get("out_more", ""))
    if text_units.forces(outgoing.text):
        fields += written.fixed(values.get("out_wide", ""))
    sender = outgoing.sender or values.get("sender", "")
    named = [
        (values.get("out_to") or "to", _number(values, outgoing.to)),
        (values.get("out_text") or "text", outgoing.text),
        (values.get("out_sender", ""), sender),
        (values.get("out_id", ""), outgoing.ours),
        (values.get("out_reports", ""), reports),
    ]
    return fields + [(name, value) for name, value in named if name and value]


def _number(values: Mapping[str, str], number: str) -> str:
    match values.get("out_number", "plus"):
        case "bare":
            return number.removeprefix("+")
        case "zeros":
            return f"00{number.removeprefix('+')}"
    return number


def _known_by(values: Mapping[str, str]) -> dict[str, Any]:
    """How it knows us: a header with a key, or a name and a password."""
    told: dict[str, Any] = {}
    if values.get("out_header"):
        told["headers"] = {values["out_header"]: values.get("out_key", "")}
    if values.get("out_name"):
        told["basic"] = (values["out_name"], values.get("out_password", ""))
    return told
