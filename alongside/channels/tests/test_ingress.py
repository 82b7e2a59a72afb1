"""A gateway knocks: nobody learns what is there, and what is answered is on disk."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from django.conf import settings
from django.db import DatabaseError

from alongside.base import turn
from alongside.channels import ingress
from alongside.channels.ingress import Ingress
from alongside.flows import arrival_is_taken, something_comes_in, text_is_heard
from alongside.flows.tests.carrying import Remembers, a_gateway, channel
from alongside.gateways import spool, writes
from alongside.gateways.models import Arrival
from alongside.rules.channel import Message, NotGenuine, NotUnderstood, Raw, Reply
from alongside.run.shell import Shell
from alongside.web.live import Live

if TYPE_CHECKING:
    from pathlib import Path

    from alongside.gateways.reads import Open
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
__all__ = ["channel"]
AMINA = "+254700000001"
Told = TypeVar("Told")


@pytest.fixture
def gateway(cast: Cast, channel: Remembers, now: datetime) -> Open:
    return a_gateway(cast.program, now)


def knocks(words: str, n: int = 1, action: str = "in") -> Raw:
    return Raw("POST", action, "https://x/", str(n), {}, f"{AMINA} {words}".encode())


def at_the_door(does: Callable[[Ingress], Awaitable[Told]]) -> Told:
    """What an ingress that is open answers."""

    async def run() -> Told:
        door = Ingress()
        door.open()
        try:
            return await does(door)
        finally:
            await door.close()

    return asyncio.run(run())


def told(gateway: Open, raw: Raw) -> Reply:
    return at_the_door(lambda door: door.answer(raw, gateway.setup.path))


def test_what_is_answered_is_on_disk(gateway: Open) -> None:
    assert told(gateway, knocks("hello")).status == 200
    assert Arrival.objects.count() == 1


def test_many_at_once_are_all_kept_and_repeats_once(gateway: Open) -> None:
    async def all_of(door: Ingress) -> list[int]:
        asked = [knocks("hello", n % 50) for n in range(100)]
        answers = await asyncio.gather(*(door.answer(each, gateway.setup.path) for each in asked))
        return [each.status for each in answers]

    assert set(at_the_door(all_of)) == {200}
    assert Arrival.objects.count() == 50


@pytest.mark.parametrize(("path", "action"), [("a-guess", "in"), ("", "in"), (None, "else")])
def test_a_wrong_address_and_a_wrong_end_of_one_look_the_same(
    gateway: Open, path: str | None, action: str
) -> None:
    address = gateway.setup.path if path is None else path
    reply = at_the_door(lambda door: door.answer(knocks("hello", action=action), address))
    assert (reply.status, reply.body) == (404, b"")
    assert Arrival.objects.count() == 0


def test_a_gateway_that_was_closed_is_not_there(gateway: Open, now: datetime) -> None:
    with turn.write():
        writes.close(gateway.id, now)
    assert told(gateway, knocks("hello")).status == 404


@pytest.mark.parametrize(("why", "status"), [(NotGenuine, 403), (NotUnderstood, 400)])
def test_what_is_not_genuine_or_not_understood_is_not_kept(
    gateway: Open, monkeypatch: pytest.MonkeyPatch, why: type[Exception], status: int
) -> None:
    def says_no(self: Remembers, setup: Any, raw: Raw) -> list[Any]:
        raise why

    assert told(gateway, knocks("before")).status == 200
    monkeypatch.setattr(Remembers, "parse" if why is NotUnderstood else "verify", says_no)
    assert told(gateway, knocks("hello", 2)).status == status
    assert Arrival.objects.count() == 1


def away(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: Any) -> Any:
        raise DatabaseError

    monkeypatch.setattr(something_comes_in, "keep", gone)
    monkeypatch.setattr(ingress, "_all_gateways", gone)


def test_while_the_database_is_away_texts_are_put_aside_and_heard_once_when_it_is_back(
    gateway: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, now: datetime
) -> None:
    heard: list[str] = []

    def hear(door: Any, gateway: Any, message: Message, ref: str, now: datetime) -> None:
        heard.append(message.text)

    monkeypatch.setattr(settings, "DATA", tmp_path)
    monkeypatch.setattr(ingress, "LOOKED_AT_EVERY", 0.0)

    async def before_and_while(door: Ingress) -> list[int]:
        first = await door.answer(knocks("before", 1), gateway.setup.path)
        with pytest.MonkeyPatch.context() as dark:
            away(dark)
            rest = [await door.answer(knocks(f"dark {n}", n), gateway.setup.path) for n in (2, 3, 2)]
        rest.append(await door.answer(knocks("it is back", 4), gateway.setup.path))
        return [first.status, *(each.status for each in rest)]

    assert at_the_door(before_and_while) == [200, 200, 200, 200, 200]
    assert Arrival.objects.count() == 1
    assert something_comes_in.drain(now) == 4
    monkeypatch.setattr(text_is_heard, "hear", hear)
    arrival_is_taken.take_all(now)
    assert heard == ["before", "dark 2", "dark 3", "it is back"]
    assert spool.waiting() == []


def test_where_neither_database_nor_disk_takes_it_the_gateway_is_to_try_again(
    gateway: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(items: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spool, "add", full)
    path = f"/in/{gateway.setup.path}/in"
    assert through_the_shell(path, b"+254700000001 hello")[0] == 200
    away_only = pytest.MonkeyPatch()
    away_only.setattr(something_comes_in, "keep", _gone)
    try:
        assert through_the_shell(path, b"+254700000001 again", b"2") == (503, b"")
    finally:
        away_only.undo()
    assert Arrival.objects.count() == 1


def _gone(*args: Any) -> Any:
    raise DatabaseError


@pytest.mark.parametrize("path", ["/in/", "/in/x", "/in/x/y/z", "/in/%00/in", "/in//in"])
def test_anything_else_below_in_is_not_there(gateway: Open, path: str) -> None:
    assert through_the_shell(path, b"") == (404, b"")


def test_a_body_that_is_too_long_is_not_read_to_its_end(gateway: Open) -> None:
    status, _ = through_the_shell(f"/in/{gateway.setup.path}/in", b"x" * 2_100_000)
    assert status == 413


def through_the_shell(path: str, body: bytes, query: bytes = b"1") -> tuple[int, bytes]:
    """What the shipped application answers to a POST."""
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    async def run() -> None:
        shell = Shell(Live())
        shell.ingress.open()
        scope = {
            "type": "http",
            "method": "POST",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query,
            "headers": [],
            "client": ("127.0.0.1", 1),
        }
        try:
            await shell(scope, receive, send)
        finally:
            await shell.ingress.close()

    asyncio.run(run())
    return sent[0]["status"], b"".join(each.get("body", b"") for each in sent[1:])
