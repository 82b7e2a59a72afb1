"""A copy of an SQLite file while others read and write it."""

import os
from collections.abc import Callable
from pathlib import Path

PAGES_AT_ONCE = 2000


def copy_sqlite(source: Path, to: Path, told: Callable[[int, int], None] = lambda done, whole: None) -> None:
    """Copies the database as it stands at one moment; `told(done, whole)` hears how far it is.

    One read transaction is held from beginning to end: without it each write elsewhere would start the
    copy again, and on a busy install it would never end.
    """
    import sqlite3

    to.unlink(missing_ok=True)
    handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(handle)
    reading = sqlite3.connect(source, isolation_level=None, timeout=20)
    writing = sqlite3.connect(to, isolation_level=None)
    try:
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
        reading.backup(
            writing,
            pages=PAGES_AT_ONCE,
            progress=lambda _, remaining, total: told(total - remaining, total),
            sleep=0,
        )
        writing.execute("PRAGMA journal_mode=DELETE")
    finally:
        reading.close()
        writing.close()
    with to.open("rb") as copied:
        os.fsync(copied.fileno())
