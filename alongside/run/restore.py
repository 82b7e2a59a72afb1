"""`alongside restore`: puts a backup back, and deletes again whoever was deleted since, before it serves."""

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connections

from alongside.base import clock
from alongside.flows import keys_are_destroyed, person_asks_for_deletion
from alongside.people import leaving, reads
from alongside.run import postgres, prepare, sealed_tar
from alongside.run.backup import DATA_INSIDE
from alongside.run.plain import Stop, say
from alongside.vault import gone, install, keys


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup of data, and perhaps a copy of the keys, unpacked."""

    database: Path
    ledger: set[int]
    made_at: str
    key_rows: Path | None = None
    install_key: Path | None = None


def restore(data: Path, sealed: Path, sealed_keys: Path | None, identity: Path, *, over: bool) -> int:
    """Everything is opened and looked at before anything is replaced."""
    with prepare.nobody_else(data), tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as folder:
        say(f"Opening {sealed.name} ...")
        opened = opened_backup(sealed, sealed_keys, identity, Path(folder))
        refuse_to_overwrite(data, opened, over=over)
        ledger = opened.ledger | gone.written_down() | ledger_of_the_keys()
        gone.write_down(sorted(ledger - gone.written_down()))
        put_install_key(data, opened, over=over)
        say("Putting the data back ...")
        replace_data(opened)
        connections.close_all()
        prepare.prepare(data)
        if opened.key_rows:
            say("Putting the keys back ...")
            keys.put_back(rows_in(opened.key_rows))
        again = delete_again(ledger)
        connections.close_all()
    report(opened, again)
    return 0


def opened_backup(sealed: Path, sealed_keys: Path | None, identity: Path, folder: Path) -> Opened:
    found = unpacked(sealed, identity, folder / "data", "data")
    about = json.loads(found["about.json"].read_text())
    vendor = connections["default"].vendor
    if about["database"] != vendor:
        raise Stop(
            f"ALONGSIDE-050: this backup is of a {about['database']} install and this one uses {vendor}. "
            "Set DATABASE_URL as it was there."
        )
    key_rows = install_key = None
    if sealed_keys:
        kept = unpacked(sealed_keys, identity, folder / "keys", "keys")
        key_rows, install_key = kept["keys.txt"], kept["install.key"]
    return Opened(
        found[DATA_INSIDE[vendor]], gone.written_down(found[gone.NAME]), about["at"], key_rows, install_key
    )


def unpacked(sealed: Path, identity: Path, folder: Path, what: str) -> dict[str, Path]:
    folder.mkdir(mode=0o700)
    found = sealed_tar.read(sealed, identity, folder)
    about = json.loads(found["about.json"].read_text()) if "about.json" in found else {}
    if about.get("what") != what:
        raise Stop(f"ALONGSIDE-051: {sealed.name} is not a backup of the {what}.", 2)
    return found


def refuse_to_overwrite(data: Path, opened: Opened, *, over: bool) -> None:
    """A living install is replaced only when that is what was asked for."""
    if over:
        return
    if prepare.recorded("default") and reads.programs():
        raise Stop(
            f"ALONGSIDE-052: {data} holds a living install. Choose an empty folder with --data, "
            "or say --over to replace what is there."
        )


def ledger_of_the_keys() -> set[int]:
    """What the keys' database here knows to be destroyed, where there is one."""
    return set(keys.ledger()) if prepare.recorded("keys") else set()


def put_install_key(data: Path, opened: Opened, *, over: bool) -> None:
    """The key that wraps all others must be the one the backup was made under."""
    here = data / "install.key"
    if opened.install_key is None:
        if not here.exists():
            raise Stop("ALONGSIDE-053: there are no keys here. Give their newest copy with --keys.")
        return
    theirs = opened.install_key.read_bytes()
    if here.exists() and here.read_bytes() == theirs:
        return
    if here.exists() and prepare.recorded("keys") and next(keys.wrapped(), None) is not None:
        if not over:
            raise Stop(
                "ALONGSIDE-054: other keys are here. Choose an empty folder with --data, or say --over."
            )
        connections.close_all()
        keys.take_all_away()
    draft = data / ".install.key.restored"
    draft.write_bytes(theirs)
    draft.chmod(0o600)
    draft.replace(here)
    sealed_tar.flush_folder(data)
    install._secret.cache_clear()
    install.derived.cache_clear()
    install.wrapping.cache_clear()


def replace_data(opened: Opened) -> None:
    """The database as it was. SQLite: the file changes places; PostgreSQL: one transaction."""
    connection = connections["default"]
    if connection.vendor != "sqlite":
        postgres.bring_back(connection.settings_dict, opened.database)
        return
    name = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    with opened.database.open("rb") as copied:
        os.fsync(copied.fileno())
    for rest in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            Path(f"{name}{rest}").unlink()
    opened.database.chmod(0o600)
    opened.database.replace(name)
    sealed_tar.flush_folder(name.parent)


def rows_in(path: Path) -> Iterator[tuple[int, int, bytes]]:
    with path.open() as lines:
        for line in lines:
            key_id, parent_id, wrapped = line.split()
            yield int(key_id), int(parent_id), bytes.fromhex(wrapped)


def delete_again(ledger: set[int]) -> int:
    """Destroyed keys are destroyed again, and whoever they belonged to is deleted again; how many people."""
    now = clock.now()
    keys.replay(ledger, now)
    keys_are_destroyed.at_start(now)
    people = leaving.brought_back(ledger)
    for person_id in people:
        person_asks_for_deletion.delete(person_id, now, even_alone=True)
    return len(people)


def report(opened: Opened, again: int) -> None:
    say(f"Done. The data is as it was on {opened.made_at[:16].replace('T', ' at ')} (UTC).")
    if again:
        say(f"{again} {'person' if again == 1 else 'people'} had been deleted since; they are deleted again.")
    say("Now start it: alongside serve")
