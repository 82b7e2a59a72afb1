"""An install of its own for each fault: a data folder, the shipped command, and other processes beside it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

HOUSE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Settled:
    """A data folder with three people and a talk, and what was made there."""

    folder: Path
    made: Any


@dataclass
class Install:
    """A data folder and how to act on it, always in processes of their own."""

    data: Path
    environment: dict[str, str] = field(default_factory=dict)
    settled: Settled | None = None

    def settle(self) -> Any:
        """Three people and a talk (actor.settle). On SQLite a folder settled before is copied: quicker."""
        if self.settled is None:
            return self.act("settle")
        shutil.copytree(self.settled.folder, self.data, dirs_exist_ok=True)
        self.data.chmod(0o700)
        return self.settled.made

    def surroundings(self) -> dict[str, str]:
        unwanted = ("ALONGSIDE_", "DATABASE_URL", "KEYS_DATABASE_URL", "DJANGO_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
        return {**kept, **self.environment, "ALONGSIDE_DATA": str(self.data), "PYTHONPATH": str(HOUSE)}

    def command(self, *words: str, fails: bool = False) -> str:
        """`alongside WORDS...`; what it said on both streams."""
        done = subprocess.run(
            [sys.executable, "-m", "alongside", *words],
            env=self.surroundings(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def start(self, act: str, **told: Any) -> subprocess.Popen[str]:
        """Begins to act in a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.faults.actor", act, json.dumps(told)],
            cwd=HOUSE,
            env=self.surroundings(),
            stdout=subprocess.PIPE,
            text=True,
        )

    def act(self, act: str, **told: Any) -> Any:
        """Acts, and returns what came of it; None where the process died on the way."""
        running = self.start(act, **told)
        said, _ = running.communicate(timeout=120)
        assert running.returncode == 0, said
        return json.loads(said) if said else None


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Settled:
    folder = tmp_path_factory.mktemp("settled") / "data"
    return Settled(folder, Install(folder).act("settle"))


@pytest.fixture(params=["sqlite", "postgres"])
def install(request: pytest.FixtureRequest, tmp_path: Path, settled: Settled) -> Iterator[Install]:
    """An empty install on each database."""
    if request.param == "sqlite":
        yield Install(tmp_path / "data", settled=settled)
        return
    with two_databases() as environment:
        yield Install(tmp_path / "data", environment)


@pytest.fixture
def on_sqlite(tmp_path: Path, settled: Settled) -> Install:
    return Install(tmp_path / "data", settled=settled)


class two_databases:  # noqa: N801  reads as a function where it is used
    """Two new databases on the tests' own PostgreSQL, taken away afterwards."""

    def __enter__(self) -> dict[str, str]:
        self.server = os.environ.get("POSTGRES_FOR_TESTS", "")
        assert self.server, "This needs a PostgreSQL: run it with script/test, which starts one."
        self.names = [f"fault_{uuid.uuid4().hex[:12]}", f"fault_{uuid.uuid4().hex[:12]}_keys"]
        self.run("CREATE DATABASE {}")
        data, keys = (f"{self.server}/{name}" for name in self.names)
        return {"DATABASE_URL": data, "KEYS_DATABASE_URL": keys}

    def __exit__(self, *_: object) -> None:
        self.run("DROP DATABASE {} WITH (FORCE)")

    def run(self, statement: str) -> None:
        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as connection:
            for name in self.names:
                connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
