"""`alongside check`: whether this install is well, in plain words. Exit code 1 where something is wrong."""

import shutil
import socket
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections

from alongside.base import clock
from alongside.gateways import lights
from alongside.matching import waiting
from alongside.outbox import notices
from alongside.people import reads
from alongside.rules.sending import REFUSED, SILENT
from alongside.run import prepare, ways_out
from alongside.run.databases import FIXED_SQLITE
from alongside.run.plain import Stop, size
from alongside.vault import gone, keys

ROOM_AT_LEAST = 500_000_000  # bytes
BACKUP_AT_MOST = timedelta(days=2)
WAITING_AT_MOST = timedelta(days=1)
OFF_AT_MOST = 5  # seconds between this machine's clock and the database's
MAIL_TROUBLES = {
    REFUSED: "does not let us in. Look at ALONGSIDE_SMTP_URL: name, password, port, encryption.",
    SILENT: "does not answer.",
}
FIRST_POSSIBLE = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing looked at. `well` None: worth knowing, nothing wrong."""

    well: bool | None
    words: str


def check(data: Path) -> int:
    """Looks at everything, says what it found, ends with the verdict."""
    found = list(everything(data, clock.now()))
    for one in found:
        print(f"  {'ok' if one.well else '--' if one.well is None else 'NO'}  {one.words}")
    wrong = sum(one.well is False for one in found)
    print()
    print("  All is well." if not wrong else f"  {wrong} to look at: the lines that begin with NO.")
    return 1 if wrong else 0


def everything(data: Path, now: datetime) -> Iterator[Found]:
    """Each check by itself: one that cannot be made is a finding, not the end."""
    looks: list[Callable[[Path, datetime], Iterator[Found]]] = [
        key_file,
        databases,
        sqlite_version,
        room,
        the_clock,
        backups,
        destroyed,
        unanswered,
        mail,
        mail_in,
    ]
    for look in looks:
        try:
            yield from look(data, now)
        except (OSError, DatabaseError, Stop) as trouble:
            words = str(trouble) if isinstance(trouble, Stop) else f"Could not look: {type(trouble).__name__}"
            yield Found(False, f"{(look.__doc__ or '').rstrip('.')}: {words}")


def key_file(data: Path, now: datetime) -> Iterator[Found]:
    """The install key."""
    path = data / "install.key"
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        yield Found(False, f"Others on this machine can read {path}. Do: chmod 600 {path}")
    else:
        yield Found(True, "The install key is there, and only its owner can read it.")
    if stat.S_IMODE(data.stat().st_mode) & 0o077:
        yield Found(False, f"Others on this machine can look into {data}. Do: chmod 700 {data}")
    identity = data / "backup-identity.txt"
    if identity.exists():
        yield Found(False, f"{identity} opens every backup and still lies here. Move it to a safe place.")


def databases(data: Path, now: datetime) -> Iterator[Found]:
    """The databases."""
    for alias in ("default", "keys"):
        name, current = prepare.name_of(alias), prepare.is_current(alias)
        if current:
            yield Found(True, f"The database {name} answers and is up to date.")
        else:
            yield Found(False, f"The database {name} is behind. Start Alongside once: alongside serve")
        if connections[alias].vendor == "sqlite":
            with connections[alias].cursor() as cursor:
                cursor.execute("PRAGMA quick_check(1)")
                if cursor.fetchone()[0] != "ok":
                    yield Found(False, f"{name} is damaged. Restore the newest backup: alongside restore")


def sqlite_version(data: Path, now: datetime) -> Iterator[Found]:
    """SQLite's version."""
    if connections["default"].vendor == "sqlite":
        import sqlite3

        sound = sqlite3.sqlite_version_info >= FIXED_SQLITE
        yield Found(sound, f"SQLite is {sqlite3.sqlite_version}{'' if sound else ', which can lose data'}.")


def room(data: Path, now: datetime) -> Iterator[Found]:
    """Room on the disk."""
    free = shutil.disk_usage(data).free
    enough = free >= ROOM_AT_LEAST
    yield Found(enough, f"{size(free)} free for the data folder{'' if enough else ': make room soon'}.")


def the_clock(data: Path, now: datetime) -> Iterator[Found]:
    """The clock."""
    if now < FIRST_POSSIBLE:
        yield Found(False, f"This machine's clock says {now:%Y-%m-%d}: sessions and links end by it. Set it.")
        return
    off = 0.0
    if connections["default"].vendor == "postgresql":
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
            off = abs(float(cursor.fetchone()[0]) - time.time())
    newest = reads.newest_arrival()
    if off > OFF_AT_MOST:
        yield Found(False, f"This machine and the database disagree about the time by {off:.0f} seconds.")
    elif newest and newest > now + timedelta(minutes=5):
        yield Found(False, f"There is data from the future ({newest:%Y-%m-%d %H:%M}). Was the clock wrong?")
    else:
        yield Found(True, f"The clock says {now:%Y-%m-%d %H:%M} (UTC).")


def backups(data: Path, now: datetime) -> Iterator[Found]:
    """Backups."""
    kept = sorted((data / "backups").glob("alongside-*.age"))
    if not kept:
        yield Found(None, f"No backup in {data / 'backups'}. If they go elsewhere, look there.")
        return
    made = datetime.fromtimestamp(kept[-1].stat().st_mtime, UTC)
    late = now - made > BACKUP_AT_MOST
    yield Found(
        not late, f"The newest backup is of {made:%Y-%m-%d %H:%M} (UTC){': make one' if late else ''}."
    )
    for path in (data / prepare.COPIES_OF_KEYS).glob("*"):
        if now - datetime.fromtimestamp(path.stat().st_mtime, UTC) > timedelta(days=7):
            yield Found(
                False, f"{path} is older than 7 days. It could bring back who was deleted: remove it."
            )


def destroyed(data: Path, now: datetime) -> Iterator[Found]:
    """What was deleted."""
    waiting_keys = len(keys.condemned())
    missing = gone.written_down() - set(keys.ledger())
    if missing:
        yield Found(False, "The keys are from before a deletion. Start Alongside: it deletes them again.")
    elif waiting_keys:
        yield Found(None, f"{waiting_keys} keys are being destroyed at this moment or at the next start.")
    else:
        yield Found(True, "Everything that was deleted is gone.")


def unanswered(data: Path, now: datetime) -> Iterator[Found]:
    """Who is waiting."""
    longest = waiting.longest(now)
    if longest is None:
        yield Found(True, "Nobody is waiting to be answered.")
    elif longest > WAITING_AT_MOST:
        days = longest // timedelta(days=1)
        yield Found(False, f"Someone has waited {days} {'day' if days == 1 else 'days'} for a peer.")
    else:
        yield Found(None, f"Someone has waited {longest // timedelta(minutes=1)} minutes for a peer.")


def mail(data: Path, now: datetime) -> Iterator[Found]:
    """The mail server."""
    way = ways_out.email()
    if way is None:
        yield Found(None, "No mail server is set (ALONGSIDE_SMTP_URL): who is away is told nothing.")
        return
    wrong = way.answers()
    where = f"The mail server {way.server.host}:{way.server.port}"
    yield Found(not wrong, f"{where} lets us in." if not wrong else f"{where}: {MAIL_TROUBLES[wrong]}")
    unsent = sum(sum(notices.could_not_be_sent(each.id).values()) for each in reads.programs())
    if unsent:
        yield Found(
            False, f"{unsent} {'note' if unsent == 1 else 'notes'} could not be sent. The desk says why."
        )


def mail_in(data: Path, now: datetime) -> Iterator[Found]:
    """Mail that comes in."""
    if settings.MAIL_IN is None:
        real = [each.id for each in reads.programs() if not each.is_demo]
        if any(light.kind == "email" for program in real for light in lights.of(program, now.date())):
            yield Found(False, "A program has a mailbox, and no mail comes in: see ALONGSIDE_MAIL_IN.")
        return
    host, port = settings.MAIL_IN
    try:
        socket.create_connection((host, port), 3).close()
    except OSError:
        yield Found(None, f"No mail is taken at {host}:{port} just now. It is while Alongside runs.")
    else:
        yield Found(True, f"Mail is taken at {host}:{port}.")
