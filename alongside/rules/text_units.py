"""How long a text is as a phone network counts it, and so what it costs.

A segment holds 160 units of the letters every phone has (GSM 03.38: seven bits each), or 70 of any letter
(UTF-16). What is longer goes in parts of 153 or 67, joined by the phone. Networks also know shift tables for
some languages; none is African or Alaskan and gateways seldom pass them on, so they are left out here.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Encoding = Literal["gsm7", "ucs2"]

LETTERS = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED = "\f^{}\\[~]|€"  # two units each: an escape and a letter
ALONE = {"gsm7": 160, "ucs2": 70}  # units of a text that is one segment
PART = {"gsm7": 153, "ucs2": 67}  # units of each segment of a longer one

_forcing = re.compile(f"[^{re.escape(LETTERS + ESCAPED)}]")

# Signs that look the same and say the same, made of letters every phone has.
PLAIN = {
    **dict.fromkeys("‘’‚‛ʼʻ`´‹›", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u202f\u2007\u2008\u2009\u200a\u2002\u2003\t", " "),
    **dict.fromkeys("\u200b\u2060\ufeff\u00ad", ""),  # never seen by anyone
    "…": "...",
}
_plain = str.maketrans(PLAIN)
_dash_between_words = re.compile(r"(?<=\w)[—―](?=\w)")  # would look like one long word

# Languages whose speakers write texts without the marks. Yoruba is not here: without its marks a word is
# another word. Yup'ik needs none but the apostrophe.
WRITTEN_PLAIN = frozenset({"ha", "ik", "fr", "pt", "es"})
_without_hooks = str.maketrans("ɓɗƙƴƁƊƘƳŋŊłŁ", "bdkyBDKYnNlL")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a text takes on its way."""

    encoding: Encoding
    units: int
    segments: int  # what is paid for


def forces(text: str) -> str:
    """The first sign that not every phone network's short alphabet has; empty where there is none."""
    found = _forcing.search(text)
    return found.group() if found else ""


def units(text: str) -> int:
    """Seven-bit units where the short alphabet has every letter, else UTF-16 units."""
    if forces(text):
        return len(text) + sum(sign > "\uffff" for sign in text)
    return len(text) + sum(map(text.count, ESCAPED))


def segments(text: str) -> Counted:
    """How it is written on its way, how long it is, and how many segments are paid. Nothing is none."""
    encoding: Encoding = "ucs2" if forces(text) else "gsm7"
    length = units(text)
    if length <= ALONE[encoding]:
        return Counted(encoding, length, 1 if text else 0)
    return Counted(encoding, length, _parts(text, encoding))


def plain(text: str) -> str:
    """The text with typographic signs made plain, where that costs less; else untouched."""
    composed = unicodedata.normalize("NFC", text)
    return _cheapest(text, composed, _dash_between_words.sub(" - ", composed).translate(_plain))


def folded(text: str, language: str) -> str:
    """Plain, and without the marks of letters where that costs less. Only for who agreed to it."""
    short = plain(text)
    if language.partition("-")[0] not in WRITTEN_PLAIN:
        return short
    bare = "".join(_bare(sign) for sign in unicodedata.normalize("NFC", text).translate(_without_hooks))
    return _cheapest(short, plain(bare))


def cut(text: str, longest: int) -> list[str]:
    """The text in messages of at most `longest` segments each. Together they are the text again.

    Cut between words where that is near, never inside what is seen as one sign.
    """
    parts = []
    while text:
        end = _fits(text, longest)
        if end < len(text):
            end = _kind_place(text, end)
        parts.append(text[:end])
        text = text[end:]
    return parts


def _parts(text: str, encoding: Encoding) -> int:
    """Segments of a text that needs more than one: what takes two units stays whole."""
    parts, taken = 1, 0
    for sign in text:
        size = 2 if (sign in ESCAPED if encoding == "gsm7" else sign > "\uffff") else 1
        if taken + size > PART[encoding]:
            parts, taken = parts + 1, 0
        taken += size
    return parts


def _cheapest(*texts: str) -> str:
    """The one that costs least; of equals the short alphabet, then the one that came first."""

    def cost(text: str) -> tuple[int, bool]:
        counted = segments(text)
        return counted.segments, counted.encoding == "ucs2"

    return min(texts, key=cost)


def _bare(sign: str) -> str:
    """A letter without its marks, unless every phone has it as it is."""
    if not forces(sign):
        return sign
    if unicodedata.combining(sign):
        return ""
    apart = unicodedata.normalize("NFD", sign)
    return apart[0] if not forces(apart[0]) else sign


def _fits(text: str, longest: int) -> int:
    """How many signs from the start fit into so many segments."""
    low, high = 1, min(len(text), max(ALONE["gsm7"], longest * PART["gsm7"]))
    while low < high:
        middle = (low + high + 1) // 2
        if segments(text[:middle]).segments <= longest:
            low = middle
        else:
            high = middle - 1
    return low


def _kind_place(text: str, end: int) -> int:
    """Where to cut at or before `end`: after a space, or else between two signs."""
    space = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1
    if space > end * 2 // 3:
        return space
    for place in range(end, max(end - 20, 0), -1):
        if not _joined(text[place - 1], text[place]):
            return place
    return end


def _joined(before: str, after: str) -> bool:
    """These two are seen as one sign: a mark on a letter, a skin colour, a family, a flag."""
    return (
        unicodedata.category(after) in {"Mn", "Mc", "Me"}
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or "\u200d" in (before, after)
        or ("\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff")
    )
