"""An e-mail over a real socket: what it says, and what each answer of the mail server means."""

from __future__ import annotations

import datetime as dates
import ipaddress
import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from alongside.channels.email import post
from alongside.channels.email.post import Email, Server
from alongside.channels.tests.mail_server import Box, closed_port, mail_server, silent_server
from alongside.outbox.ways import Note
from alongside.rules.channel import Carried
from alongside.rules.sending import ADDRESS, LATER, NEVER, REFUSED, SENT, SILENT, UNSURE

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DESK = Note("desk", "rosa@example.org", "en", "abc123", AT)
SENDER = "A note <notes@example.org>"


def by(port: int, **more: object) -> Email:
    return Email(Server("127.0.0.1", port), SENDER, **more)  # type: ignore[arg-type]  # as named


def header_and_words(box: Box) -> tuple[dict[str, str], str]:
    ((_, mail),) = box.mail
    return dict(mail.items()), str(mail.get_payload(decode=True), "utf-8")  # type: ignore[arg-type]  # bytes


def test_who_has_a_desk_reads_that_something_is_on_it_and_nothing_else() -> None:
    with mail_server() as box:
        assert by(box.port, address="https://help.example.org").carry(DESK) == Carried(SENT)
    assert [to for to, _ in box.mail] == ["rosa@example.org"]
    headers, words = header_and_words(box)
    assert headers == {
        "From": SENDER,
        "To": "rosa@example.org",
        "Subject": "There is something on your desk",
        "Date": "Mon, 23 Nov 2026 10:00:00 +0000",
        "Message-ID": "<abc123@example.org>",
        "Auto-Submitted": "auto-generated",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "7bit",
        "MIME-Version": "1.0",
    }
    assert words.replace("\r\n", "\n") == "There is something on your desk.\n\nhttps://help.example.org\n"


def test_without_an_address_of_ours_no_address_is_in_it() -> None:
    with mail_server() as box:
        by(box.port).carry(Note("note", "amina@example.org", "en", "r", AT))
    headers, words = header_and_words(box)
    assert headers["Subject"] == "You have a note"
    assert words.replace("\r\n", "\n") == "You have a note.\n"
    assert box.heard[0] == "ehlo example.org", "a machine's own name would tell where it comes from"


def test_it_speaks_the_readers_language() -> None:
    with mail_server() as box:
        by(box.port).carry(Note("note", "amina@example.org", "sw", "r", AT))
    headers, _ = header_and_words(box)
    assert headers["Subject"] not in ("", "You have a note")


def test_a_number_goes_to_prove_an_address_and_names_no_page() -> None:
    with mail_server() as box:
        note = Note("number", "amina@example.org", "en", "r", AT, number="123456")
        assert by(box.port, address="https://help.example.org").carry(note) == Carried(SENT)
    headers, words = header_and_words(box)
    assert headers["Subject"] == "Your number"
    assert "123456" in words
    assert "help.example.org" not in words


@pytest.mark.parametrize(
    ("when", "answer", "means"),
    [
        ("RCPT", "550 5.1.1 No such person", Carried(NEVER, ADDRESS)),
        ("RCPT", "551 Moved away", Carried(NEVER, ADDRESS)),
        ("RCPT", "550 5.7.1 Not from you", Carried(LATER, REFUSED)),
        ("RCPT", "451 Not now", Carried(LATER, ADDRESS)),
        ("MAIL", "550 Who are you?", Carried(LATER, REFUSED)),
        ("DATA", "554 Not that", Carried(LATER, REFUSED)),
        ("TAKEN", "554 Not like that", Carried(LATER, REFUSED)),
        ("TAKEN", "451 Not now", Carried(LATER, REFUSED)),
        ("HELLO", "554 Go away", Carried(LATER, REFUSED)),
        ("HELLO", "421 Too many", Carried(LATER, REFUSED)),
    ],
)
def test_what_a_refusal_means(when: str, answer: str, means: Carried) -> None:
    with mail_server(Box(answers={when: [answer]})) as box:
        assert by(box.port).carry(DESK) == means


def test_nobody_there_and_nobody_answering_are_tried_later() -> None:
    assert by(closed_port()).carry(DESK) == Carried(LATER, SILENT)
    with silent_server() as port:
        assert by(port, seconds=0.2).carry(DESK) == Carried(LATER, SILENT)


def test_a_line_that_breaks_before_the_last_answer_leaves_it_open_whether_it_went() -> None:
    def dies() -> str:
        raise ConnectionError

    with mail_server(Box(after_data=dies)) as box:
        assert by(box.port, seconds=2).carry(DESK) == Carried(UNSURE, SILENT)
    assert len(box.mail) == 1


def test_an_address_no_header_can_hold_is_refused_before_anything_is_said() -> None:
    with mail_server() as box:
        for address in ("a@example.org\nBcc: all@example.org", "ämina@example.org"):
            assert by(box.port).carry(Note("note", address, "en", "r", AT)) == Carried(NEVER, ADDRESS)
    assert box.mail == []


def certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    day = dates.timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC) - day)
        .not_valid_after(datetime.now(UTC) + day)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


def speaking_tls(folder: Path) -> Box:
    box = Box(offers=("STARTTLS", "AUTH PLAIN"), context=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER))
    assert box.context is not None
    box.context.load_cert_chain(certificate(folder))
    return box


@pytest.fixture
def _elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if 127.0.0.1 were another computer."""
    monkeypatch.setattr(post, "SAME_COMPUTER", ())


@pytest.mark.usefixtures("_elsewhere")
def test_name_and_password_go_only_to_a_server_that_proves_who_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = speaking_tls(tmp_path)
    with mail_server(box):
        way = Email(Server("127.0.0.1", box.port, name="me", password="secret"), SENDER, seconds=2)
        assert way.carry(DESK) == Carried(LATER, REFUSED), "nobody vouches for this certificate"
        assert [word for word in box.heard if word.startswith("AUTH")] == []
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
        assert way.carry(DESK) == Carried(SENT)
        assert way.answers() == ""
    assert len([word for word in box.heard if word.startswith("AUTH")]) == 2
    assert len(box.mail) == 1


def test_encrypted_from_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = speaking_tls(tmp_path)
    box.tls = True
    with mail_server(box):
        way = Email(Server("127.0.0.1", box.port, tls=True), SENDER, seconds=2)
        assert way.carry(DESK) == Carried(LATER, REFUSED), "nobody vouches for this certificate"
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
        assert way.carry(DESK) == Carried(SENT)
    assert len(box.mail) == 1


@pytest.mark.usefixtures("_elsewhere")
def test_another_computer_without_encryption_is_told_nothing() -> None:
    with mail_server() as box:
        assert by(box.port).carry(DESK) == Carried(LATER, REFUSED)
        assert by(box.port).answers() == REFUSED
    assert box.mail == []
    assert {word.split(" ")[0].upper() for word in box.heard} == {"EHLO", "QUIT"}


def test_a_wrong_password_is_told_from_silence() -> None:
    with mail_server(Box(offers=("AUTH PLAIN",), answers={"AUTH": ["535 No"]})) as box:
        way = Email(Server("127.0.0.1", box.port, name="me", password="wrong"), SENDER)
        assert (way.answers(), way.carry(DESK)) == (REFUSED, Carried(LATER, REFUSED))
    assert by(closed_port()).answers() == SILENT
