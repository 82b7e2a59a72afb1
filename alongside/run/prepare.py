"""Before anything runs: the data folder, its key, and tables as this version wants them."""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from alongside.base import clock
from alongside.run.plain import Stop, say

COPIES_KEPT = 3
COPIES_OF_DATA = "before-migration"
COPIES_OF_KEYS = "key-copies"
MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def prepare(data: Path) -> None:
    """Makes the folder and its key, and migrates both databases where they are behind.

    Costs two small questions when all is up to date. An older database is copied first.
    """
    make_folder(data)
    set_up_django()
    from alongside.vault import install

    refuse_a_lost_key(data)
    install.make_key_file(data / "install.key")
    behind = [alias for alias in ("default", "keys") if not is_current(alias)]
    if behind:
        with alone(data):
            migrate(data, [alias for alias in behind if not is_current(alias)])


def refuse_a_lost_key(data: Path) -> None:
    """A new install key beside old keys would make everything unreadable, and nobody would see why."""
    if (data / "install.key").exists() or not recorded("keys"):
        return
    from alongside.vault import keys

    if next(keys.wrapped(), None) is not None:
        raise Stop(
            f"ALONGSIDE-017: {data / 'install.key'} is missing, and without it no word here can be read. "
            "Put it back, or restore a copy of the keys: alongside restore --help"
        )


def set_up_django() -> None:
    from django.apps import apps

    if not apps.ready:
        import django

        django.setup()


def open_existing(data: Path) -> None:
    """For commands that only look: the install must be there, and nothing is changed."""
    if not (data / "install.key").exists():
        raise Stop(f"ALONGSIDE-015: {data} is not a data folder of Alongside. Say which with --data.")
    set_up_django()
    if not recorded("default") or not recorded("keys"):
        raise Stop("ALONGSIDE-016: there are no tables yet. Start Alongside once: alongside serve")


def make_folder(data: Path) -> None:
    """The data folder, for its owner alone."""
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = data.stat()
        if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) & 0o077:
            data.chmod(0o700)
    except OSError as trouble:
        raise Stop(
            f"ALONGSIDE-010: cannot use the data folder {data} ({trouble.strerror}). "
            "Choose another with --data, or let this account write there."
        ) from None


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Two processes that start at the same moment migrate one after the other."""
    from django.db import connection

    with (data / ".preparing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if connection.vendor == "sqlite":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(7246381)")
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(7246381)")


@contextmanager
def in_use(data: Path) -> Iterator[None]:
    """While this lasts, `alongside restore` knows that someone works on this folder."""
    with (data / ".in-use").open("a") as mark:
        fcntl.flock(mark, fcntl.LOCK_SH)
        yield


@contextmanager
def nobody_else(data: Path) -> Iterator[None]:
    """The folder to ourselves, or a refusal."""
    with (data / ".in-use").open("a") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Stop("ALONGSIDE-014: Alongside is running on this data folder. Stop it first.") from None
        yield


def newest_migration() -> str:
    """The newest one this version of Alongside brings."""
    return max(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))


def recorded(alias: str) -> list[str]:
    """The migrations a database has been through, oldest first; none for a new one."""
    from django.db import DatabaseError, OperationalError, connections

    connection = connections[alias]
    try:
        with connection.cursor() as cursor:
            if "django_migrations" not in connection.introspection.table_names(cursor):
                return []
            cursor.execute("SELECT name FROM django_migrations WHERE app = 'alongside' ORDER BY id")
            return [str(name) for (name,) in cursor.fetchall()]
    except OperationalError as trouble:
        raise Stop(cannot_reach(alias, connection.vendor, trouble)) from None
    except DatabaseError:
        raise Stop(
            f"ALONGSIDE-012: the database {name_of(alias)} cannot be read; it may be damaged. "
            "Restore the newest backup: alongside restore --help"
        ) from None


def name_of(alias: str) -> str:
    from django.db import connections

    return Path(str(connections[alias].settings_dict["NAME"])).name


def cannot_reach(alias: str, vendor: str, trouble: Exception) -> str:
    """One line about a database that does not answer."""
    name = name_of(alias)
    if vendor == "sqlite":
        return (
            f"ALONGSIDE-011: cannot open {name}. Is the data folder there, and may this account write in it?"
        )
    hint = f" Make it with: createdb {name}" if "does not exist" in str(trouble) else ""
    return f"ALONGSIDE-011: cannot reach the PostgreSQL database {name}. Is it running?{hint}"


def is_current(alias: str) -> bool:
    """Whether a database has all tables of this version. Stops where it is ahead of this version."""
    names, newest = recorded(alias), newest_migration()
    if names and names[-1] > newest:
        raise Stop(
            "ALONGSIDE-013: this data was written by a newer Alongside. Start that version, "
            "or restore a backup made by this one."
        )
    return newest in names


def migrate(data: Path, behind: list[str]) -> None:
    """Brings databases up to date; each older one is copied first."""
    from django.core.management import call_command
    from django.db import connections

    now = clock.now()
    for alias in behind:
        if recorded(alias):
            copy_first(data, alias, now)
            say(f"Bringing {name_of(alias)} up to date ...")
        if alias == "keys":
            migrate_keys(connections[alias])
        else:
            call_command("migrate", database=alias, verbosity=0, interactive=False, skip_checks=True)
        if connections[alias].vendor == "sqlite":
            with connections[alias].cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def migrate_keys(connection: Any) -> None:
    """The same migrations for the keys' database, without the steps for tables that are not in it.

    Those would change nothing there, but each costs as much time as where it does (all models are made anew).
    """
    from django.db.migrations.executor import MigrationExecutor

    from alongside.run.databases import KeysApart

    executor = MigrationExecutor(connection)
    for migration in executor.loader.disk_migrations.values():
        kept = [step for step in migration.operations if model_of(step) in {"", *KeysApart.KEPT_APART}]
        migration.operations = kept  # type: ignore[misc]  # of this executor alone
    executor.migrate(executor.loader.graph.leaf_nodes())


def model_of(step: Any) -> str:
    """The model, in small letters, that a step of a migration is about; "" where it names none."""
    field_of: str = getattr(step, "model_name", "")
    return (field_of or getattr(step, "name", "") or "").lower()


def copy_first(data: Path, alias: str, now: datetime) -> None:
    """A copy of an SQLite file before its tables change. Copies of keys are swept away after 7 days."""
    from django.db import connections

    connection = connections[alias]
    if connection.vendor != "sqlite":
        say("PostgreSQL: no copy is made here. Alongside changes it in one transaction, all or nothing.")
        return
    from alongside.run import copies

    folder = data / (COPIES_OF_KEYS if alias == "keys" else COPIES_OF_DATA)
    folder.mkdir(exist_ok=True, mode=0o700)
    to = folder / f"{now:%Y%m%d-%H%M%S}-{name_of(alias)}"
    copies.copy_sqlite(Path(str(connection.settings_dict["NAME"])), to)
    say(f"Copied {name_of(alias)} to {to.parent.name}/{to.name} first.")
    for old in sorted(folder.glob(f"*-{name_of(alias)}"))[:-COPIES_KEPT]:
        old.unlink()
