"""The install key: one file, 0600, in the data folder. Everything else is wrapped under it."""

import hashlib
import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def key_file() -> Path:
    return Path(settings.DATA) / "install.key"


def make_key_file(path: Path) -> None:
    """Makes the file if it is not there; two processes starting at once end with the same key."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, secrets.token_hex(32).encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(draft, path)  # fails, and so keeps the older key, when there is one
    except FileExistsError:
        return
    finally:
        draft.unlink()


@cache
def _secret() -> bytes:
    path = key_file()
    if not path.exists():
        make_key_file(path)
    return bytes.fromhex(path.read_text().strip())


@cache
def derived(purpose: str, length: int = 32) -> bytes:
    """Bytes for one purpose, from the install key (HKDF, RFC 5869)."""
    return HKDF(SHA256(), length, salt=None, info=f"alongside {purpose}".encode()).derive(_secret())


@cache
def wrapping() -> AESGCM:
    """What wraps the programs' keys."""
    return AESGCM(derived("wrap"))


def keyed_hash(purpose: str, value: str) -> bytes:
    """16 bytes that find `value` again and tell nothing of it without the install key."""
    return hmac.new(derived(f"hash {purpose}"), value.encode(), hashlib.sha256).digest()[:16]
