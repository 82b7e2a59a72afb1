"""A word of its own is planted in every text field of every form; then every file is searched for it.

What a program publishes (its name, its promise, its lists) is kept plain and listed here with the reason.
Everything else must be found nowhere: not in the databases, their logs, a backup, or what the server wrote.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.channels import registry
from alongside.run import sealed_tar
from tests.faults.browser import Browser, Page, shape
from tests.faults.installs import TABLES, Install
from tests.faults.test_install import answers, free_port
from tests.journeys.conftest import NO_MAIL_SERVER

pytestmark = pytest.mark.server

# What a program tells the world about itself: on these pages all, on the set-up pages all but the account.
PUBLISHED_ON = {
    "/set-up/*",
    "/program/promise",
    "/program/requirements",
    "/program/words",
    "/program/places",
    "/program/experiences",
    "/program/lines",
    "/program/lines/new",
    "/program/lines/*",
    "/program/hours",
    "/program/age",
    "/program/complaints",
    "/program/near/new",
    "/program/near/*",
}
ACCOUNT = {"own_name", "email", "password"}
CHANNELS = "/desk/channels/new/"
A_CHANNELS_OWN = "value_"  # what only its adapter asks for; the rest is published, as a program's name is


def of_channels() -> set[tuple[str, str]]:
    """What each channel asks for when it is set up, but the one that would ask its provider at once."""
    return {
        (shape(f"{CHANNELS}{channel.kind}"), f"{A_CHANNELS_OWN}{field.name}")
        for channel in registry.found()
        for field in channel.fields
        if not field.choices and field.name != "base" and channel.kind != "telegram"
    }


ON_A_REAL_START = {
    ("/set-up/*", "own_name"),
    ("/set-up/*", "email"),
    ("/set-up/*", "password"),
    ("/program/invite", "note"),
    ("/join/*", "own_name"),
    ("/join/*", "email"),
    ("/join/*", "password"),
    ("/me/profile/name", "own_name"),
    ("/me/profile/lived", "lived_words"),
    ("/me/profile/loves", "loves_words"),
    ("/me/profile/about", "about"),
    ("/me/letters", "letter"),
    *(("/me/plan", part) for part in ("hard", "alone", "places", "tell", "contact", "around", "not")),
    ("/at/*/arrive", "going"),
    ("/at/*/arrive", "enjoy"),
    ("/at/*/arrive", "own_name"),
    ("/at/*/back", "five"),
    ("/at/*/back/lost", "peer"),
    ("/at/*/back/lost", "called"),
    ("/at/*/back/lost", "how"),
    ("/at/*/phone", "code"),
    ("/me/told", "email"),
    ("/me/phones", "phone_address"),
    ("/me/phones", "mail_address"),
    ("/me/phones", "code"),
    ("/talk/*", "words"),
    ("/cards", "notes"),
    ("/at/*/card", "code"),
    ("/desk/rest", "rest_words"),
    ("/desk/leaving", "goodbye"),
    ("/desk/try", "words"),
    ("/ask", "going"),
    ("/ask", "enjoy"),
    ("/today", "note"),
    ("/me/steps", "words"),
    ("/sign-in", "email"),
    ("/sign-in", "password"),
    *of_channels(),
}


def is_published(planted: tuple[str, str]) -> bool:
    if planted[0].startswith(CHANNELS):
        return not planted[1].startswith(A_CHANNELS_OWN)
    return planted[0] in PUBLISHED_ON and planted[1] not in ACCOUNT


class Running:
    """A server of our own and what it wrote."""

    def __init__(self, install: Install, *words: str) -> None:
        self.install, self.port = install, free_port()
        self.written = install.data.parent / "written"
        self._out = self.written.open("w")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "alongside", "serve", "--port", str(self.port), *words],
            env=install.surroundings() | NO_MAIL_SERVER,
            stdout=self._out,
            stderr=self._out,
        )
        self.root = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Running:
        assert answers(self.port), self.written.read_text()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(10)
        self._out.close()

    def said(self, pattern: str) -> str:
        found = re.search(pattern, self.written.read_text())
        assert found, self.written.read_text()
        return found.group()


def places_with(files: dict[str, Path], words: set[str]) -> dict[str, list[str]]:
    """Which of these words stand in which file, in small letters or as written."""
    found: dict[str, list[str]] = {}
    for name, path in files.items():
        held = set(re.findall(rb"canary\d{4}x", path.read_bytes(), re.I))
        for word in {one.decode().lower() for one in held} & words:
            found.setdefault(word, []).append(name)
    return found


def everything_kept(install: Install, folder: Path, written: Path) -> dict[str, Path]:
    """Every file there is: the data folder, the logs, and what is inside a backup."""
    install.command("backup", "--to", str(folder / "away"))
    (sealed,) = (folder / "away").glob("alongside-*.age")
    inside = folder / "inside"
    inside.mkdir()
    opened = sealed_tar.read(sealed, install.data / "backup-identity.txt", inside)
    kept = {str(path.relative_to(install.data)): path for path in install.data.rglob("*") if path.is_file()}
    return {**kept, **{f"backup: {name}": path for name, path in opened.items()}, "written": written}


def leaked(
    found: dict[str, list[str]], planted: dict[str, tuple[str, str]]
) -> dict[tuple[str, str], list[str]]:
    """Private words that were found, by where they were typed."""
    return {planted[word]: places for word, places in found.items() if not is_published(planted[word])}


def private(planted: dict[str, tuple[str, str]]) -> set[tuple[str, str]]:
    """Where private words were typed."""
    return {place for place in planted.values() if not is_published(place)}


def assert_the_search_works(found: dict[str, list[str]], planted: dict[str, tuple[str, str]]) -> None:
    """What is published is found where it must be: so nothing found means nothing there."""
    public = {word for word, place in planted.items() if is_published(place)}
    in_database = {
        word for word in public if any("alongside.sqlite3" in place for place in found.get(word, []))
    }
    in_backup = {word for word in public if "backup: alongside.sqlite3" in found.get(word, [])}
    assert len(in_database) > 10
    assert len(in_backup) > 10


def opens_the_program(coordinator: Browser, peer: Browser) -> None:
    """What the walk of the coordinator's pages has left to do: lines, a peer made ready, and the button."""
    at = f"{coordinator.root}/program"
    peer.ask(f"{coordinator.root}/me/profile/preview", {})
    coordinator.ask(f"{at}/lines/new", {"name": "A line", "phone": "112"})
    for link in set(Page(coordinator.ask(f"{at}/lines")[1]).links):
        if re.search(r"/lines/\d+$", link):
            coordinator.ask(coordinator.root + link, {"rung": "1"})
    for link in set(Page(coordinator.ask(at)[1]).links):
        if re.search(r"/people/\d+$", link):
            coordinator.makes_ready(coordinator.root + link)
    where, page = coordinator.ask(f"{at}/opening", {})
    assert where == f"{at}?opened=1", re.findall(r"Not done yet:</span>([^<]*)", page)


def test_a_plainly_written_word_would_be_found(tmp_path: Path) -> None:
    log = tmp_path / "written"
    log.write_bytes(b"...\x00My CANARY0007x words...")
    assert places_with({"written": log}, {"canary0007x", "canary0008x"}) == {"canary0007x": ["written"]}


def test_from_set_up_to_asking_no_private_word_is_found_anywhere(on_sqlite: Install, tmp_path: Path) -> None:
    on_sqlite.begin(TABLES)
    planted: dict[str, tuple[str, str]] = {}
    with Running(on_sqlite) as server:
        coordinator = Browser(server.root, planted)
        coordinator.walk(server.said(r"http://\S+/set-up/\S+"))
        _, answer = coordinator.ask(f"{server.root}/program/invite", {"roles": "peer", "note": ""})
        (link,) = set(re.findall(r"/join/[\w-]+", answer))
        peer = Browser(server.root, planted)
        peer.walk(link)
        opens_the_program(coordinator, peer)
        home, text = Browser(server.root, planted).ask(f"{server.root}/")
        (program,) = {link for link in [*Page(text).links, home] if re.search(r"/at/[\w-]+$", link)}
        Browser(server.root, planted).walk(f"{program}/back", pages_at_most=1)
        Browser(server.root, planted).walk(f"{program}/back/lost", pages_at_most=1)
        Browser(server.root, planted).walk(f"{program}/phone", pages_at_most=1)
        Browser(server.root, planted).walk("/sign-in", pages_at_most=1)
        Browser(server.root, planted).walk(f"{program}/arrive")
        found = places_with(everything_kept(on_sqlite, tmp_path, server.written), set(planted))
    assert_the_search_works(found, planted)
    assert leaked(found, planted) == {}
    assert " ".join(map("%s:%s".__mod__, sorted(private(planted) ^ ON_A_REAL_START))) == ""


def test_in_the_demo_no_private_word_is_found_anywhere(on_sqlite: Install, tmp_path: Path) -> None:
    """The demo has people in every state: talking, waiting, asked."""
    on_sqlite.begin(TABLES)
    planted: dict[str, tuple[str, str]] = {}
    with Running(on_sqlite, "--demo") as server:
        stranger = Browser(server.root, planted)
        _, text = stranger.ask(f"{server.root}/demo")
        doors = list(dict.fromkeys(form.action for form in Page(text).forms))  # each of its people once
        assert len(doors) >= 10
        for door in doors:
            someone = Browser(server.root, planted)
            someone.ask(server.root + door, {})
            someone.walk("/", "/me", "/desk", "/program", "/ask", "/words", "/practice")
        found = places_with(everything_kept(on_sqlite, tmp_path, server.written), set(planted))
    assert_the_search_works(found, planted)
    assert leaked(found, planted) == {}
    typed = [place for place in planted.values() if place == ("/talk/*", "words")]
    assert len(typed) >= 4, "nobody said anything in a talk"
