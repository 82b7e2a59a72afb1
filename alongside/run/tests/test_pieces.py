"""An answer in pieces: one is made when the last is on its way, on whichever page thread is free."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

from alongside.run.bridge import Pieces
from alongside.run.shell import Shell
from alongside.web.live import Live


class Answer:
    """What Django hands over for a streamed page."""

    streaming = True

    def __init__(self) -> None:
        self.made: list[int] = []
        self.threads: set[int] = set()
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        for number in range(3):
            self.made.append(number)
            self.threads.add(threading.get_ident())
            yield b"%d" % number

    def close(self) -> None:
        self.closed = True


def sent(answer: Answer, method: str, breaks_at: int = 99) -> list[dict[str, Any]]:
    """What goes out; how many pieces were made by then is written beside each."""
    told: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        if len(told) == breaks_at:
            raise OSError
        told.append({**message, "made": len(answer.made)})

    async def run() -> None:
        shell = Shell(Live())
        try:
            await shell._in_pieces(send, 200, [(b"content-type", b"text/html")], Pieces(answer), method)
        except OSError:
            pass
        finally:
            shell.pages.threads.shutdown()

    asyncio.run(run())
    return told


def test_no_piece_is_made_before_the_last_one_is_on_its_way() -> None:
    answer = Answer()
    told = sent(answer, "GET")
    assert [(each.get("body"), each["made"]) for each in told] == [
        (None, 0),
        (b"0", 1),
        (b"1", 2),
        (b"2", 3),
        (b"", 3),
    ]
    assert threading.get_ident() not in answer.threads
    assert answer.closed


def test_who_only_asks_for_the_headers_makes_no_piece() -> None:
    answer = Answer()
    assert [each.get("body") for each in sent(answer, "HEAD")] == [None, b""]
    assert answer.made == []
    assert answer.closed


def test_when_the_reader_goes_nothing_more_is_made() -> None:
    answer = Answer()
    assert len(sent(answer, "GET", breaks_at=2)) == 2
    assert answer.made == [0, 1]
    assert answer.closed
