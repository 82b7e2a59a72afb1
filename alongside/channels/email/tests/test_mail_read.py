"""A mail that came in: whose it is, what was said in it, and what is none of anybody's business."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from alongside.channels.email import signed
from alongside.channels.email.adapter import CHANNEL
from alongside.channels.email.tests.letters import AMINA, CHECKED, DOOR, SETUP, mail, raw
from alongside.rules.channel import Event, Message, NotGenuine, NotUnderstood, Raw, Setup, Status

HEARD = Message("<one@mail.example>", AMINA, "Hello", reply_to=f"{DOOR:x}", called="Amina")


def events(body: bytes, *, to: str = "", envelope: str = AMINA, setup: Setup = SETUP) -> list[Event]:
    told = raw(body, to=to, envelope=envelope)
    CHANNEL.verify(setup, told)
    return CHANNEL.parse(setup, told)


def said(body: bytes) -> str:
    (event,) = events(body)
    assert isinstance(event, Message)
    return event.text


def test_an_answer_to_the_address_of_a_door_names_it_and_is_proved() -> None:
    assert events(mail("Hello")) == [HEARD]


def test_to_the_address_of_the_program_anybody_may_write_and_nothing_is_proved() -> None:
    (event,) = events(mail("Hello", "In-Reply-To: -"), to="Notes@Example.org")
    assert event == Message("<one@mail.example>", AMINA, "Hello", called="Amina", proved=False)


@pytest.mark.parametrize(
    "to",
    [
        "somebody@example.org",
        "notes@elsewhere.example",
        "notes+astray@example.org",
        signed.answer_address(SETUP, DOOR).replace("+a", "+b"),
        signed.answer_address(SETUP, DOOR).replace("+a", "+r"),
        signed.answer_address(SETUP, DOOR)[:-14] + "aa@example.org",
        signed.answer_address(Setup(7, 4, SETUP.values, "secret", ""), DOOR),
        "",
    ],
)
def test_an_address_that_was_made_up_is_nobodys(to: str) -> None:
    with pytest.raises(NotGenuine):
        CHANNEL.verify(SETUP, Raw("SMTP", "in", "", "", {"mail-from": AMINA, "rcpt-to": to}, mail("Hello")))


def test_a_request_over_the_web_is_no_mail() -> None:
    told = raw(mail("Hello"))
    with pytest.raises(NotGenuine):
        CHANNEL.verify(SETUP, Raw("POST", "in", "", "", told.headers, told.body))


def test_a_secret_address_survives_small_and_large_letters() -> None:
    address = signed.answer_address(SETUP, DOOR)
    assert len(address.split("@")[0]) <= 64
    assert signed.opened(SETUP, address.upper()) == signed.Named("answer", DOOR)
    returned = signed.return_address(SETUP, "5f3a.2")
    assert signed.opened(SETUP, returned) == signed.Named("returned", 0x5F3A)


@pytest.mark.parametrize(
    ("results", "proved"),
    [
        ("mx.example.org; dmarc=pass header.from=mail.example", True),
        ("mx.example.org; dkim=pass header.d=mail.example; spf=fail smtp.mailfrom=x.example", True),
        ("mx.example.org; spf=pass smtp.mailfrom=bounce@post.mail.example", True),
        ("mx.example.org; dkim=pass header.i=@elsewhere.example", False),
        ("mx.example.org; dkim=pass header.d=mail.example; dmarc=fail header.from=mail.example", False),
        ("mx.example.org; dkim=fail (dkim=pass header.d=mail.example) header.d=mail.example", False),
        ('mx.example.org; spf=fail smtp.mailfrom="; dkim=pass header.d=mail.example;"@x.example', False),
        ("mx.example.org; dkim=pass header.d=example", False),
        ("other.example; dkim=pass header.d=mail.example", False),
        ("mx.example.org; none", False),
    ],
)
def test_where_the_mail_server_checks_what_it_found_counts(results: str, *, proved: bool) -> None:
    body = mail("Hello", f"Authentication-Results: {results}")
    (event,) = events(body, setup=CHECKED)
    assert isinstance(event, Message)
    assert event.proved is proved


def test_a_from_that_names_two_people_or_nobody_is_not_understood() -> None:
    for sender in ("a@one.example, b@two.example", "nobody", "", "x" * 300 + "@mail.example"):
        with pytest.raises(NotUnderstood):
            events(mail("Hello", sender=sender))
    with pytest.raises(NotUnderstood):
        events(mail("Hello", "From: -").replace(b"To: ", b"From: a@x.example\r\nFrom: b@y.example\r\nTo: "))
    (event,) = events(mail("Hello", sender="=?utf-8?q?rosa=40x=2Eexample=2C?= <amina@mail.example>"))
    assert isinstance(event, Message)
    assert (event.sender, event.called) == (AMINA, "rosa@x.example,")


MANY = """--b
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/plain; charset=utf-8

Plain words
--c
Content-Type: text/html; charset=utf-8

<p>Words in <b>HTML</b></p>
--c--
--b
Content-Type: image/jpeg
Content-Disposition: attachment; filename="house.jpg"
Content-Transfer-Encoding: base64

/9j/4AAQ
--b--
"""


def test_plain_text_comes_first_and_a_picture_is_told_of() -> None:
    (event,) = events(mail(MANY, "Content-Type: multipart/mixed; boundary=b"))
    assert isinstance(event, Message)
    assert (event.text, event.attached) == ("Plain words", True)
    without_plain = MANY.replace("Plain words", "")
    assert said(mail(without_plain, "Content-Type: multipart/mixed; boundary=b")) == "Words in HTML"


LOGO = """--b
Content-Type: text/html; charset=utf-8

<p>Hello</p><img src="cid:logo">
--b
Content-Type: image/png
Content-ID: <logo>

x
--b--
"""


def test_a_picture_in_a_signature_is_no_attachment() -> None:
    (event,) = events(mail(LOGO, "Content-Type: multipart/related; boundary=b"))
    assert event == HEARD


def test_what_is_locked_or_sent_along_is_no_word_of_theirs() -> None:
    locked = "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--"
    (event,) = events(mail(locked, 'Content-Type: multipart/encrypted; boundary="b"'))
    assert isinstance(event, Message)
    assert (event.text, event.attached) == ("", True)
    along = "--b\n\nLook\n--b\nContent-Type: message/rfc822\n\nFrom: x@y.example\n\nNot theirs\n--b--"
    (event,) = events(mail(along, 'Content-Type: multipart/mixed; boundary="b"'))
    assert isinstance(event, Message)
    assert (event.text, event.attached) == ("Look", True)


@pytest.mark.parametrize(
    ("charset", "coding", "body", "words"),
    [
        ("utf-8", "base64", base64.b64encode("ሰላም 😊".encode()), "ሰላም 😊"),
        ("iso-8859-1", "8bit", "C’est déjà ça".encode("cp1252"), "C’est déjà ça"),
        ("windows-1256", "8bit", "مرحبا".encode("cp1256"), "مرحبا"),
        ("utf-16", "base64", base64.b64encode("Habari".encode("utf-16")), "Habari"),
        ("us-ascii", "8bit", "ɗan".encode(), "ɗan"),
        ("no-such-thing", "8bit", "ɗan".encode(), "ɗan"),
        ("punycode", "8bit", b"plain", "plain"),
        ("hex", "8bit", b"plain", "plain"),
        ("utf-8", "quoted-printable", b"a=20b=\r\nc=C3=A9", "a bcé"),
        ("utf-8", "base64", b"%%%not base64", "%%%not base64"),
        ("utf-8", "8bit", b"\xff\xfe broken \x00", "ÿþ broken"),
    ],
)
def test_letters_of_any_alphabet_are_read(charset: str, coding: str, body: bytes, words: str) -> None:
    told = mail("@@", f"Content-Type: text/plain; charset={charset}", f"Content-Transfer-Encoding: {coding}")
    assert said(told.replace(b"@@", body)) == words


def test_some_write_into_the_subject() -> None:
    assert said(mail("", "Subject: STOP", "In-Reply-To: -")) == "STOP"
    assert said(mail("I am alone.", "Subject: Tonight", "In-Reply-To: -")) == "Tonight\n\nI am alone."
    assert said(mail("I am alone.", "In-Reply-To: -")) == "I am alone."


@pytest.mark.parametrize(
    "more",
    [
        ("Auto-Submitted: auto-replied (vacation)",),
        ("Precedence: bulk",),
        ("List-Id: <news.example>",),
        ("List-Unsubscribe: <mailto:x@y.example>",),
        ("X-Autoreply: yes",),
        ("From: MAILER-DAEMON@mail.example",),
        ("From: notes@example.org",),
        (f"From: {signed.answer_address(SETUP, DOOR)}",),
    ],
)
def test_a_machine_and_we_ourselves_said_nothing(more: tuple[str, ...]) -> None:
    assert events(mail("I am away until Monday.", *more)) == []


def test_mail_from_nobody_is_from_a_machine() -> None:
    assert events(mail("I am away until Monday."), envelope="") == []
    assert events(mail("Hello", "Auto-Submitted: no")) == [HEARD]


REPORT = """--b
Content-Type: text/plain

This is the mail system.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.mail.example

Final-Recipient: rfc822; amina@mail.example
Action: %s
Status: %s
Diagnostic-Code: smtp; 550 5.1.1 User unknown
--b
Content-Type: text/rfc822-headers

Message-ID: <5f@example.org>
--b--
"""
IS_REPORT = "Content-Type: multipart/report; report-type=delivery-status; boundary=b"


@pytest.mark.parametrize(
    ("action", "status", "means"),
    [
        ("failed", "5.1.1", [Status("5f3a", "failed", "address")]),
        ("failed", "5.7.1", [Status("5f3a", "failed", "unknown")]),
        ("failed", "4.4.1", [Status("5f3a", "failed", "late")]),
        ("delivered", "2.0.0", [Status("5f3a", "delivered")]),
        ("delayed", "4.4.1", []),
        ("", "", []),
    ],
)
def test_a_mail_that_came_back_says_of_which_text(action: str, status: str, means: list[Event]) -> None:
    body = mail(REPORT % (action, status), IS_REPORT, "From: MAILER-DAEMON@mx.mail.example")
    assert events(body, to=signed.return_address(SETUP, "5f3a"), envelope="") == means
    assert events(body, to="notes@example.org", envelope="") == []


def test_an_old_kind_of_returned_mail_is_read_and_an_absence_is_not() -> None:
    to = signed.return_address(SETUP, "5f3a")
    body = mail("Sorry.\n<amina@mail.example>:\n550 no such user", "From: MAILER-DAEMON@mail.example")
    assert events(body, to=to, envelope="") == [Status("5f3a", "failed", "unknown")]
    assert events(mail("I am away, call 550 1234."), to=to, envelope="") == []
    assert events(mail("I am away.", "Auto-Submitted: auto-replied"), to=to, envelope="") == []


def test_a_mail_without_a_name_of_its_own_is_known_when_it_comes_again() -> None:
    first, again = (events(mail("Hello", "Message-ID: -"))[0] for _ in range(2))
    other = events(mail("Hello there", "Message-ID: -"))[0]
    assert first == again
    assert first.ref != other.ref


def test_parts_within_parts_without_end_are_not_understood() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(900)
    )
    body = mail("@@", "Content-Type: multipart/mixed; boundary=x").replace(b"@@", b"--x\r\n" + deep)
    with pytest.raises(NotUnderstood):
        events(body)


HEADS = some.sampled_from(
    "From Content-Type Content-Transfer-Encoding Message-ID Date Auto-Submitted Subject Content-Disposition "
    "References Authentication-Results MIME-Version X".split()
)
BITS = some.sampled_from(
    "multipart/mixed;boundary=b text/plain text/html;charset= base64 =?utf-8?b? ?= <a@b.c> charset*=utf-8''x "
    'message/rfc822 message/delivery-status multipart/report ; " \\ ( \r\n\t =?x?q?=ZZ?= \udcff 📨 '
    "filename*0*=a format=flowed;delsp=yes mx.example.org;".split(" ")
)
LINES = some.sampled_from(
    "--b|--b--|> |-- |On 1 Jan 2026 at 1:00 a@b.c wrote:|From: a@b.c|To: x|Sent: 1|Content-Type: text/html|"
    "Content-Type: multipart/alternative; boundary=b||<blockquote>|</p|<a href=|=E2=98|Action: failed|"
    "Status: 5.1.1|Subject: x|\x00|<![CDATA[|<!--".split("|")
)


@settings(max_examples=400, deadline=None)
@given(
    some.lists(some.tuples(HEADS, some.lists(BITS | some.text(max_size=8), max_size=4))),
    some.lists(LINES | some.text(max_size=20), max_size=30),
)
def test_no_mail_however_broken_stops_us(heads: list[tuple[str, list[str]]], lines: list[str]) -> None:
    told = [f"{name}: {''.join(bits)}" for name, bits in heads]
    body = "\r\n".join(["From: a@b.example", *told, "", *lines]).encode("utf-8", "surrogateescape")
    look_at(body)


@settings(max_examples=200, deadline=None)
@given(some.binary(max_size=400))
def test_no_bytes_stop_us(body: bytes) -> None:
    look_at(body)


def look_at(body: bytes) -> None:
    for to in ("", "notes@example.org", signed.return_address(SETUP, "5f3a")):
        for setup in (SETUP, CHECKED):
            try:
                found = events(body, to=to, setup=setup)
            except NotUnderstood:
                continue
            for event in found:
                if isinstance(event, Message):
                    event.text.encode()
                    assert len(event.ref) <= 120
