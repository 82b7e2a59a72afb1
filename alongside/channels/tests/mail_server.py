"""A mail server on a real socket, for tests: it takes mail, or refuses, is silent, dies."""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message


@dataclass
class Box:
    """What came in, and how the server answers: `answers["RCPT"] = ["451 Not now", "250 Ok"]` in turn."""

    port: int = 0
    mail: list[tuple[str, Message]] = field(default_factory=list)  # (whom it is for, the e-mail)
    heard: list[str] = field(default_factory=list)  # each word of the client's, as it came
    answers: dict[str, list[str]] = field(default_factory=dict)
    offers: tuple[str, ...] = ("8BITMIME",)
    after_data: Callable[[], str] | None = None  # instead of "250 Taken"
    context: ssl.SSLContext | None = None
    tls: bool = False  # encrypted from the first byte

    def answer(self, word: str, usual: str) -> str:
        told = self.answers.get(word, [])
        if not told:
            return usual
        return told.pop(0) if len(told) > 1 else told[0]


class Talk(socketserver.StreamRequestHandler):
    """One connection."""

    server: Server

    def handle(self) -> None:
        box = self.server.box
        if box.tls:
            self.encrypt()
        self.say(box.answer("HELLO", "220 here"))
        to = ""
        while line := self.rfile.readline(10_000):
            words = line.decode().strip()
            word = words.split(" ")[0].split(":")[0].upper()
            box.heard.append(words)
            if word == "EHLO":
                self.say("\r\n".join(["250-here", *(f"250-{each}" for each in box.offers), "250 OK"]))
            elif word == "STARTTLS" and box.context is not None:
                self.say("220 Go on")
                self.encrypt()
            elif word == "RCPT":
                to = words.split("<")[1].rstrip(">")
                self.say(box.answer(word, "250 Ok"))
            elif word == "DATA" and box.answer(word, "354 Go on").startswith("354"):
                self.say("354 Go on")
                box.mail.append((to, message_from_bytes(self.letter())))
                self.say(box.after_data() if box.after_data else box.answer("TAKEN", "250 Taken"))
            elif word == "AUTH":
                self.say(box.answer(word, "235 Welcome"))
            elif word == "QUIT":
                self.say("221 Bye")
                return
            else:
                self.say(box.answer(word, "250 Ok"))

    def encrypt(self) -> None:
        assert self.server.box.context is not None
        self.request = self.server.box.context.wrap_socket(self.request, server_side=True)
        self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", 0)

    def finish(self) -> None:
        with suppress(OSError):
            super().finish()
        self.request.close()  # the encrypted one is not the one the server closes

    def letter(self) -> bytes:
        lines = []
        while (line := self.rfile.readline(10_000)) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, box: Box) -> None:
        self.box = box
        super().__init__(("127.0.0.1", 0), Talk)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is part of what is tested."""


@contextmanager
def mail_server(box: Box | None = None) -> Iterator[Box]:
    """A server that runs meanwhile; `port` is where."""
    box = box or Box()
    with Server(box) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join(5)


@contextmanager
def silent_server() -> Iterator[int]:
    """A port that takes a connection and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as once:
        once.bind(("127.0.0.1", 0))
        return int(once.getsockname()[1])
