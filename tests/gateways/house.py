"""Alongside, Kannel and a message centre, each as a process of its own, as in a clinic's cupboard."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.faults.installs import HOUSE, Install
from tests.faults.serving import Serving, free_port
from tests.gateways.message_centre import PASSWORD, MessageCentre

PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])


def act(install: Install, name: str, by: str = "actor", **told: Any) -> Any:
    """tests.gateways.actor, or another one there, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.gateways.{by}", name, json.dumps(told)],
        cwd=HOUSE,
        env=install.surroundings(),
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout)


class Daemon:
    """A program of the gateway's, started and ended by a test."""

    def __init__(self, *command: str) -> None:
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            env={**os.environ, "PATH": PATH},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def is_over(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def end(self, how: int = signal.SIGKILL, seconds: float = 20) -> None:
        """Told to stop, or killed. Who does not stop in time is killed, as when a computer shuts down."""
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
        self.process = None


class PhoneHouse(Serving):
    """`with PhoneHouse(...) as house`: everything runs until the end."""

    def __init__(self, folder: Path, talks: int) -> None:
        near = {"ALONGSIDE_GATEWAYS_NEAR": "127.0.0.1", "ALONGSIDE_SMPP_PASSWORD": PASSWORD}
        super().__init__(Install(folder / "data", near), talks)
        self.centre = MessageCentre()
        self.first = free_ports(4)
        self.configuration = self.install.data / "kannel" / "kannel.conf"
        self.bearerbox = Daemon("bearerbox", str(self.configuration))
        self.smsbox = Daemon("smsbox", str(self.configuration))

    def __enter__(self) -> PhoneHouse:
        self.centre.__enter__()
        try:
            self.set_up()
            self.bearerbox.start()
            assert self.centre.connected(), "bearerbox did not reach the message centre"
            self.smsbox.start()
            self.start()
            told = [(talk.people[0], f"+{self.number(n)}") for n, talk in enumerate(self.talks)]
            self.handles: list[int] = self.act("give_phones", phones=told, kind="kannel")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        self.smsbox.end()
        self.bearerbox.end()
        self.centre.__exit__()

    def set_up(self) -> None:
        """As the operator of this computer does it."""
        self.said = self.install.command(
            *("channels", "kannel", "--number", "1234", "--country", "KE"),
            *("--smpp", f"127.0.0.1:{self.centre.port}", "--smpp-name", "alongside"),
            *("--port", str(self.first)),
        )

    def act(self, name: str, **told: Any) -> Any:
        return act(self.install, name, **told)

    def number(self, talk: int) -> str:
        """The phone of the member of this talk."""
        return f"25471{talk:07d}"

    def end(self, which: str, how: int) -> None:
        """smsbox, bearerbox, the server or everything is told to stop, or killed."""
        if which in ("server", "everything"):
            self.kill() if how == signal.SIGKILL else self.stop()
        if which in ("bearerbox", "everything"):
            self.bearerbox.end(how)
        if which in ("smsbox", "everything"):
            self.smsbox.end(how)

    def start_again(self, which: str) -> None:
        if which in ("bearerbox", "everything"):
            self.bearerbox.start()
            eventually(lambda: answers(self.first + 1))
        if self.smsbox.is_over():  # bearerbox takes it along when it is told to stop
            self.smsbox.start()
        if which in ("server", "everything"):
            self.start()

    def wait_for_lines(self, talk: int, came: list[str], went: list[str]) -> list[str]:
        """The lines of both, once all are there; what there is when the time is over."""
        eventually(lambda: set(self.words(talk)) == {*came, *went}, 40)
        return self.words(talk)

    def words(self, talk: int, who: int = 1) -> list[str]:
        """The lines on a page of the talk, as its reader sees them."""
        return [words for _, words in self.lines_on_pages(self.talks[talk], who)]

    def wait_for_words(self, talk: int, words: list[str], seconds: float = 20) -> list[str]:
        """The lines once they are these, or what there is when the time is over."""
        eventually(lambda: self.words(talk) == words, seconds)
        return self.words(talk)


def eventually(true: Callable[[], bool], seconds: float = 15) -> bool:
    """Whether it came true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            if true():
                return True
        time.sleep(0.05)
    return False


def answers(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.create_connection(("127.0.0.1", port), timeout=1):
        return True


def free_ports(count: int) -> int:
    """The first of some ports in a row that nobody has."""
    while True:
        first = free_port()
        with contextlib.suppress(OSError), contextlib.ExitStack() as held:
            for port in range(first, first + count):
                held.enter_context(contextlib.closing(socket.create_server(("127.0.0.1", port))))
            return first
