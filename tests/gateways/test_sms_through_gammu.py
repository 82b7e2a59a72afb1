"""A talk over the shipped server and Debian's own gammu-smsd, with a modem that is made of files."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.faults.installs import Install
from tests.faults.serving import Serving
from tests.gateways.house import Daemon, act, eventually

pytestmark = [pytest.mark.server, pytest.mark.timeout(120)]

AMHARIC, ARABIC, PICTURES = "ሰላም ነው? ዛሬ እንዴት ነህ?", "مرحبا، كيف حالك اليوم؟", "I am fine 😀👍🏽 [€]"
LONG = "It was a long day, and I want to tell you all of it from the start. " * 3
NUMBER = "+254711000001"


class ModemHouse(Serving):
    """Alongside and gammu-smsd. The modem's SIM is a folder of files."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Install(folder / "data"), talks=1)

    def __enter__(self) -> ModemHouse:
        self.install.command("channels", "gammu", "--dummy", "--country", "KE")
        (self.configuration,) = self.install.data.glob("gammu/*/smsd.conf")
        self.folder = self.configuration.parent
        for n in range(1, 6):
            (self.folder / "dummy" / "sms" / str(n)).mkdir(parents=True)
        pid = str(self.folder / "smsd.pid")
        self.smsd = Daemon("gammu-smsd", "--config", str(self.configuration), "--pid", pid)
        phones = [(self.talks[0].people[0], NUMBER)]
        self.handles: list[int] = act(self.install, "give_phones", phones=phones, kind="gammu")
        self.smsd.start()
        super().__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        self.smsd.end()

    def comes(self, words: str) -> None:
        """A text arrives on the SIM."""
        where = ("-folder", "1", "-unread", "-sender", NUMBER, "-len", "800")
        wide = ("-unicode",) if any(sign > "\x7f" for sign in words) else ()
        subprocess.run(
            ["gammu", "-c", self.configuration, "savesms", "TEXT", *where, *wide],
            input=words.encode(),
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=True,
        )

    def words(self) -> list[str]:
        return [words for _, words in self.lines_on_pages(self.talks[0], 1)]

    def peer_says(self, words: str) -> None:
        assert self.say(self.talks[0], 1, words, uuid4().hex).status == 200

    def left(self, name: str) -> list[str]:
        return [path.name for path in (self.folder / name).iterdir()]

    def states(self) -> list[str]:
        told = act(self.install, "texts_to", handles=self.handles)
        return [state for state, _, _ in told[str(self.handles[0])]]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModemHouse]:
    with ModemHouse(tmp_path_factory.mktemp("gammu")) as house:
        yield house


def test_they_talk_over_one_modem(house: ModemHouse) -> None:
    said = ["Hello there", PICTURES, AMHARIC, ARABIC, LONG.strip(), (AMHARIC + " 😀 ") * 5]
    said = [each.strip() for each in said]
    for words in said:
        house.comes(words)
    assert eventually(lambda: len(house.words()) == len(said))
    assert house.words() == said
    for words in said:
        house.peer_says(words)
    assert eventually(lambda: house.states() == ["sent"] * len(said), 60)
    assert house.states() == ["sent"] * len(said)
    assert eventually(lambda: house.left("inbox") + house.left("outbox") + house.left("sent") == [])


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_lost_when_the_modem_or_the_server_stops_in_the_middle(
    house: ModemHouse, how: signal.Signals
) -> None:
    before, sent = house.words(), house.states()
    house.smsd.end(how)
    house.comes(f"While the modem sleeps {how}")
    house.peer_says(f"This waits for the modem {how}")
    house.kill()
    house.smsd.start()
    house.comes(f"While the server sleeps {how}")
    house.start()
    said = {
        f"While the modem sleeps {how}",
        f"While the server sleeps {how}",
        f"This waits for the modem {how}",
    }
    assert eventually(lambda: set(house.words()) == {*before, *said})
    assert sorted(house.words()) == sorted([*before, *said])
    assert eventually(lambda: house.states() == [*sent, "sent"], 60)


def test_the_command_says_that_all_is_well(house: ModemHouse) -> None:
    assert "All is well" in house.install.command("channels", "gammu", "--check")
