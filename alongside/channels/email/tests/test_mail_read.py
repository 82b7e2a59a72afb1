"""A mail that came in: whose it is, what was said in it, and what is none of anybody's business."""

from __future__ import annotations

import base64

import pytest

from alongside.channels.email import signed
from alongside.channels.email.adapter import CHANNEL
from alongside.channels.email.tests.letters import AMINA, CHECKED, DOOR, SETUP, events, mail, raw
from alongside.rules.channel import Message, NotGenuine, NotUnderstood, Raw, Setup

HEARD = Message("<one@mail.example>", AMINA, "Hello", reply_to=f"{DOOR:x}", called="Amina")


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
    assert signed.return_address(SETUP, "a trial") == "notes@example.org"


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


def test_a_mail_without_a_name_of_its_own_is_known_when_it_comes_again() -> None:
    first, again = (events(mail("Hello", "Message-ID: -"))[0] for _ in range(2))
    other = events(mail("Hello there", "Message-ID: -"))[0]
    assert first == again
    assert first.ref != other.ref
