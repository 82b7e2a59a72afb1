"""PostgreSQL's own tools, for backups."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from alongside.run.plain import Stop


def tool(name: str) -> str:
    """Where pg_dump or pg_restore is: the newest in PostgreSQL's own folders, else in PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    found = next((str(path / name) for path in folders[::-1] if (path / name).exists()), shutil.which(name))
    if found is None:
        raise Stop(
            f"ALONGSIDE-036: {name} is not on this machine. On Debian: apt-get install postgresql-client"
        )
    return found


def environment(settings: dict[str, Any]) -> dict[str, str]:
    """How the tools reach the database; a password is never on a command line, where others can see it."""
    told = {
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
    }
    return {**os.environ, **{name: str(value) for name, value in told.items() if value}}


def run(arguments: list[str], settings: dict[str, Any]) -> None:
    done = subprocess.run(arguments, env=environment(settings), capture_output=True, check=False)  # noqa: S603  a list, no shell
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Stop(
            f"ALONGSIDE-037: {Path(arguments[0]).name} failed: {reason[0] if reason else 'no reason given'}"
        )


def dump(settings: dict[str, Any], to: Path) -> None:
    """The whole database at one moment, in PostgreSQL's own format."""
    run(
        [tool("pg_dump"), "--format=custom", "--compress=0", "--no-owner", "--no-acl", f"--file={to}"],
        settings,
    )


def bring_back(settings: dict[str, Any], dumped: Path) -> None:
    """Replaces the tables with those of the dump, all in one transaction."""
    name = str(settings["NAME"])
    how = ["--clean", "--if-exists", "--no-owner", "--no-acl", "--single-transaction", "--exit-on-error"]
    run([tool("pg_restore"), *how, f"--dbname={name}", str(dumped)], settings)
