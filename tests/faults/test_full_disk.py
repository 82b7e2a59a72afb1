"""A full disk: sending says so, nothing is acknowledged falsely, and with room it goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import psycopg
import pytest

from tests.faults.installs import TABLES, Install, two_databases
from tests.faults.serving import Serving, Talk

pytestmark = pytest.mark.server

LONG = "\N{BLACK SUN WITH RAYS}" * 3900


def as_root(*words: str) -> None:
    command = list(words) if os.geteuid() == 0 else ["sudo", "-n", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"This test makes a small disk, which needs root or sudo: {done.stderr}"


@dataclass(frozen=True)
class SmallDisk:
    """A file system of its own that can be filled to the last byte and emptied again."""

    folder: Path

    def fill(self) -> None:
        """Takes all the room there is."""
        with (self.folder / "filling").open("ab", buffering=0) as filling:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while filling.write(b"x" * size) == size:
                        pass
                except OSError:
                    continue

    def make_room(self) -> None:
        (self.folder / "filling").unlink()


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    folder.mkdir(parents=True)
    options = f"size={megabytes}m,uid={os.geteuid()},gid={os.getegid()},mode=0755"
    as_root("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder))
    try:
        yield SmallDisk(folder)
    finally:
        as_root("umount", "-l", str(folder))
        folder.rmdir()


@contextmanager
def on_a_small_disk(kind: str, tmp_path: Path) -> Iterator[tuple[Install, SmallDisk]]:
    """The data folder on SQLite, or the tables of PostgreSQL, where there is little room."""
    if kind == "sqlite":
        with small_disk(tmp_path / "disk", 12) as disk:
            yield Install(disk.folder / "data"), disk
        return
    with small_disk(Path("/tmp") / f"alongside-{uuid.uuid4().hex[:12]}", 64) as disk:  # postgres walks there
        place = disk.folder / "tables"
        place.mkdir(mode=0o700)
        owner = owner_of_postgres()
        if owner != os.geteuid():
            as_root("chown", str(owner), str(place))
        with two_databases() as environment:
            install = Install(tmp_path / "data", environment)
            install.begin(TABLES)
            with tables_at(place, environment["DATABASE_URL"]):
                yield install, disk
        as_root("rm", "-rf", str(place))


def owner_of_postgres() -> int:
    with psycopg.connect(f"{os.environ['POSTGRES_FOR_TESTS']}/postgres") as connection:
        return Path(f"/proc/{connection.info.backend_pid}").stat().st_uid


@contextmanager
def tables_at(place: Path, url: str) -> Iterator[None]:
    """The tables of this database stand there; afterwards they are taken back."""
    name = f"small_{uuid.uuid4().hex[:12]}"
    database = url.rpartition("/")[2]
    with psycopg.connect(f"{os.environ['POSTGRES_FOR_TESTS']}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE TABLESPACE {name} LOCATION '{place}'")
        connection.execute(f"ALTER DATABASE {database} SET TABLESPACE {name}")
        try:
            yield
        finally:
            connection.execute(f"DROP DATABASE {database} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {database}")  # two_databases takes it away
            connection.execute(f"DROP TABLESPACE {name}")


def say_until_full(house: Serving, talk: Talk) -> list[int]:
    """The numbers that were acknowledged before it said that there is no room."""
    kept: list[int] = []
    for i in range(2000):
        answer = house.say(talk, i % 2, LONG, f"fills-it-{i:05d}")
        if answer.status != 200:
            assert (answer.status, answer.told) == (507, {"why": "full"})
            return kept
        kept.append(answer.told["n"])
    raise AssertionError("It never was full.")


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_full_disk_is_said_and_when_there_is_room_talk_goes_on(kind: str, tmp_path: Path) -> None:
    with on_a_small_disk(kind, tmp_path) as (install, disk), Serving(install, talks=1) as house:
        (talk,) = house.talks
        assert house.say(talk, 0, "while there was room", "the-first-ref").status == 200
        disk.fill()
        kept = [1, *say_until_full(house, talk)]
        check_that_it_says_so(house, talk)
        disk.make_room()
        assert wait_until_kept(house, talk, "once there is room", "the-next-ref") == len(kept) + 1
        answer = house.post(talk, 1, LONG, "full-by-form")
        assert (answer.status, answer.headers["location"]) == (303, f"/talk/{talk.id}#m{len(kept) + 2}")
        rows = install.act("lines_of", conversations=[talk.id])[str(talk.id)]
        assert [row[0] for row in rows] == list(range(1, len(kept) + 3))
        assert [row[2] for row in rows[-2:]] == ["once there is room", LONG]
        assert house.say(talk, 1, LONG, "full-by-script").status == 200


def check_that_it_says_so(house: Serving, talk: Talk) -> None:
    """On the script's way and on the plain form's; reading goes on."""
    for _ in range(3):
        assert house.say(talk, 1, LONG, "full-by-script").status == 507
        answer = house.post(talk, 1, LONG, "full-by-form")
        assert answer.status == 507
        assert unescape(answer.text.partition("<textarea")[2].partition(">")[2]).startswith(LONG)
        assert 'value="full-by-form"' in answer.text
    page = house.ask("GET", f"/talk/{talk.id}", talk.tokens[1])
    assert page.status == 200
    assert LONG in page.text or "while there was room" in page.text


def wait_until_kept(house: Serving, talk: Talk, text: str, ref: str) -> int:
    """As the page tries again with the same ref; no restart."""
    until = time.monotonic() + 5
    while True:
        answer = house.say(talk, 0, text, ref)
        if answer.status == 200:
            return int(answer.told["n"])
        assert answer.status == 507
        assert time.monotonic() < until
        time.sleep(0.1)


def test_what_makes_a_small_disk_is_here() -> None:
    assert shutil.which("mount")
    assert shutil.which("umount")
