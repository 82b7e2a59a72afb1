"""What Kannel tells, read from what it really sent (recorded with Debian's Kannel 1.4.5)."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from alongside.channels.kannel.adapter import CHANNEL
from alongside.channels.kannel.box import SMS, NotKannel, Sms, number, sms_in, text
from alongside.channels.kannel.parts import GAP, PATIENCE, Part, Parts, Whole, part_in
from alongside.channels.kannel.status import became
from alongside.channels.kannel.twins import Twins
from alongside.rules.channel import Message, NotGenuine, NotUnderstood, Raw, Setup, Status

SETUP = Setup(1, 1, {"country": "KE"}, "secret", "http://127.0.0.1:8000")


def raw(query: str, body: bytes = b"", action: str = "in", address: str = "127.0.0.1", **headers: str) -> Raw:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return Raw("POST", action, SETUP.url(action), query, told, body, address)


def part(n: int, total: int, words: str, ref: int = 7, name: str = "") -> Sms:
    udh = bytes([5, 0, 3, ref, total, n])
    return Sms(name or f"id{n}", 0, "+254700000001", "1234", words.encode(), udh, 0, 100, -1, "")


def test_a_text_comes_with_who_when_and_its_own_name() -> None:
    query = "from=%2B254700000001&to=1234&id=a04805fa-6b05&ts=2026-11-23+02:35:34&smsc=LINE"
    at = datetime(2026, 11, 23, 2, 35, 34, tzinfo=UTC)
    came = CHANNEL.parse(SETUP, raw(query, "hello [€] ñ".encode()))
    assert came == [Message("a04805fa-6b05", "+254700000001", "hello [€] ñ", at)]


def test_a_text_that_was_not_recoded_is_read_as_utf16() -> None:
    body = "ሰላም 😀".encode("utf-16-be")
    came = CHANNEL.parse(SETUP, raw("from=254700000001&id=x", body, x_kannel_coding="2"))
    assert came == [Message("x", "+254700000001", "ሰላም 😀")]


@pytest.mark.parametrize("sender", ["+254712345678", "254712345678", "00254712345678", "0712345678"])
def test_one_phone_is_one_number_however_it_is_written(sender: str) -> None:
    query = f"id=x&from={quote(sender)}"
    assert CHANNEL.parse(SETUP, raw(query, b"hi")) == [Message("x", "+254712345678", "hi")]


@pytest.mark.parametrize("sender", ["MPESA", "Safaricom", "444", "20230"])
def test_the_operators_own_machines_are_nobody(sender: str) -> None:
    assert CHANNEL.parse(SETUP, raw(f"id=x&from={sender}", b"Dear customer")) == []


def test_what_lacks_its_name_or_sender_is_refused() -> None:
    for query in ("from=%2B254700000001", "id=x", ""):
        with pytest.raises(NotUnderstood):
            CHANNEL.parse(SETUP, raw(query, b"hi"))


def test_only_machines_that_are_let_may_tell() -> None:
    CHANNEL.verify(SETUP, raw("", address="127.0.0.1"))
    CHANNEL.verify(SETUP, raw("", address="::1"))
    with pytest.raises(NotGenuine):
        CHANNEL.verify(SETUP, raw("", address="192.0.2.7"))
    with pytest.raises(NotGenuine):
        CHANNEL.verify(SETUP, raw("", address=""))


@pytest.mark.parametrize(
    ("bits", "reply", "became_of_it"),
    [
        (1, "", ("delivered", "")),
        (8, "ACK/", ("sent", "")),
        (4, "", ("sent", "")),
        (2, "id:1 stat:UNDELIV err:011", ("failed", "address")),
        (2, "id:1 stat:REJECTD err:011", ("failed", "unknown")),
        (34, "id:1 stat:EXPIRED err:011", ("failed", "address")),
        (16, "NACK/0x0000000b/Invalid Destination Address", ("failed", "address")),
        (16, "NACK/0x00000045/Submit failed", ("failed", "unknown")),
        (9, "", ("delivered", "")),
        (0, "", (None, "")),
    ],
)
def test_a_report_is_made_of_bits(bits: int, reply: str, became_of_it: tuple[str, str]) -> None:
    assert became(bits, reply) == became_of_it


def test_a_report_names_our_text() -> None:
    came = CHANNEL.parse(SETUP, raw("msg=1f3a&d=34&reply=stat%3AEXPIRED", action="status"))
    assert came == [Status("1f3a", "failed", "address")]
    for query in ("d=1", "msg=1f3a", "msg=1f3a&d=x"):
        with pytest.raises(NotUnderstood):
            CHANNEL.parse(SETUP, raw(query, action="status"))


def test_parts_that_come_backwards_are_one_text_and_all_of_them_are_kept_until_it_is_whole() -> None:
    parts = Parts()
    assert parts.add(part(3, 3, "three"), 0) == []
    assert parts.add(part(1, 3, "one "), 0) == []
    assert parts.add(part(1, 3, "one ", name="id1 again"), 0) == []
    (whole,) = parts.add(part(2, 3, "two "), 0)
    assert whole.words == "one two three"
    assert [each.id for each in whole.sms] == ["id1", "id2", "id3", "id1 again"]
    assert whole.ref == "id1"


def test_a_letter_cut_in_two_by_the_phone_is_whole_again() -> None:
    said = "ሰላም 😀".encode("utf-16-be")
    halves = [said[:10], said[10:]]
    parts = Parts()
    came = [
        whole
        for n, half in enumerate(halves, 1)
        for whole in parts.add(replace(part(n, 2, ""), words=half, coding=2), 0)
    ]
    assert [whole.words for whole in came] == ["ሰላም 😀"]


def test_a_text_whose_rest_never_comes_is_handed_on_with_a_gap() -> None:
    parts = Parts()
    parts.add(part(1, 4, "one "), 0)
    parts.add(part(4, 4, "four"), 100)
    assert parts.overdue(100 + PATIENCE - 1) == []
    (late,) = parts.overdue(100 + PATIENCE)
    assert late.words == f"one {GAP}four"
    assert parts.overdue(100 + 2 * PATIENCE) == []


def test_a_phone_that_counts_from_the_start_again_tears_no_two_texts_together() -> None:
    parts = Parts()
    parts.add(part(1, 2, "an old half", name="old"), 0)
    (torn,) = parts.add(part(1, 2, "a new ", name="new"), 1)
    (whole,) = parts.add(part(2, 2, "text"), 1)
    assert (torn.words, whole.words) == (f"an old half{GAP}".strip(), "a new text")


def test_a_header_of_a_long_text_is_found_among_others() -> None:
    assert part_in(bytes([5, 0, 3, 9, 2, 1])) == Part(9, 2, 1)
    assert part_in(bytes([10, 1, 2, 9, 9, 8, 4, 1, 2, 3, 3])) == Part(258, 3, 3)
    assert part_in(bytes([5, 0, 3, 9, 2, 3])) is None
    assert part_in(b"") is None
    assert part_in(b"\x05\x00\x09\x01") is None


def test_what_is_not_kannel_is_not_believed() -> None:
    whole = b"".join([number(SMS), *(text(b"+254700000001") for _ in range(2))])
    for frame in (whole, number(SMS), number(SMS) + number(1_000_000)):
        with pytest.raises(NotKannel):
            sms_in(frame)


def test_what_an_operator_sends_again_around_a_break_is_one_text() -> None:
    def came(name: str, at: int, words: str = "hello") -> str:
        sms = Sms(name, 0, "+254700000001", "1234", words.encode(), b"", 0, at, -1, "")
        return twins.named(Whole([sms], words)).ref

    twins = Twins()
    assert [came("a", 100), came("b", 101)] == ["a", "b"]  # nothing broke: said twice
    twins.broke_at = 101.5
    assert [came("b", 101), came("c", 102), came("d", 103, "hello?")] == ["b", "b", "d"]
    assert came("e", 170) == "e"
    assert came("f", 171) == "f"
