"""What came in while the database was away: a file, sealed line by line, on disk before the gateway is
answered. It is drained into the table when the database is back; a line that is there twice is kept once."""

from __future__ import annotations

import base64
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from alongside.base.ids import new_id
from alongside.gateways.arrivals import CameIn
from alongside.rules.channel_events import read, written
from alongside.vault.install import derived

NONCE = 12
BOUND_TO = b"spool"


def folder() -> Path:
    return Path(settings.DATA) / "spool"


def add(items: Sequence[CameIn]) -> None:
    """On disk when this returns: written, flushed, and its name too."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    name = folder() / f"{new_id():020d}"  # rises with time: what came first is drained first
    draft = name.with_suffix(".draft")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:  # writes all of it, or says that the disk is full
        file.write(b"".join(_line(item) for item in items))
        file.flush()
        os.fsync(file.fileno())
    os.rename(draft, name.with_suffix(".came"))
    _flush_names()


def waiting() -> list[Path]:
    """What is to be drained, the oldest first."""
    return sorted(folder().glob("*.came")) if folder().is_dir() else []


def items(path: Path) -> Iterator[CameIn]:
    """What stands in one file. A line that cannot be opened was never acknowledged whole."""
    cipher = _cipher()
    for line in path.read_bytes().splitlines():
        sealed = base64.b64decode(line)
        try:
            text = cipher.decrypt(sealed[:NONCE], sealed[NONCE:], BOUND_TO)
        except InvalidTag:
            continue
        told = json.loads(text)
        yield CameIn(
            told["program"],
            told["gateway"],
            told["key"],
            read(told["event"]),
            datetime.fromisoformat(told["at"]),
        )


def done(path: Path) -> None:
    """All of it is in the table."""
    path.unlink(missing_ok=True)
    _flush_names()


def cannot_be_kept(path: Path) -> None:
    """Something in it fits no gateway that is here (an older backup was put back). It stays for whoever
    looks, and holds up nothing else."""
    path.rename(path.with_suffix(".stuck"))
    _flush_names()


def _line(item: CameIn) -> bytes:
    told = {
        "program": item.program_id,
        "gateway": item.gateway_id,
        "key": item.key_id,
        "event": written(item.event),
        "at": item.at.isoformat(),
    }
    nonce = secrets.token_bytes(NONCE)
    sealed = _cipher().encrypt(nonce, json.dumps(told).encode(), BOUND_TO)
    return base64.b64encode(nonce + sealed) + b"\n"


def _cipher() -> AESGCM:
    return AESGCM(derived("spool"))


def _flush_names() -> None:
    handle = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
