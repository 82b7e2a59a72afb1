"""SMPP 3.4 on the wire: what a message centre reads and writes, and how handsets write words."""

from __future__ import annotations

from dataclasses import dataclass

ALPHABET = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED = dict(zip(b"\x0a\x14\x28\x29\x2f\x3c\x3d\x3e\x40\x65", "\f^{}\\[~]|€", strict=True))


@dataclass(frozen=True)
class Submitted:
    """One part, as the gateway handed it over."""

    to: str
    sender: str
    coding: int
    udh: bytes
    words: bytes
    name: str  # what we called it
    validity: str


def text_at(body: bytes, place: int) -> tuple[str, int]:
    """A text that ends with a zero, and where the next thing begins."""
    end = body.index(0, place)
    return body[place:end].decode("latin-1"), end + 1


def submitted(body: bytes, name: str) -> tuple[Submitted, int]:
    """What stands in a submit_sm, and whether a report is wanted."""
    _, place = text_at(body, 0)
    sender, place = text_at(body, place + 2)
    to, place = text_at(body, place + 2)
    kind = body[place]
    _, place = text_at(body, place + 3)
    validity, place = text_at(body, place)
    registered, _, coding, _, size = body[place : place + 5]
    words = body[place + 5 : place + 5 + size]
    udh = words[: words[0] + 1] if kind & 0x40 else b""
    return Submitted(to, sender, coding, udh, words[len(udh) :], name, validity), registered


def deliver(sender: str, to: str, words: bytes, kind: int, coding: int, more: bytes = b"") -> bytes:
    """The body of a deliver_sm."""
    international = bytes([1, 1])
    addresses = international + sender.lstrip("+").encode() + b"\0" + international + to.encode() + b"\0"
    head = b"\0" + addresses + bytes([kind, 0, 0]) + b"\0\0" + bytes([0, 0, coding, 0])
    return head + bytes([len(words)]) + words + more


def encoded(words: str) -> tuple[int, bytes]:
    """As a handset writes it: 0 and a byte a letter where the short alphabet has them all, else 8, UTF-16."""
    backwards = {letter: bytes([0x1B, code]) for code, letter in ESCAPED.items()}
    backwards |= {letter: bytes([code]) for code, letter in enumerate(ALPHABET) if letter != "\x1b"}
    if all(letter in backwards for letter in words):
        return 0, b"".join(backwards[letter] for letter in words)
    return 8, words.encode("utf-16-be")


def decoded(data: bytes, coding: int) -> str:
    """What the handset shows."""
    if coding == 8:
        return data.decode("utf-16-be")
    assert coding == 0, f"no words in coding {coding}"
    letters, codes = [], iter(data)
    for code in codes:
        letters.append(ESCAPED.get(next(codes, 0), " ") if code == 0x1B else ALPHABET[code])
    return "".join(letters)


def in_pieces(data: bytes, each: int, coding: int) -> list[bytes]:
    """As a handset cuts: never through an escaped letter; a pair of UTF-16 may be cut."""
    pieces = []
    while data:
        end = min(each, len(data))
        if coding == 0 and end < len(data) and data[end - 1] == 0x1B:
            end -= 1
        pieces.append(data[:end])
        data = data[end:]
    return pieces
