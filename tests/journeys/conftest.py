"""The shipped server as it starts for a stranger, and headless Chromium in front of it."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.faults.installs import TABLES, Install
from tests.journeys.walker import Walker

QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}

# A mail server that never answers: pages offer to send e-mail, and nothing leaves this machine.
NO_MAIL_SERVER = {"ALONGSIDE_SMTP_URL": "smtp://127.0.0.1:9", "ALONGSIDE_MAIL_FROM": "notes@example.org"}


@dataclass
class House:
    """A running install: its address, and what it said when it started."""

    address: str
    said: str


def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    return ""


FRESH_FOR = 240  # seconds: its people are here for a quarter of an hour
_filled: list[tuple[float, Path]] = []


def a_filled_demo() -> Path:
    """A data folder with the demo in it, made by the shipped command: filled now and then, and copied."""
    if not _filled or time.monotonic() - _filled[-1][0] > FRESH_FOR:
        folder = Path(tempfile.mkdtemp(prefix="demo-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        kept = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
        command = [sys.executable, "-m", "alongside", "demo", "--data", str(folder / "data")]
        subprocess.run(command, env=kept, check=True, capture_output=True, timeout=150)
        _filled.append((time.monotonic(), folder / "data"))
    return _filled[-1][1]


def a_house(*options: str, **environment: str) -> Iterator[House]:
    """The shipped command on a data folder with tables, and nobody in them."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="house-"))
    if "--demo" in options:
        shutil.copytree(a_filled_demo(), folder / "data")
    else:
        Install(folder / "data").begin(TABLES)
    log = folder / "said.txt"
    kept = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
    command = [
        sys.executable,
        "-m",
        "alongside",
        "serve",
        "--port",
        str(port),
        "--data",
        str(folder / "data"),
    ]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, *options], env=kept | environment, stdout=output, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(900):
            try:
                with urllib.request.urlopen(f"{address}/sign-in", timeout=5):
                    break
            except urllib.error.HTTPError:
                break
            except OSError:
                assert process.poll() is None, log.read_text()
                time.sleep(0.1)
        yield House(address, log.read_text())
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        where = chromium()
        launched = playwright.chromium.launch(executable_path=where or None, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture
def fresh_house() -> Iterator[House]:
    """A first start: nobody is there."""
    yield from a_house()


@pytest.fixture(scope="session")
def demo_house() -> Iterator[House]:
    """The demo, with the pseudo-language that reads from the right."""
    yield from a_house("--demo", ALONGSIDE_PSEUDO="1", **NO_MAIL_SERVER)


Arrives = Callable[..., Walker]


@pytest.fixture
def arrives(browser: Browser) -> Iterator[Arrives]:
    """`arrives(width, keyboard=, script=)`: somebody with a device of their own."""
    contexts: list[BrowserContext] = []
    broken: list[str] = []

    def somebody(size: dict[str, int], *, keyboard: bool = False, script: bool = True) -> Walker:
        context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            java_script_enabled=script,
            locale="en-GB",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda trouble: broken.append(str(trouble)))
        return Walker(page, keyboard)

    yield somebody
    for context in contexts:
        context.close()
    assert broken == []  # no script of ours failed on any page


def first_link(house: House) -> str:
    """The one-time set-up link that the command printed."""
    found = re.search(r"http://\S+/set-up/\S+", house.said)
    assert found, house.said
    return found[0]
