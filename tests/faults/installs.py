"""An install of its own for a test: a data folder, the shipped command, and other processes beside it.

Most tests begin where an install is already made. Those copy one that was made once: a copy takes a moment,
tables made anew take seconds.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

HOUSE = Path(__file__).resolve().parents[2]
TABLES = "prepare_again"  # the act after which there are tables, and nobody in them


@dataclass
class Install:
    """A data folder and how to act on it, always in processes of their own."""

    data: Path
    environment: dict[str, str] = field(default_factory=dict)

    def settle(self) -> Any:
        """Three people and a talk (actor.settle)."""
        return self.begin("settle")

    def begin(self, act: str, **told: Any) -> Any:
        """As after this act in a new install, and what came of it. A folder that is there is acted on."""
        if self.data.exists():
            return self.act(act, **told)
        ready, made = ready_made("DATABASE_URL" in self.environment, act, json.dumps(told))
        ready.copy_to(self)
        return json.loads(made)

    def copy_to(self, other: Install) -> None:
        """Folder and databases. Nobody works on either."""
        shutil.copytree(self.data, other.data)
        for name, of in zip(other.databases(), self.databases(), strict=True):
            on_postgres("DROP DATABASE {}", name)
            on_postgres("CREATE DATABASE {} TEMPLATE {}", name, of)

    def databases(self) -> list[str]:
        """On PostgreSQL, what they are called."""
        return [url.rpartition("/")[2] for url in self.environment.values() if url.startswith("postgres")]

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


@cache
def ready_made(postgres: bool, act: str, told: str) -> tuple[Install, str]:
    """An install after one act, and what came of it, as JSON. It is never worked on again: it is copied."""
    folder = Path(tempfile.mkdtemp(prefix="ready-made-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    install = Install(folder / "data", two_databases().__enter__() if postgres else {})
    if act != TABLES:
        ready_made(postgres, TABLES, "{}")[0].copy_to(install)
    return install, json.dumps(install.act(act, **json.loads(told)))


class two_databases:  # noqa: N801  reads as a function where it is used
    """Two new databases on the tests' own PostgreSQL, taken away afterwards."""

    def __enter__(self) -> dict[str, str]:
        self.name = f"fault_{uuid.uuid4().hex[:12]}"
        on_postgres("CREATE DATABASE {}", self.name)
        on_postgres("CREATE DATABASE {}", f"{self.name}_keys")
        url = f"{postgres_for_tests()}/{self.name}"
        return {"DATABASE_URL": url, "KEYS_DATABASE_URL": f"{url}_keys"}

    def __exit__(self, *_: object) -> None:
        on_postgres("DROP DATABASE {} WITH (FORCE)", self.name)
        on_postgres("DROP DATABASE {} WITH (FORCE)", f"{self.name}_keys")


def on_postgres(statement: str, *names: str) -> None:
    with psycopg.connect(f"{postgres_for_tests()}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def postgres_for_tests() -> str:
    found = os.environ.get("POSTGRES_FOR_TESTS", "")
    assert found, "This needs a PostgreSQL: run it with script/test, which starts one."
    return found
