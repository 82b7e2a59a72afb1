"""A backup file: tar, gzip, age. The tools `age` and `tar` open it too, without Alongside."""

import os
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyrage

from alongside.run.plain import Stop

CHUNK = 1 << 20


def write(to: Path, recipient: str, files: dict[str, Path], told: Callable[[int], None]) -> None:
    """Packs and encrypts `files` (name inside -> path); `told(bytes read)`. All of it or nothing."""
    draft = to.with_name(f".{to.name}.part")
    reading, writing = os.pipe()
    trouble: list[Exception] = []

    def pack() -> None:
        try:
            with os.fdopen(writing, "wb") as out, tarfile.open(mode="w|gz", fileobj=out) as tar:
                for name, path in files.items():
                    with path.open("rb") as content:
                        tar.addfile(entry(name, path), Counted(content, told))
        except Exception as error:
            trouble.append(error)

    packing = threading.Thread(target=pack, name="packing")
    packing.start()
    try:
        with os.fdopen(reading, "rb") as squeezed, draft.open("wb") as sealed:
            pyrage.encrypt_io(squeezed, sealed, [pyrage.x25519.Recipient.from_str(recipient)])
            sealed.flush()
            os.fsync(sealed.fileno())
        packing.join()
        if trouble:
            raise trouble[0]
        draft.replace(to)
        flush_folder(to.parent)
    finally:
        packing.join()
        draft.unlink(missing_ok=True)


class Counted:
    """A file that tells how far it has been read."""

    def __init__(self, content: IO[bytes], told: Callable[[int], None]) -> None:
        self._content, self._told, self._done = content, told, 0

    def read(self, count: int = -1) -> bytes:
        some = self._content.read(count)
        self._done += len(some)
        self._told(self._done)
        return some


def entry(name: str, path: Path) -> tarfile.TarInfo:
    """The file's name and size and nothing else of this machine."""
    made = tarfile.TarInfo(name)
    made.size = path.stat().st_size
    made.mtime = int(path.stat().st_mtime)
    made.mode = 0o600
    return made


def flush_folder(folder: Path) -> None:
    """A new name in a folder is on disk only when the folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(sealed: Path, identity: Path, into: Path) -> dict[str, Path]:
    """Opens a backup into the folder `into`: name inside -> path. Stops where it cannot be opened."""
    who = identity_in(identity)
    squeezed = into / f"{sealed.name}.tar.gz"
    try:
        with sealed.open("rb") as source, squeezed.open("wb") as plain:
            pyrage.decrypt_io(source, plain, [who])
    except FileNotFoundError:
        raise Stop(f"ALONGSIDE-030: there is no file {sealed}.") from None
    except (OSError, pyrage.DecryptError):
        raise Stop(
            f"ALONGSIDE-031: {sealed.name} cannot be opened. It is damaged, or {identity.name} is not the "
            "identity it was made for."
        ) from None
    found: dict[str, Path] = {}
    with unpacking(squeezed, sealed) as tar:
        for inside in tar:
            if not inside.isfile() or "/" in inside.name or inside.name.startswith("."):
                raise Stop(f"ALONGSIDE-032: {sealed.name} is not a backup of Alongside.")
            found[inside.name] = into / inside.name
            content = tar.extractfile(inside)
            with found[inside.name].open("wb") as out:
                while content and (some := content.read(CHUNK)):
                    out.write(some)
    squeezed.unlink()
    return found


@contextmanager
def unpacking(squeezed: Path, sealed: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(squeezed, "r:gz") as tar:
            yield tar
    except (tarfile.TarError, EOFError):
        raise Stop(f"ALONGSIDE-032: {sealed.name} is not a backup of Alongside.") from None


def identity_in(path: Path) -> pyrage.x25519.Identity:
    """The secret that opens backups, from its file (comments and empty lines aside)."""
    try:
        lines = [line.strip() for line in path.read_text().splitlines()]
        secret = next(line for line in lines if line.startswith("AGE-SECRET-KEY-"))
        return pyrage.x25519.Identity.from_str(secret)
    except FileNotFoundError:
        raise Stop(
            f"ALONGSIDE-033: there is no identity file {path}. It was made with the first backup."
        ) from None
    except (OSError, UnicodeDecodeError, StopIteration, pyrage.IdentityError):
        raise Stop(f"ALONGSIDE-033: {path} holds no age identity (AGE-SECRET-KEY-...).") from None
