"""kill -9 while mail comes in: what was answered with "250" is said exactly once, the rest comes again."""

from __future__ import annotations

import smtplib
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.faults.installs import Install
from tests.faults.serving import Serving, Talk, free_port
from tests.gateways.house import act

pytestmark = pytest.mark.server

SENDERS = 4
BEFORE_THE_KILL = 60  # mails taken at least


@dataclass
class MailServer:
    """The server that hands over one person's mails, one after another."""

    port: int
    address: str
    to: str
    taken: list[str] = field(default_factory=list)

    def hand_over(self, words: str) -> None:
        mail = (
            f"From: {self.address}\r\nTo: {self.to}\r\nSubject: Re: You have a note\r\n"
            f"Message-ID: <{words.replace(' ', '.')}@mail.example>\r\nIn-Reply-To: <a@example.org>\r\n\r\n"
            f"{words}\r\n"
        )
        with smtplib.SMTP("127.0.0.1", self.port, "relay", timeout=5) as smtp:
            smtp.sendmail(self.address, [self.to], mail)

    def next(self) -> str:
        return f"{self.address.split('@')[0]} says {len(self.taken)}"

    def hands_over_until_it_breaks(self) -> None:
        while True:
            words = self.next()
            try:
                self.hand_over(words)
            except (OSError, smtplib.SMTPException):
                return
            self.taken.append(words)


def test_mail_that_was_taken_is_said_once_and_the_rest_comes_again(tmp_path: Path) -> None:
    port = free_port()
    install = Install(tmp_path / "data", {"ALONGSIDE_MAIL_IN": f"127.0.0.1:{port}"})
    with Serving(install, talks=SENDERS) as house:
        theirs = [(talk.people[0], f"person{n}@mail.example") for n, talk in enumerate(house.talks)]
        answered = act(install, "give_mailboxes", "mail_actor", own="notes@example.org", theirs=theirs)
        servers = [MailServer(port, told[1], to) for told, to in zip(theirs, answered, strict=True)]
        threads = [threading.Thread(target=server.hands_over_until_it_breaks) for server in servers]
        for thread in threads:
            thread.start()
        until = time.monotonic() + 20
        while sum(len(server.taken) for server in servers) < BEFORE_THE_KILL and time.monotonic() < until:
            time.sleep(0.01)
        house.kill()
        for thread in threads:
            thread.join(20)
        assert sum(len(server.taken) for server in servers) >= BEFORE_THE_KILL
        house.start()
        for server in servers:
            for words in (server.taken[-1], server.next(), server.next()):  # as who is not sure sends again
                server.hand_over(words)
            server.taken.append(server.next())
        for server, talk in zip(servers, house.talks, strict=True):
            assert lines(house, talk, len(server.taken)) == server.taken


def lines(house: Serving, talk: Talk, wanted: int) -> list[str]:
    """What the peer reads, once it is as much as is wanted."""
    until = time.monotonic() + 20
    while True:
        found = [words for _, words in house.lines_on_pages(talk, 1)]
        if len(found) >= wanted or time.monotonic() > until:
            return found
        time.sleep(0.2)
