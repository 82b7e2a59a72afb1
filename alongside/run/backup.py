"""`alongside backup`: the data, encrypted, while Alongside runs; and the keys, in a file of their own, apart.

Keys are never in the backup of data. So a person who deletes everything is gone from every backup there
is, once the copies of the keys from before that day are gone too: of these only the newest is kept, and
for 7 days at most.
"""

import json
import os
import tempfile
from datetime import datetime
from pathlib import Path

import pyrage
from django.db import connections

from alongside import __version__
from alongside.base import clock
from alongside.run import copies, postgres, sealed_tar
from alongside.run.plain import Progress, Stop, say, size
from alongside.vault import gone, install, keys

IDENTITY = "backup-identity.txt"
RECIPIENT = "backup-recipient.txt"
DATA_INSIDE = {"sqlite": "alongside.sqlite3", "postgresql": "alongside.pgdump"}


def backup(data: Path, to: Path, keys_to: Path) -> int:
    """Writes both files; says where they are and what to do with them."""
    now = clock.now()
    if to == keys_to:
        raise Stop("ALONGSIDE-034: the keys must go to another folder than the data (--keys-to).", 2)
    for folder in (to, keys_to):
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as trouble:
            raise Stop(f"ALONGSIDE-035: cannot write to {folder} ({trouble.strerror}).") from None
    recipient = whom_for(data, now)
    try:
        kept = back_up_data(data, to, recipient, now)
        kept_keys = back_up_keys(data, keys_to, recipient, now)
    except OSError as trouble:
        raise Stop(
            f"ALONGSIDE-035: the backup was not finished ({trouble.strerror}). Nothing half is left."
        ) from None
    say(f"The data is in {kept} ({size(kept.stat().st_size)}).")
    say(f"The keys are in {kept_keys}, apart: only this newest copy, for 7 days at most.")
    say("When you copy them away, keep the two in different places, and no older copies of the keys.")
    return 0


def whom_for(data: Path, now: datetime) -> str:
    """Whom backups are encrypted to. The first time makes an identity, and says to move it away."""
    identity, recipient = data / IDENTITY, data / RECIPIENT
    if recipient.exists():
        return recipient.read_text().strip()
    secret = pyrage.x25519.Identity.generate()
    public = str(secret.to_public())
    write_new(identity, f"# Opens the backups of Alongside. Made on {now:%Y-%m-%d}.\n{secret}\n")
    write_new(recipient, f"{public}\n")
    say()
    say(f"This is the first backup. {identity} opens it and all that follow.")
    say("Move that file to another place now: a safe, a second person. This machine does not need it.")
    say("Without it no backup can be opened. With it and a backup and the keys, everything can be read.")
    say()
    return public


def write_new(path: Path, text: str) -> None:
    """A new file for its owner alone, on disk when this returns."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


def stamp(now: datetime) -> str:
    return f"{now:%Y%m%d-%H%M%S}"


def back_up_data(data: Path, to: Path, recipient: str, now: datetime) -> Path:
    """The data as it stands at one moment, with the ledger of destroyed keys."""
    connection = connections["default"]
    kept = to / f"alongside-{stamp(now)}.age"
    with tempfile.TemporaryDirectory(dir=data, prefix=".backup-") as folder:
        copy = Path(folder) / DATA_INSIDE[connection.vendor]
        progress = Progress("Copying the data")
        if connection.vendor == "sqlite":
            copies.copy_sqlite(Path(str(connection.settings_dict["NAME"])), copy, progress.at)
        else:
            postgres.dump(connection.settings_dict, copy)
        progress.done(size(copy.stat().st_size))
        ledger = Path(folder) / gone.NAME
        ledger.write_text("".join(f"{key_id}\n" for key_id in sorted({*gone.written_down(), *keys.ledger()})))
        manifest = Path(folder) / "about.json"
        manifest.write_text(about("data", connection.vendor, now))
        pack(kept, recipient, [manifest, ledger, copy], "Encrypting the data")
    return kept


def back_up_keys(data: Path, to: Path, recipient: str, now: datetime) -> Path:
    """The wrapped keys and the install key. Older copies in that folder go."""
    kept = to / f"keys-{stamp(now)}.age"
    with tempfile.TemporaryDirectory(dir=data, prefix=".backup-") as folder:
        rows = Path(folder) / "keys.txt"
        with rows.open("w") as out:
            for key_id, parent_id, wrapped in keys.wrapped():
                out.write(f"{key_id} {parent_id} {wrapped.hex()}\n")
        secret = Path(folder) / "install.key"
        secret.write_bytes(install.key_file().read_bytes())
        manifest = Path(folder) / "about.json"
        manifest.write_text(about("keys", connections["keys"].vendor, now))
        pack(kept, recipient, [manifest, secret, rows], "Encrypting the keys")
    for older in to.glob("keys-*.age"):
        if older != kept:
            older.unlink()
    return kept


def about(what: str, vendor: str, now: datetime) -> str:
    return json.dumps({"what": what, "database": vendor, "at": now.isoformat(), "version": __version__})


def pack(to: Path, recipient: str, paths: list[Path], saying: str) -> None:
    progress, whole = Progress(saying), max(path.stat().st_size for path in paths)
    sealed_tar.write(
        to, recipient, {path.name: path for path in paths}, lambda done: progress.at(done, whole)
    )
    progress.done()
