"""kill -9 in the middle of sending: what was acknowledged is there exactly once, the rest can come again."""

import threading
import time
from dataclasses import dataclass, field

import pytest

from tests.faults.installs import Install
from tests.faults.serving import Ear, Serving, Talk

pytestmark = pytest.mark.server

SENDERS = 16  # at once: two in each talk
BEFORE_EACH_KILL = 200  # lines acknowledged at least


@dataclass
class Sender:
    """One person who sends line after line, as soon as the one before was acknowledged."""

    house: Serving
    talk: Talk
    who: int
    by_form: bool
    acknowledged: dict[str, int] = field(default_factory=dict)  # ref -> number
    pending: str = ""  # the ref of the line that nobody acknowledged

    def words(self, ref: str) -> str:
        return f"{ref} and the dog came to the river too \N{BLACK SUN WITH RAYS}"

    def send(self, ref: str) -> int:
        """The line's number. A status other than "it is kept" is an error here."""
        if not self.by_form:
            answer = self.house.say(self.talk, self.who, self.words(ref), ref)
            assert answer.status == 200
            return int(answer.told["n"])
        answer = self.house.post(self.talk, self.who, self.words(ref), ref)
        assert answer.status == 303
        return int(answer.headers["location"].rpartition("#m")[2])

    def send_until_it_breaks(self) -> None:
        while True:
            ref = f"line-{self.who}-{len(self.acknowledged):06d}"
            self.pending = ref
            try:
                number = self.send(ref)
            except OSError:
                return
            self.acknowledged[ref] = number
            self.pending = ""


def kill_while_sending(house: Serving, senders: list[Sender]) -> None:
    threads = [threading.Thread(target=sender.send_until_it_breaks) for sender in senders]
    for thread in threads:
        thread.start()
    enough = sum(len(sender.acknowledged) for sender in senders) + BEFORE_EACH_KILL
    until = time.monotonic() + 15
    while sum(len(sender.acknowledged) for sender in senders) < enough and time.monotonic() < until:
        time.sleep(0.01)
    house.kill()
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()
    assert sum(len(sender.acknowledged) for sender in senders) >= enough
    assert any(sender.pending for sender in senders)


def test_acknowledged_lines_survive_kill_9_once_and_the_rest_come_again_once(install: Install) -> None:
    with Serving(install, talks=SENDERS // 2) as house:
        senders = [
            Sender(house, talk, who, by_form=(i + who) % 4 == 0)
            for i, talk in enumerate(house.talks)
            for who in (0, 1)
        ]
        for _ in range(2):
            kill_while_sending(house, senders)
            house.start()
            for sender in senders:
                if sender.pending:
                    sender.acknowledged[sender.pending] = sender.send(sender.pending)
                last = max(sender.acknowledged)
                assert sender.send(last) == sender.acknowledged[last]
        check_what_is_there(house, senders)


def check_what_is_there(house: Serving, senders: list[Sender]) -> None:
    """By rows, by page and by stream: the same lines, each once, in one order."""
    rows = house.install.act("lines_of", conversations=[talk.id for talk in house.talks])
    for talk in house.talks:
        sent = sorted(
            (number, sender.who + 1, sender.words(ref))
            for sender in senders
            if sender.talk is talk
            for ref, number in sender.acknowledged.items()
        )
        assert [tuple(row) for row in rows[str(talk.id)]] == sent
        assert [number for number, _, _ in sent] == list(range(1, len(sent) + 1))
        shown = [(number, words) for number, _, words in sent]
        assert house.lines_on_pages(talk, 0) == shown
        with Ear(house, talk, 1, after=max(0, len(sent) - 40)) as ear:
            ear.hear(min(40, len(sent)))
            assert list(zip(ear.numbers(), ear.words(), strict=True)) == shown[-40:]
