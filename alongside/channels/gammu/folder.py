"""The folders that gammu-smsd and we share: it lays down what came, we lay down what is to go.

A file is whole when it has its name: what we write gets it last, and what gammu-smsd writes is left alone for
a moment. A file is taken away only once what it says is in our tables.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

CAME = re.compile(r"IN(\d{8})_(\d{6})_(\d\d)_(.*)_(\d\d)\.(txt|bin)$")
WENT = re.compile(r"OUT[A-Z]\d{8}_\d{6}_\d\d_[^_]*_(?P<ours>[0-9a-f-]+)_(?P<until>\d+)\.txt[a-z]*$")
OURS = re.compile(r"[0-9a-f]+(-\d+)?$")
SETTLED = 2.0  # seconds after which gammu-smsd is done with a file
LATE_AFTER = 60  # seconds after its deadline; until then gammu-smsd may just be at it


@dataclass(frozen=True, slots=True)
class Text:
    """A text that came, and the files it stands in."""

    files: tuple[Path, ...]
    sender: str
    words: str
    at: datetime

    @property
    def ref(self) -> str:
        """The same if gammu-smsd reads it from the SIM once more."""
        told = f"{self.sender} {self.at.isoformat()} {self.words}"
        return hashlib.sha256(told.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a text of ours: sent, failed, late."""

    file: Path
    ours: str
    how: str


def came(inbox: Path, now: float) -> list[Text]:
    """What is whole by now, the oldest first."""
    groups: dict[tuple[str, ...], dict[int, Path]] = {}
    for path in sorted(inbox.iterdir()):
        found = CAME.match(path.name)
        if found:
            groups.setdefault(found.groups()[:4], {})[int(found[5])] = path
    texts = []
    for (day, second, _, sender), parts in sorted(groups.items()):
        files = tuple(parts[n] for n in sorted(parts))
        if now - max(file.stat().st_mtime for file in files) < SETTLED:
            continue
        words = "".join(words_in(file.read_bytes()) for file in files if file.suffix == ".txt")
        texts.append(Text(files, sender, words, moment(day + second)))
    return texts


def words_in(data: bytes) -> str:
    """What stands in a file. After the words come zeros, and then whatever was in gammu-smsd's memory."""
    text = (
        data.decode("utf-16", "replace") if data[:2] in (b"\xfe\xff", b"\xff\xfe") else data.decode("latin-1")
    )
    return text.partition("\x00")[0]


def went(folder: Path, now: float) -> list[Fate]:
    """What became of ours. What waits beyond its time is taken back first."""
    take_back(folder, now)
    found = []
    for name, how in (("sent", "sent"), ("error", "failed"), ("late", "late")):
        for path in sorted((folder / name).iterdir()):
            known = WENT.match(path.name)
            if known and now - path.stat().st_mtime >= 0:
                found.append(Fate(path, known["ours"].replace("-", "."), how))
    return found


def take_back(folder: Path, now: float) -> None:
    """The modem was away for long: these would come too late."""
    for path in (folder / "outbox").iterdir():
        known = WENT.match(path.name)
        if known and now > int(known["until"]) + LATE_AFTER:
            path.replace(folder / "late" / path.name)


def put(outbox: Path, ours: str, to: str, words: str, at: datetime, until: datetime) -> None:
    """On disk when this returns, and then gammu-smsd may see it. In the order of time."""
    name = named(ours)
    number = re.sub(r"[^0-9+]", "", to)
    file = (
        f"OUTC{at:%Y%m%d_%H%M%S}_{at.microsecond // 10000:02d}_{number}_{name}_{int(until.timestamp())}.txt"
    )
    draft = outbox / f".{file}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, b"\xfe\xff" + words.encode("utf-16-be"))
        os.fsync(handle)
    finally:
        os.close(handle)
    draft.replace(outbox / file)
    names = os.open(outbox, os.O_RDONLY)
    try:
        os.fsync(names)
    finally:
        os.close(names)


def is_there(folder: Path, ours: str) -> bool:
    """Whether a text of ours is with gammu-smsd, wherever it stands."""
    name = named(ours)
    return any(
        known["ours"] == name
        for each in ("outbox", "sent", "error")
        for path in (folder / each).iterdir()
        if (known := WENT.match(path.name))
    )


def oldest(outbox: Path, now: float) -> float:
    """Seconds that the oldest text has waited to be sent."""
    return max(
        (now - path.stat().st_mtime for path in outbox.iterdir() if WENT.match(path.name)), default=0.0
    )


def named(ours: str) -> str:
    """Our name for a text as it can stand in the name of a file."""
    name = ours.replace(".", "-")
    if not OURS.match(name) or len(name) > 30:  # gammu-smsd has room for 99 letters
        raise ValueError("not a name of ours")
    return name


def moment(digits: str) -> datetime:
    """As gammu-smsd writes it: this computer's own time."""
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").astimezone(UTC)
    except ValueError:
        return datetime.fromtimestamp(time.time(), UTC)
