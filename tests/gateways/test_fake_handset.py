"""Kannel with the handset that it brings itself (fakesmsc), as the command sets it up to try things."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from alongside.channels.kannel.adapter import Kannel
from alongside.rules.channel import Carried, Event, Message, Outgoing, Setup, Status
from tests.faults.installs import Install
from tests.gateways.house import PATH, Daemon, eventually, free_ports

pytestmark = pytest.mark.server

FAKESMSC = "/usr/lib/kannel/test/fakesmsc"
HANDSET, AMHARIC = "+254700000001", "ሰላም"
SENDS = f"{HANDSET} 1234 ucs2 %12%30%12%0B%12%1D"


@pytest.fixture
def setup(tmp_path: Path, settings: Any) -> Iterator[Setup]:
    """bearerbox and smsbox run, with what the command wrote."""
    install = Install(tmp_path / "data")
    install.settle()
    first = free_ports(4)
    install.command("channels", "kannel", "--fake", "--number", "1234", "--port", str(first))
    written = tmp_path / "data" / "kannel" / "kannel.conf"
    settings.GATEWAYS_NEAR = frozenset({"127.0.0.1"})
    settings.DATA = tmp_path
    boxes = [Daemon(name, str(written)) for name in ("bearerbox", "smsbox")]
    found = dict(
        re.findall(
            r'(?m)^(password|status-password|sendsms-port|admin-port|smsbox-port) = "?([^"\n]+)',
            written.read_text(),
        )
    )
    values = {
        "username": "alongside",
        "password": found["password"],
        "send_port": found["sendsms-port"],
        "status_port": found["admin-port"],
        "status_password": found["status-password"],
        "box_port": found["smsbox-port"],
    }
    made = Setup(1, 1, values, "secret", "http://127.0.0.1:8000")
    kannel = Kannel()
    try:
        boxes[0].start()
        assert eventually(lambda: bool(kannel.look(made).facts))
        boxes[1].start()
        assert eventually(lambda: "smsbox" in kannel.look(made).facts.get("boxes", ""))
        yield made
    finally:
        for box in reversed(boxes):
            box.end()


def test_a_handset_sends_a_text_and_gets_one(setup: Setup, tmp_path: Path) -> None:
    kannel, now = Kannel(), datetime.now(UTC)
    port = int(setup.values["send_port"]) + 1
    with (tmp_path / "handset").open("wb") as said:
        handset = subprocess.Popen(
            [FAKESMSC, "-H", "127.0.0.1", "-r", str(port), "-i", "0.1", "-m", "1", SENDS],
            stdout=said,
            stderr=said,
            env={"PATH": PATH},
        )
    try:
        came, mark = listen(kannel, setup, "", 1)
        assert [(each.sender, each.text) for each in came if isinstance(each, Message)] == [
            (HANDSET, AMHARIC)
        ]
        hour = timedelta(hours=1)
        assert kannel.send(setup, Outgoing("1f", HANDSET, AMHARIC, now, now + hour)) == Carried(
            "sent", segments=1
        )
        reports, _ = listen(kannel, setup, mark, 2)
        assert {each for each in reports if isinstance(each, Status)} >= {Status("1f", "delivered", "")}
        assert eventually(lambda: b"Got message 1" in (tmp_path / "handset").read_bytes())
    finally:
        kannel.close()
        handset.kill()
        handset.wait(5)


def listen(kannel: Kannel, setup: Setup, mark: str, count: int) -> tuple[list[Event], str]:
    """So many events, and the mark of the last."""
    found: list[Event] = []
    while len(found) < count:
        came, mark = kannel.catch_up(setup, mark)
        found += came
    return found, mark
