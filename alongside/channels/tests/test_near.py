"""A coordinator sets addresses, and reaches nothing by them that only the operator may."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pytest_django import Settings

from alongside.channels import asking, near


class Neighbour(BaseHTTPRequestHandler):
    """A server on this computer that counts who came."""

    came = 0

    def do_GET(self) -> None:
        type(self).came += 1
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"inside")

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    Neighbour.came = 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Neighbour)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


NEAR = [
    "127.0.0.1",
    "127.8.9.1",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fd00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
]


def test_this_computer_and_the_network_around_it_are_near() -> None:
    assert [address for address in NEAR if not near.is_near(address)] == []


def test_the_open_internet_is_not_near() -> None:
    far = ["1.1.1.1", "41.191.224.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
    assert [address for address in far if near.is_near(address)] == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]"])
def test_nobody_near_is_asked_however_they_are_written(host: str, port: int, settings: Settings) -> None:
    settings.GATEWAYS_NEAR = frozenset()
    with pytest.raises(asking.NotReached):
        asking.ask("GET", f"http://{host}:{port}/", seconds=2)
    assert Neighbour.came == 0


def test_a_name_of_the_open_internet_that_leads_back_here_is_refused(
    port: int, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.GATEWAYS_NEAR = frozenset()
    looked_up: list[str] = []

    def leads_here(host: str, at: int, *args: Any, **kind: Any) -> list[tuple[Any, ...]]:
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", at))]

    monkeypatch.setattr(socket, "getaddrinfo", leads_here)
    with pytest.raises(asking.NotReached):
        asking.ask("GET", f"http://sms.example.org:{port}/", seconds=2)
    assert (looked_up, Neighbour.came) == (["sms.example.org"], 0)


@pytest.mark.parametrize("let", ["1", "127.0.0.1", "127.0.0.1:{port}"])
def test_what_the_operator_lets_is_reached(let: str, port: int, settings: Settings) -> None:
    settings.GATEWAYS_NEAR = frozenset({let.format(port=port)})
    said = asking.ask("GET", f"http://127.0.0.1:{port}/", seconds=2)
    assert (said.status, said.body, Neighbour.came) == (200, b"inside", 1)


def test_a_name_that_leads_to_what_is_let_is_let(port: int, settings: Settings) -> None:
    settings.GATEWAYS_NEAR = frozenset({f"127.0.0.1:{port}"})
    assert asking.ask("GET", f"http://localhost:{port}/", seconds=2).body == b"inside"


def test_one_port_that_is_let_opens_no_other(port: int, settings: Settings) -> None:
    settings.GATEWAYS_NEAR = frozenset({"127.0.0.1:13013"})
    with pytest.raises(asking.NotReached):
        asking.ask("GET", f"http://127.0.0.1:{port}/", seconds=2)
    assert Neighbour.came == 0


def test_a_port_where_nobody_listens_is_not_reached() -> None:
    with pytest.raises(asking.NotReached):
        asking.ask("GET", "http://127.0.0.1:9/", seconds=2)


def test_secure_connections_are_looked_at_too(port: int, settings: Settings) -> None:
    settings.GATEWAYS_NEAR = frozenset()
    with pytest.raises(asking.NotReached) as refused:
        asking.ask("GET", f"https://127.0.0.1:{port}/", seconds=2)
    assert isinstance(refused.value.__cause__, near.TooNear)
