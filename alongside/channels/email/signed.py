"""Addresses that nobody can guess: notes+SECRET@example.org. One names a door, to be answered to; one names
a text, so that what comes back of it is known. Each is made from the gateway's own secret, which no page
shows."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from typing import Literal

from alongside.rules.channel import Setup

Kind = Literal["program", "answer", "returned"]
MARKS: dict[str, Kind] = {"a": "answer", "r": "returned"}
NUMBER = 8  # bytes
PROOF = 12  # bytes: 96 bits that only we can make
LONGEST_NAME = 64 - len("+a") - 32  # of what stands before the @ of the program's address


@dataclass(frozen=True, slots=True)
class Named:
    """What an address of ours stands for. `number`: of the door or of the text; 0 for the program itself."""

    kind: Kind
    number: int = 0


def own(setup: Setup) -> str:
    """The program's address."""
    return setup.values.get("address", "").strip().lower()


def answer_address(setup: Setup, door: int) -> str:
    """Where the person behind this door answers to."""
    return _address(setup, "a", door)


def return_address(setup: Setup, ours: str) -> str:
    """Where a mail server says that this text did not arrive. `ours`: its number, as hexadecimal digits; what
    stands after a dot is one part of it. What is no text has none."""
    digits = ours.partition(".")[0]
    is_number = len(digits) <= 2 * NUMBER and digits != "" and set(digits) <= set("0123456789abcdef")
    return _address(setup, "r", int(digits, 16)) if is_number else own(setup)


def thread(setup: Setup, door: int) -> str:
    """What holds together all that is written to one door. It is no address."""
    return base64.b32encode(_proof(setup, "t", door)).decode().rstrip("=").lower()


def opened(setup: Setup, address: str) -> Named | None:
    """What this address stands for here; None where it is none of ours, or was made up."""
    name, _, domain = address.strip().lower().rpartition("@")
    own_name, _, own_domain = own(setup).rpartition("@")
    if not own_name or domain != own_domain:
        return None
    if name == own_name:
        return Named("program")
    token = name.removeprefix(f"{own_name}+")
    if token == name or token[:1] not in MARKS:
        return None
    try:
        held = base64.b32decode(f"{token[1:].upper()}{'=' * (-len(token[1:]) % 8)}")
    except (binascii.Error, ValueError):
        return None
    number = int.from_bytes(held[:NUMBER], "big")
    if not hmac.compare_digest(held[NUMBER:], _proof(setup, token[0], number)):
        return None
    return Named(MARKS[token[0]], number)


def _address(setup: Setup, mark: str, number: int) -> str:
    name, _, domain = own(setup).rpartition("@")
    held = number.to_bytes(NUMBER, "big") + _proof(setup, mark, number)
    return f"{name}+{mark}{base64.b32encode(held).decode().rstrip('=').lower()}@{domain}"


def _proof(setup: Setup, mark: str, number: int) -> bytes:
    told = f"mail {mark} {setup.program_id} {setup.gateway_id} {number}".encode()
    return hmac.new(setup.path.encode(), told, hashlib.sha256).digest()[:PROOF]
