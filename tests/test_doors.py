"""No page without a door, and one table says what each of the cast gets behind every one of them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, path

from alongside.flows import keys_are_destroyed
from alongside.people import invitations
from alongside.web import addresses
from alongside.web.live import ROUTES, Live
from tests.house import House, in_full_swing
from tests.who_may_open import WHO, rows

if TYPE_CHECKING:
    from conftest import Cast, SignIn

EVERY_METHOD = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
NOWHERE = "/there-is-no-such-page"
LIVE = {(address.strip("/"), method) for method, address in ROUTES}


def url_map() -> list[URLPattern]:
    patterns = get_resolver().url_patterns
    assert all(isinstance(one, URLPattern) for one in patterns), "include() hides pages from the table"
    return patterns  # type: ignore[return-value]  # the line above says so


def test_the_table_is_the_url_map_and_the_live_routes() -> None:
    mapped = {
        (str(one.pattern), method)
        for one in url_map()
        for method in getattr(one.callback, "methods", ["no door"])
    }
    assert set(rows()) == {(address, method) for address, method in mapped if method != "HEAD"} | LIVE


def test_every_view_says_who_may_open_it_and_how() -> None:
    without = [str(one.pattern) for one in url_map() if not getattr(one.callback, "door", None)]
    assert without == []
    methods = {str(one.pattern): getattr(one.callback, "methods", {"none"}) for one in url_map()}
    assert [place for place, said in methods.items() if not said <= {"GET", "HEAD", "POST"}] == []


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_view_without_a_door_does_not_run(settings: Any, cast: Cast, sign_in: SignIn) -> None:
    ran: list[str] = []

    def forgotten(request: object) -> HttpResponse:
        ran.append("it ran")
        return HttpResponse("words")

    planted: Any = ModuleType("planted")
    planted.urlpatterns = [path("forgotten", forgotten)]
    planted.handler404, planted.handler500 = addresses.handler404, addresses.handler500
    settings.ROOT_URLCONF = planted
    for browser in (Client(), sign_in(cast.coordinator)):
        with pytest.raises(RuntimeError, match="forgotten has no door"):
            browser.get("/forgotten")
    assert ran == []


@pytest.fixture
def house(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> House:
    """Nothing is destroyed for good in it: keys could not come back when what happened is undone."""
    monkeypatch.setattr(keys_are_destroyed, "finish", lambda now: 0)
    return in_full_swing(cast, now)


@pytest.fixture
def browsers(house: House, sign_in: SignIn, stranger: Client) -> dict[str, Client]:
    """A browser for each of the cast; what a page raises is an answer too, and never a right one."""
    people = {who: getattr(house.cast, who) for who in WHO if who != "stranger"}
    return {"stranger": stranger, **{who: sign_in(person) for who, person in people.items()}}


@contextmanager
def undone() -> Iterator[None]:
    """What happens in it has not happened: each of the cast finds the house as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(browser: Client, method: str, address: str) -> tuple[int, bytes, dict[str, str]]:
    """Status, page and headers of one request, undone. Cookies it set are gone too."""
    kept = {name: cookie.value for name, cookie in browser.cookies.items()}
    with undone():
        answer = browser.generic(method, address, b"", content_type="application/x-www-form-urlencoded")
        said = b"".join(answer)
    browser.cookies.clear()
    browser.cookies.load(kept)
    return answer.status_code, said, dict(answer.headers)


@pytest.mark.django_db(databases=["default", "keys"])
def test_everyone_gets_what_the_table_says_on_every_page(house: House, browsers: dict[str, Client]) -> None:
    wrong = []
    for (address, method), got in rows().items():
        if (address, method) not in LIVE:
            found = {
                who: ask(browser, method, house.address(address))[0] for who, browser in browsers.items()
            }
            wrong += differences(address, method, found, got)
    assert "\n".join(wrong) == ""


def differences(address: str, method: str, found: dict[str, int], told: dict[str, int]) -> list[str]:
    return [
        f"{method} {address}: {who} gets {found[who]}, the table says {told[who]}"
        for who in WHO
        if found[who] != told[who]
    ]


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_link_is_not_taken_back_from_elsewhere(
    house: House, browsers: dict[str, Client], now: datetime
) -> None:
    """The one row where a stranger to the program gets the same answer as its own coordinator."""
    for who, state in (("elsewhere_coordinator", invitations.OPEN), ("coordinator", invitations.OVER)):
        assert browsers[who].post(f"/program/invite/{house.link}/end").status_code == 303
        link = invitations.look(house.join_token, now)
        assert link is not None
        assert link.state == state


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_refusal_is_byte_for_byte_what_does_not_exist(house: House, browsers: dict[str, Client]) -> None:
    refused = [
        (address, method, who)
        for (address, method), got in rows().items()
        for who, status in got.items()
        if status == 404 and (address, method) not in LIVE
    ]
    assert {who for _, _, who in refused} == set(WHO)
    nowhere = {
        (who, method): ask(browsers[who], method, NOWHERE) for who in WHO for method in ("GET", "POST")
    }
    told = [
        (address, method, who)
        for address, method, who in refused
        if ask(browsers[who], method, house.address(address)) != nowhere[who, method]
    ]
    assert told == []


@pytest.mark.django_db(databases=["default", "keys"])
def test_other_methods_are_refused_to_those_who_may_enter(house: House, browsers: dict[str, Client]) -> None:
    listed: dict[str, dict[str, dict[str, int]]] = {}
    for (address, method), got in rows().items():
        if (address, method) not in LIVE:
            listed.setdefault(address, {})[method] = got
    wrong = []
    for address, by_method in listed.items():
        enters = [who for who in WHO if any(got[who] != 404 for got in by_method.values())]
        closed = [who for who in WHO if who not in enters]
        asked = [(who, {405}) for who in enters[:1]] + [(who, {404, 405}) for who in closed[:1]]
        for method in EVERY_METHOD - set(by_method):
            for who, right in asked:
                status = ask(browsers[who], method, house.address(address))[0]
                if status not in right:
                    wrong.append((address, method, who, status))
    assert wrong == []


def live_scope(method: str, address: str, token: str) -> dict[str, Any]:
    headers = [
        (b"host", b"127.0.0.1"),
        (b"sec-fetch-site", b"same-origin"),
        (b"cookie", f"s={token}".encode()),
    ]
    return {
        "type": "http",
        "method": method,
        "path": address,
        "raw_path": address.encode(),
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 1),
    }


async def ask_live(live: Live, method: str, address: str, token: str) -> int:
    """The status of one live request; a stream is left as soon as it has begun."""
    statuses: list[int] = []
    begun = asyncio.Event()
    body = (
        b'{"text": "hello", "ref": "door-test-1", "seen": 0}' if address.endswith("say") else b'{"seen": 0}'
    )
    messages = [{"type": "http.request", "body": body if method == "POST" else b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        if messages and method == "POST":
            return messages.pop()
        await begun.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])
            begun.set()

    await asyncio.wait_for(live(live_scope(method, address, token), receive, send), 10)
    return statuses[0]


def hang_up(live: Live) -> None:
    """Every reading thread closes its own connections: all meet, so that none does it twice."""
    threads = len(live._readers._threads)
    met = threading.Barrier(threads, timeout=10)

    def close() -> None:
        met.wait()
        connections.close_all()

    for done in [live._readers.submit(close) for _ in range(threads)]:
        done.result(10)


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_everyone_gets_what_the_table_says_on_the_live_routes(
    house: House, browsers: dict[str, Client]
) -> None:
    tokens = {
        who: browser.cookies["s"].value if "s" in browser.cookies else "" for who, browser in browsers.items()
    }

    async def everything() -> list[str]:
        live = Live()
        live.open(asyncio.get_running_loop())
        wrong = []
        for address, method in sorted(LIVE):
            at = house.address(address)
            found = {who: await ask_live(live, method, at, token) for who, token in tokens.items()}
            wrong += differences(address, method, found, rows()[address, method])
        await asyncio.to_thread(hang_up, live)
        await live.close()
        return wrong

    assert "\n".join(asyncio.run(everything())) == ""
