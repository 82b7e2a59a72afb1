"""The demo: who lives in it, its doors, and where they are closed."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from alongside.flows import demo_is_filled
from alongside.matching import desks
from alongside.matching import reads as matching
from alongside.people import reads
from alongside.run import demo
from alongside.run.plain import Stop

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def filled(now: datetime) -> Any:
    demo_is_filled.fill(now)
    return reads.programs()[0]


def browser(host: str = "127.0.0.1", **headers: str) -> Client:
    return Client(SERVER_NAME=host, headers={"sec-fetch-site": "same-origin"} | headers)


def names_on(page: Any) -> list[str]:
    return re.findall(r'<button class="quiet" dir="auto">(.*?)</button>', page.content.decode())


def test_twelve_peers_and_thirteen_members_live_in_it(filled: Any) -> None:
    roles = reads.roles_in(filled.id)
    peers = [one for one, held in roles.items() if "peer" in held]
    members = reads.first_members(filled.id)
    assert (len(peers), len(members)) == (12, 13)
    walks = [walk for member in members for walk in matching.walks_of(member)]
    assert sorted(walk.ended_at is not None for walk in walks) == [False] * 8 + [True]
    assert len(desks.for_team(filled.id, []).waiting) == 3


def test_it_is_the_same_each_time(filled: Any) -> None:
    assert filled.is_demo
    first = names_on(browser().get("/demo"))
    assert len(first) == 27
    assert first == names_on(browser().get("/demo"))


def test_one_click_makes_a_visitor_anybody_in_it(filled: Any) -> None:
    client = browser()
    page = client.get("/demo").content.decode()
    found = re.search(r'action="(/demo/as/\d+)"><button class="quiet" dir="auto">Rosa<', page)
    assert found
    assert client.post(found[1]).status_code == 303
    assert client.get("/desk").status_code == 200


@pytest.mark.parametrize(
    ("host", "address", "headers"),
    [
        ("192.168.1.9", "127.0.0.1", {}),
        ("127.0.0.1", "192.168.1.20", {}),
        ("127.0.0.1", "127.0.0.1", {"x-forwarded-for": "203.0.113.5"}),
    ],
)
def test_its_doors_are_closed_beyond_this_machine(
    filled: Any, monkeypatch: pytest.MonkeyPatch, host: str, address: str, headers: dict[str, str]
) -> None:
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", [*settings.ALLOWED_HOSTS, "192.168.1.9"])
    peer = next(one for one, held in reads.roles_in(filled.id).items() if "peer" in held)

    def statuses() -> list[int]:
        client = browser(host, **headers)
        got = client.get("/demo", REMOTE_ADDR=address), client.post(f"/demo/as/{peer}", REMOTE_ADDR=address)
        return [answer.status_code for answer in got]

    assert statuses() == [404, 404]
    monkeypatch.setattr(settings, "DEMO_ANYWHERE", True)
    assert statuses() == [200, 303]


def test_a_real_program_has_no_such_doors(cast: Cast) -> None:
    client = browser()
    assert client.get("/demo").status_code == 404
    assert client.post(f"/demo/as/{cast.peer.id}").status_code == 404


def test_it_refuses_to_mix_with_a_real_program(cast: Cast, now: datetime) -> None:
    before = reads.programs()
    with pytest.raises(Stop):
        demo.fill(now)
    assert reads.programs() == before
