"""The ledger as a file: ids of destroyed keys, one a line, only ever added to.

It stands beside the table of the same name, so that a database put back from an older copy, by whatever
hand, cannot bring a key back to life. An id names nobody.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

NAME = "destroyed-keys.txt"


def ledger_file() -> Path:
    return Path(settings.DATA) / NAME


def write_down(key_ids: Iterable[int]) -> None:
    """These keys are gone. On disk when this returns."""
    lines = "".join(f"{key_id}\n" for key_id in key_ids).encode()
    handle = os.open(ledger_file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, lines)
        os.fsync(handle)
    finally:
        os.close(handle)


def written_down(path: Path | None = None) -> set[int]:
    """All ids of this ledger, or of another such file. A line cut short by a crash is left out."""
    try:
        text = (path or ledger_file()).read_text("ascii", "replace")
    except FileNotFoundError:
        return set()
    whole, _, _ = text.rpartition("\n")
    return {int(line) for line in whole.split("\n") if line.isdigit()}
