"""The quiet help card shows to who wrote the words, in the answer to that send, and leaves nothing behind.

standards 6.6, test 1: after "I want to die" no row, log line, notice, frame or nudge that a neutral line
would not have brought as well.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db import connections

from alongside.base import turn, wake
from alongside.flows.tests.walking import walk_together
from alongside.people import preferences, sessions
from alongside.people.models import Person
from alongside.rules.duty import Stretch
from alongside.safety import duty
from alongside.web import help_card
from alongside.web.live import Live
from tests.test_doors import hang_up

if TYPE_CHECKING:
    from django.test import Client

    from conftest import Cast, SignIn, TimePasses

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
DYING, NEUTRAL = "I want to die", "I went to buy tea"
CARD = "Nobody has been told. You are still talking with"


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(help_card, "_shown", {})


@pytest.fixture
def walk(cast: Cast, now: datetime) -> int:
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def sends(browser: Client, walk: int, words: str, ref: str) -> Any:
    return browser.post(f"/talk/{walk}", {"words": words, "ref": ref})


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, but for what every line differs in: ids, numbers, seals and times."""
    found = {}
    for model in apps.get_app_config("alongside").get_models():
        alias = "keys" if model._meta.db_table.startswith("vault_") else "default"
        try:
            rows = list(model._default_manager.using(alias).order_by("pk").values())
        except Exception:  # a table of the other database
            rows = list(model._default_manager.order_by("pk").values())
        found[model.__name__] = [
            {name: value for name, value in row.items() if name not in ("id", "sealed", "once", "at")}
            for row in rows
        ]
    return found


def what_is_left(cast: Cast, walk: int, browser: Client, words: str, ref: str) -> dict[str, Any]:
    """What a send of these words leaves: tables, logs, nudges. Then it is as before."""
    heard: list[tuple[str, int]] = []
    logged: list[str] = []

    class Hears(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            logged.append(f"{record.name} {record.levelname}")

    def hear(kind: str, number: int) -> None:
        heard.append((kind, number))

    handler, root = Hears(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    wake.listen(hear)
    try:
        answer = sends(browser, walk, words, ref)
        if answer.status_code == 303:
            browser.get(answer.headers["Location"])
    finally:
        wake.stop_listening(hear)
        root.removeHandler(handler)
        root.setLevel(level)
    left = everything()
    for table in ("Conversation", "Message", "Membership", "Delivery"):
        for row in left[table]:
            for name in ("last_n", "n", "seen_n"):
                row.pop(name, None)
    lines = len(left.pop("Message"))
    return {"tables": left, "lines": lines, "logged": logged, "heard": heard, "status": answer.status_code}


def test_it_shows_to_who_wrote_it_in_the_answer_and_nowhere_else(
    cast: Cast, sign_in: SignIn, walk: int
) -> None:
    member, peer = sign_in(cast.member), sign_in(cast.peer)
    answer = sends(member, walk, DYING, "a-ref-of-mine")
    page = answer.content.decode()
    assert (answer.status_code, f"{CARD} Rosa." in page, DYING in page) == (200, True, True)
    assert f'href="/at/{cast.program.slug}/help"' in page
    assert [CARD in one.get(f"/talk/{walk}").content.decode() for one in (member, peer)] == [False, False]
    assert DYING in peer.get(f"/talk/{walk}").content.decode()
    reload = sends(member, walk, DYING, "a-ref-of-mine")
    assert (reload.status_code, reload.content.decode().count(f">{DYING}<")) == (200, 1)


def test_whoever_wrote_it_a_peer_too(cast: Cast, sign_in: SignIn, walk: int) -> None:
    page = sends(sign_in(cast.peer), walk, DYING, "a-ref-of-mine").content.decode()
    assert f"{CARD} Amina." in page


def test_a_neutral_line_and_a_quiet_one_show_nothing(cast: Cast, sign_in: SignIn, walk: int) -> None:
    member = sign_in(cast.member)
    quiet = (NEUTRAL, "this homework is killing me", "I am not suicidal", "my cousin died")
    answers = [sends(member, walk, words, f"ref-number-{n}") for n, words in enumerate(quiet)]
    assert [answer.status_code for answer in answers] == [303] * 4


def test_once_a_day_in_each_conversation(
    cast: Cast, sign_in: SignIn, walk: int, now: datetime, time_passes: TimePasses
) -> None:
    other = walk_together(cast.member, cast.other_peer, cast.program.key_id, now)
    member = sign_in(cast.member)
    shown = [sends(member, walk, DYING, f"ref-number-{n}").status_code for n in range(2)]
    shown.append(sends(member, other, DYING, "ref-number-3").status_code)
    time_passes(timedelta(hours=25))
    shown.append(sends(member, walk, DYING, "ref-number-4").status_code)
    assert shown == [200, 303, 200, 200]


def test_where_the_card_cannot_be_made_the_line_is_kept_and_nothing_is_said_of_it(
    cast: Cast, sign_in: SignIn, walk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error in the log would name the place in the code, and so what was written."""

    def breaks(person_id: int) -> bool:
        raise RuntimeError

    member = sign_in(cast.member)
    monkeypatch.setattr(preferences, "wants_help_card", breaks)
    left = what_is_left(cast, walk, member, DYING, "a-ref-of-mine")
    assert (left["status"], left["lines"]) == (303, 1)
    assert [one for one in left["logged"] if not one.endswith("DEBUG")] == []


def test_it_is_switched_off_in_one_tap_and_on_again(cast: Cast, sign_in: SignIn, walk: int) -> None:
    member, peer = sign_in(cast.member), sign_in(cast.peer)
    assert sends(member, walk, DYING, "ref-number-1").status_code == 200
    assert member.post(f"/talk/{walk}/no-card").headers["Location"] == f"/talk/{walk}"
    help_card._shown.clear()
    assert sends(member, walk, DYING, "ref-number-2").status_code == 303
    assert sends(peer, walk, DYING, "ref-number-3").status_code == 200
    assert Person.objects.filter(help_card=False).count() == 1
    member.post("/me/help-card", {"show": "yes"})
    assert sends(member, walk, DYING, "ref-number-4").status_code == 200


def test_every_table_log_and_nudge_is_as_after_a_neutral_line(cast: Cast, sign_in: SignIn, walk: int) -> None:
    """With a supervisor on the rota and a peer in the talk: there was someone to tell."""
    with turn.write():
        duty.write_rota(cast.program.id, [Stretch(cast.supervisor.id, day, 0, 1440) for day in range(7)])
    member, supervisor = sign_in(cast.member), sign_in(cast.supervisor)
    sends(member, walk, "Hello.", "ref-number-0")
    desk = supervisor.get("/program").content
    neutral = what_is_left(cast, walk, member, NEUTRAL, "ref-number-1")
    dying = what_is_left(cast, walk, member, DYING, "ref-number-2")
    assert (neutral.pop("status"), dying.pop("status")) == (303, 200)
    assert (neutral.pop("lines"), dying.pop("lines")) == (2, 3)
    assert dying["tables"] == neutral["tables"]
    assert dying == neutral
    assert supervisor.get("/program").content == desk
    assert set(help_card._shown) != set()


def test_the_memory_of_it_names_nobody(cast: Cast, sign_in: SignIn, walk: int) -> None:
    sends(sign_in(cast.member), walk, DYING, "ref-number-1")
    ((mark, (_until, n)),) = help_card._shown.items()
    assert (len(mark), n) == (16, 1)
    told = repr(help_card._shown)
    assert [str(one) in told for one in (walk, cast.member.id, cast.program.id)] == [False] * 3


def test_no_cookie_and_no_address_tells_of_it(cast: Cast, sign_in: SignIn, walk: int) -> None:
    member = sign_in(cast.member)
    neutral, dying = sends(member, walk, NEUTRAL, "ref-number-1"), sends(member, walk, DYING, "ref-number-2")
    assert dying.status_code == 200
    assert [dict(answer.cookies) for answer in (neutral, dying)] == [{}, {}]
    assert {"Location", "Refresh"} & set(dying.headers) == set()
    assert dying.headers["Cache-Control"] == "no-store"


class Ear:
    """An open stream, and what it heard."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []
        self.gone = asyncio.Event()

    async def send(self, message: Any) -> None:
        self.frames.append(message.get("body", b""))

    def heard(self) -> bytes:
        return b"".join(self.frames)

    async def receive(self) -> Any:
        await self.gone.wait()
        return {"type": "http.disconnect"}


def scope(method: str, path: str, token: str) -> dict[str, Any]:
    headers = [
        (b"host", b"127.0.0.1"),
        (b"sec-fetch-site", b"same-origin"),
        (b"cookie", b"s=" + token.encode()),
    ]
    return {"type": "http", "method": method, "path": path, "query_string": b"after=0", "headers": headers}


async def until(true: Callable[[], bool]) -> None:
    """Ten seconds at most."""
    for _ in range(200):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError


async def says(live: Live, walk: int, token: str, words: str, ref: str) -> dict[str, Any]:
    heard: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": json.dumps({"text": words, "ref": ref}).encode()}

    async def send(message: Any) -> None:
        heard.append(message)

    await live(scope("POST", f"/live/{walk}/say", token), receive, send)
    told: dict[str, Any] = json.loads(heard[-1]["body"])
    return told


def test_on_a_live_page_it_comes_with_the_answer_and_no_stream_holds_it(
    cast: Cast, walk: int, now: datetime
) -> None:
    with turn.write():
        mine, theirs = sessions.sign_in(cast.member, now), sessions.sign_in(cast.peer, now)

    async def two_lines() -> tuple[list[dict[str, Any]], list[bytes]]:
        live = Live()
        live.open(asyncio.get_running_loop())
        ears = [Ear(), Ear()]
        open_pages = [
            asyncio.create_task(live(scope("GET", f"/live/{walk}", token), ear.receive, ear.send))
            for ear, token in zip(ears, (mine, theirs), strict=True)
        ]
        await until(lambda: len(list(live.hub.everyone())) == 2)
        told = [
            await says(live, walk, mine, words, f"ref-number-{n}")
            for n, words in enumerate((NEUTRAL, DYING, DYING))
        ]
        await until(lambda: all(ear.heard().count(DYING.encode()) == 2 for ear in ears))
        for ear in ears:
            ear.gone.set()
        await asyncio.gather(*open_pages)
        await asyncio.to_thread(hang_up, live)
        await live.close()
        return told, [ear.heard() for ear in ears]

    told, streams = asyncio.run(two_lines())
    connections.close_all()
    assert [sorted(each) for each in told] == [["n"], ["card", "n"], ["n"]]
    assert f"{CARD} Rosa." in told[1]["card"]
    for stream in streams:
        assert (stream.count(DYING.encode()), stream.count(NEUTRAL.encode())) == (2, 1)
        assert b"Nobody has been told" not in stream
        assert b"help" not in stream
