"""The shipped server on an install of its own, and small clients that see exactly what is on the wire."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.faults.installs import Install


@dataclass(frozen=True)
class Talk:
    """A conversation and its two people: the member (0) and the peer (1)."""

    id: int
    people: list[int]
    tokens: list[str]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def told(self) -> Any:
        return json.loads(self.text)


class Serving:
    """`with Serving(install, talks=3) as house`: the server runs until the end, however that comes."""

    def __init__(self, install: Install, talks: int) -> None:
        self.install = install
        self.talks = [Talk(**made) for made in install.begin("begin_talks", count=talks)]
        self.port = free_port()
        self.log = install.data.with_name("log")
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Serving:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)

    def start(self) -> None:
        """Starts the shipped command, and waits for its first answer."""
        command = [sys.executable, "-m", "alongside", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=self.install.surroundings(), stdout=log, stderr=log)
        until = time.monotonic() + 20
        while time.monotonic() < until and self.process.poll() is None:
            try:
                assert self.ask("GET", "/live/0").status == 404
                return
            except OSError:
                time.sleep(0.02)
        raise AssertionError(f"The server did not start: {self.log.read_text()}")

    def kill(self) -> None:
        """As a power cut would, for this process."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> tuple[int, float]:
        """Told to stop (SIGTERM): exit code, and seconds until it was gone."""
        assert self.process is not None
        began = time.monotonic()
        self.process.terminate()
        code = self.process.wait(20)
        return code, time.monotonic() - began

    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def memory_mb(self) -> float:
        fields = Path(f"/proc/{self.pid()}/statm").read_text().split()
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

    def errors(self) -> list[str]:
        """Lines of the log that tell of trouble."""
        return [
            line
            for line in self.log.read_text().splitlines()
            if re.search(r'"level": "(warning|error|critical)"|Traceback|Error', line)
        ]

    def ask(self, method: str, path: str, token: str = "", body: bytes = b"", kind: str = "") -> Answer:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Sec-Fetch-Site": "same-origin", "Cookie": f"s={token}"}
        if kind:
            headers["Content-Type"] = kind
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, text)
        except http.client.HTTPException as trouble:
            raise ConnectionError from trouble
        finally:
            connection.close()

    def say(self, talk: Talk, who: int, text: str, ref: str, seen: int = 0) -> Answer:
        """As the page's script sends a line."""
        body = json.dumps({"text": text, "ref": ref, "seen": seen}, ensure_ascii=False).encode()
        return self.ask("POST", f"/live/{talk.id}/say", talk.tokens[who], body, "application/json")

    def post(self, talk: Talk, who: int, text: str, ref: str) -> Answer:
        """As the plain form sends it."""
        body = urlencode({"words": text, "ref": ref}).encode()
        kind = "application/x-www-form-urlencoded"
        return self.ask("POST", f"/talk/{talk.id}", talk.tokens[who], body, kind)

    def lines_on_pages(self, talk: Talk, who: int) -> list[tuple[int, str]]:
        """Number and words of every line, read from the newest page back to the oldest."""
        found: list[tuple[int, str]] = []
        path = f"/talk/{talk.id}"
        while path:
            page = self.ask("GET", path, talk.tokens[who])
            assert page.status == 200
            found = lines_in(page.text) + found
            older = re.search(r'<li class="older"><a href="([^"]*)"', page.text)
            path = unescape(older[1]) if older else ""
        return found


def lines_in(html: str) -> list[tuple[int, str]]:
    shown = re.findall(r'<li id="m(\d+)"[^>]*><span dir="auto">(.*?)</span>', html, re.DOTALL)
    return [(int(n), unescape(words)) for n, words in shown]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Event:
    """One event of a stream."""

    kind: str
    number: int
    data: str


class Ear:
    """An open stream. What came is kept raw, so that its last chunk can be seen too."""

    def __init__(
        self,
        house: Serving,
        talk: Talk,
        who: int,
        after: int = 0,
        last_event: int | None = None,
        room: int = 0,
        query: str = "",
    ) -> None:
        """`room`: bytes this machine takes in before they are listened to, if not the usual."""
        self.raw = bytearray()
        self.socket = socket.socket()
        if room:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        self.socket.settimeout(10)
        self.socket.connect(("127.0.0.1", house.port))
        last = f"Last-Event-ID: {last_event}\r\n" if last_event is not None else ""
        self.socket.sendall(
            f"GET /live/{talk.id}?{query or f'after={after}'} HTTP/1.1\r\nHost: 127.0.0.1:{house.port}\r\n"
            f"Cookie: s={talk.tokens[who]}\r\n{last}\r\n".encode()
        )

    def __enter__(self) -> Ear:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def listen(self, seconds: float) -> bool:
        """Takes in what comes within this time, once. False when nothing came."""
        self.socket.settimeout(max(0.001, seconds))
        try:
            part = self.socket.recv(1 << 20)
        except TimeoutError:
            return False
        self.raw += part
        return bool(part)

    def hear(self, count: int, seconds: float = 5) -> list[Event]:
        """Waits until `count` lines came, or the time is over; the lines so far."""
        until = time.monotonic() + seconds
        while len(self.lines()) < count and not self.ended() and time.monotonic() < until:
            self.listen(until - time.monotonic())
        return self.lines()

    def wait_for(self, kind: str, seconds: float = 5) -> bool:
        until = time.monotonic() + seconds
        while all(event.kind != kind for event in self.events()):
            if self.ended() or time.monotonic() > until or not self.listen(until - time.monotonic()):
                break
        return any(event.kind == kind for event in self.events())

    def wait_for_end(self, seconds: float) -> bool:
        """Whether the stream's last chunk came within this time."""
        until = time.monotonic() + seconds
        while not self.raw.endswith(b"\r\n0\r\n\r\n") and time.monotonic() < until:
            if not self.listen(until - time.monotonic()) and time.monotonic() < until:
                break
        return self.ended()

    def status(self) -> int:
        while b"\r\n\r\n" not in self.raw:
            if not self.listen(5):
                break
        return int(self.raw[9:12])

    def body(self) -> tuple[bytes, bool]:
        """The chunks put together, and whether the last one was there."""
        rest = bytes(self.raw).partition(b"\r\n\r\n")[2]
        body = b""
        while True:
            size, mark, rest = rest.partition(b"\r\n")
            if not mark or len(rest) < int(size, 16) + 2:
                return body, False
            if int(size, 16) == 0:
                return body, True
            body += rest[: int(size, 16)]
            rest = rest[int(size, 16) + 2 :]

    def ended(self) -> bool:
        return self.body()[1]

    def events(self) -> list[Event]:
        return [event(block) for block in self.body()[0].decode().split("\n\n")[:-1] if block.strip(":\n ")]

    def lines(self) -> list[Event]:
        return [heard for heard in self.events() if heard.kind == "line"]

    def numbers(self) -> list[int]:
        return [heard.number for heard in self.lines()]

    def words(self) -> list[str]:
        return [words for heard in self.lines() for _, words in lines_in(heard.data)]


def event(block: str) -> Event:
    parts = [line.partition(":") for line in block.split("\n")]
    told = {name: value.removeprefix(" ") for name, _, value in parts}
    if "retry" in told:
        return Event("retry", 0, "")
    return Event(told.get("event", "line"), int(told.get("id", 0)), told.get("data", ""))
