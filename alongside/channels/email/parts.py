"""The words in an e-mail, whatever made it: parts within parts, letters of any alphabet, broken ones."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message

from alongside.channels.email import flowed, plain_html

DEEPEST = 20
PARTS_AT_MOST = 200
HTML_AT_MOST = 1_000_000  # characters of it that are read
LONGEST = 100_000  # characters; what is longer than a talk's line can hold is told so there
# Codecs that are none of a letter's, or slow on purpose-made input.
NOT_LETTERS = frozenset({"punycode", "idna", "unicode_escape", "raw-unicode-escape", "undefined", "utf-7"})
SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature"}) | {
    "application/x-pkcs7-signature",
    "application/pgp-keys",
}


@dataclass(frozen=True, slots=True)
class Found:
    """Words, or something that is none: a picture, a file, a part that nobody here can open."""

    words: str = ""
    is_html: bool = False
    attached: bool = False


class TooDeep(ValueError):
    """More parts within parts than any mail program makes."""


def words_of(mail: Message) -> tuple[str, bool]:
    """What was written, and whether something was attached that is not taken."""
    found = list(_found(mail, 0))
    if len(found) > PARTS_AT_MOST:
        raise TooDeep
    told = [each.words for each in found if each.words.strip()]
    return "\n\n".join(told)[:LONGEST], any(each.attached for each in found)


def header(mail: Message, name: str) -> str:
    """A header in letters; empty where there is none. The first, where there are several."""
    return next(iter(headers(mail, name)), "")


def headers(mail: Message, name: str) -> list[str]:
    """All headers of this name, the topmost first."""
    return [letters(value) for value in as_sent(mail, name)]


def as_sent(mail: Message, name: str) -> list[str]:
    """As `headers`, with encoded words as they came: what is to be read by its signs is read before that."""
    found = (str(value) for key, value in mail.raw_items() if key.lower() == name.lower())
    return [" ".join(_whole(value).split()) for value in found]


def _whole(value: str) -> str:
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def letters(raw: str) -> str:
    """Encoded words in letters; what cannot be read stays."""
    try:
        return str(make_header(decode_header(raw)))
    except (ValueError, LookupError, HeaderParseError):
        return raw


def kind_of(part: Message) -> str:
    return part.get_content_type()


def _found(part: Message, depth: int) -> Iterator[Found]:
    if depth > DEEPEST:
        raise TooDeep
    kind = kind_of(part)
    if part.is_multipart() and kind.startswith("multipart/"):
        yield from _of_several(part, kind, depth)
    elif kind in SIGNATURES:
        return
    elif _is_attached(part) or kind not in ("text/plain", "text/html"):
        is_picture_in_html = kind.startswith("image/") and part.get("Content-ID") is not None
        yield Found(attached=not is_picture_in_html)
    elif kind == "text/html":
        yield Found(plain_html.plain(text_of(part)[:HTML_AT_MOST]), is_html=True)
    else:
        yield Found(_plain(part))


def _of_several(part: Message, kind: str, depth: int) -> Iterator[Found]:
    children = _children(part)
    if kind == "multipart/encrypted":
        yield Found(attached=True)
        return
    if kind != "multipart/alternative":
        for child in children:
            yield from _found(child, depth + 1)
        return
    versions = [list(_found(child, depth + 1)) for child in children]
    with_words = [each for each in versions if any(found.words.strip() for found in each)]
    as_plain = [each for each in with_words if not any(found.is_html for found in each)]
    for chosen in (as_plain or with_words)[:1]:
        yield from (Found(each.words, each.is_html) for each in chosen)
    yield from (
        Found(attached=True)
        for each in versions
        for found in each
        if found.attached and (not with_words or len(each) > 1)
    )


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    children = payload if isinstance(payload, list) else []
    if len(children) > PARTS_AT_MOST:
        raise TooDeep
    return [child for child in children if isinstance(child, Message)]


def _is_attached(part: Message) -> bool:
    try:
        return part.get_content_disposition() == "attachment" or bool(part.get_filename())
    except (ValueError, LookupError, MessageError):
        return True


def _plain(part: Message) -> str:
    words = text_of(part)
    if str(part.get_param("format", "")).lower() != "flowed":
        return words
    return flowed.whole(words, drop_space=str(part.get_param("delsp", "")).lower() == "yes")


def text_of(part: Message) -> str:
    """A part in letters: as it says it is written, else as it can be read."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    for name in (_codec(part), "utf-8", "cp1252"):
        try:
            return _ends(data.decode(name)) if name else ""
        except (UnicodeError, LookupError, ValueError):
            continue
    return _ends(data.decode("latin-1"))


def _ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _codec(part: Message) -> str:
    try:
        name = codecs.lookup(part.get_content_charset("utf-8")).name
    except (LookupError, ValueError, UnicodeError):
        return "utf-8"
    if name in NOT_LETTERS:
        return "utf-8"
    return {"iso8859-1": "cp1252", "ascii": "utf-8", "gb2312": "gb18030"}.get(name, name)
