"""Keys: made before the words they seal, opened when needed, destroyed for good.

Three levels: install key, program key, and a key for each person, each author in a conversation and each
report. AES-256-GCM throughout. What is kept in memory is a hint; whether a person may still write or be
read is decided by the rows of the transaction that stores or fetches.
"""

import secrets
import threading
from collections.abc import Iterable, Iterator
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections

from alongside.base import turn
from alongside.vault import gone, install
from alongside.vault.models import CondemnedKey, DestroyedKey, Key

NONCE = 12
MOST_IN_MEMORY = 200_000
TAKEN_ONCE_MORE = 200

_ciphers: dict[int, AESGCM] = {}
_guard = threading.Lock()


class KeyIsGone(Exception):
    """The key was destroyed: what it sealed can never be read."""


def make(parent_id: int) -> int:
    """A new key under a program's key (or under the install key: 0). On disk when this returns."""
    return make_many(parent_id, 1)[0]


def make_many(parent_id: int, count: int) -> list[int]:
    """As `make`, many at once."""
    parent = _parent(parent_id)
    ids = [secrets.randbits(62) | 1 for _ in range(count)]
    raws = [AESGCM.generate_key(256) for _ in ids]
    Key.objects.using("keys").bulk_create(
        (
            Key(id=key_id, parent_id=parent_id, wrapped=_wrap(parent, raw, key_id))
            for key_id, raw in zip(ids, raws, strict=True)
        ),
        batch_size=500,
    )
    _remember({key_id: AESGCM(raw) for key_id, raw in zip(ids, raws, strict=True)})
    return ids


def ciphers(key_ids: Iterable[int]) -> dict[int, AESGCM]:
    """The keys that still exist, by id; one question for all that are not in memory."""
    wanted = set(key_ids)
    found = {key_id: _ciphers[key_id] for key_id in wanted if key_id in _ciphers}
    missing = wanted - found.keys()
    if missing:
        fresh: dict[int, AESGCM] = {}
        for key in Key.objects.using("keys").filter(id__in=missing):
            try:
                raw = _unwrap(_parent(key.parent_id), bytes(key.wrapped), key.id)
            except (KeyIsGone, InvalidTag):
                continue
            fresh[key.id] = AESGCM(raw)
        _remember(fresh)
        found |= fresh
    return found


def condemn(key_ids: Iterable[int], now: datetime) -> None:
    """Inside the transaction that deletes: these keys are to be destroyed as soon as it is on disk."""
    turn.required()
    CondemnedKey.objects.bulk_create(
        [CondemnedKey(key_id=key_id, at=now) for key_id in set(key_ids)], ignore_conflicts=True
    )


def condemned() -> list[int]:
    """Keys whose deletion is on disk and which are not destroyed yet."""
    return list(CondemnedKey.objects.values_list("key_id", flat=True))


def destroy(key_ids: Iterable[int], now: datetime) -> bool:
    """Overwrites, deletes and clears away these keys, and writes them in the ledger.

    On SQLite the file's own log is emptied (a deleted row would live on in it); on PostgreSQL the table
    is vacuumed. False when the log could not be emptied, because someone is reading it: try again soon.
    The caller then settles what was condemned with `settle_condemned`.
    """
    ids = sorted(set(key_ids))
    if not ids:
        return True
    gone.write_down(ids)
    keys = Key.objects.using("keys")
    DestroyedKey.objects.using("keys").bulk_create(
        [DestroyedKey(key_id=key_id, at=now) for key_id in ids], ignore_conflicts=True
    )
    for few in (ids[i : i + 500] for i in range(0, len(ids), 500)):
        keys.filter(id__in=few).update(wrapped=bytes(60))
        keys.filter(id__in=few).delete()
    _drop(ids)
    return clear_away()


def clear_away() -> bool:
    """Empties the database's own traces of what was deleted from the keys. False: not now."""
    connection = connections["keys"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return not cursor.fetchone()[0]
        cursor.execute("VACUUM vault_key")
    return True


def settle_condemned(key_ids: Iterable[int]) -> None:
    turn.required()
    CondemnedKey.objects.filter(key_id__in=list(key_ids)).delete()


def replay(ids: Iterable[int], now: datetime) -> int:
    """Destroys every key of this ledger that has come back with an older copy. How many had."""
    wanted = sorted(set(ids))
    known = set(ledger())
    back = 0
    for few in (wanted[i : i + 500] for i in range(0, len(wanted), 500)):
        back += Key.objects.using("keys").filter(id__in=few).count()
    if back or not known.issuperset(wanted):
        destroy(wanted, now)
    return back


def ledger() -> list[int]:
    """Every key ever destroyed here."""
    return list(DestroyedKey.objects.using("keys").order_by("id").values_list("key_id", flat=True))


def drop_destroyed_after(last: int) -> int:
    """Drops from this process's memory what any process has destroyed since ledger row `last`.

    Returns the newest row's number, for the next time. The rows just before are taken once more: a row
    can be committed after one with a higher number, and a key can be fetched while it is destroyed.
    """
    rows = list(
        DestroyedKey.objects.using("keys")
        .filter(id__gt=last - TAKEN_ONCE_MORE)
        .order_by("id")
        .values_list("id", "key_id")
    )
    _drop(key_id for _, key_id in rows)
    return max(last, rows[-1][0]) if rows else last


def newest_destroyed() -> int:
    """The newest row of the ledger: where a process with an empty memory begins to follow it."""
    row = DestroyedKey.objects.using("keys").order_by("-id").values_list("id", flat=True).first()
    return row or 0


def wrapped() -> Iterator[tuple[int, int, bytes]]:
    """Every key as it is kept (id, parent, wrapped), for a copy of the keys."""
    rows = Key.objects.using("keys").order_by("id").values_list("id", "parent_id", "wrapped")
    return ((key_id, parent_id, bytes(raw)) for key_id, parent_id, raw in rows.iterator(2000))


def put_back(rows: Iterable[tuple[int, int, bytes]]) -> None:
    """Keys from a copy: those that are not here are added. Destroyed ones are refused."""
    refused = set(ledger())
    few: list[Key] = []
    for key_id, parent_id, raw in rows:
        if key_id not in refused:
            few.append(Key(id=key_id, parent_id=parent_id, wrapped=raw))
        if len(few) == 500:
            Key.objects.using("keys").bulk_create(few, ignore_conflicts=True)
            few.clear()
    Key.objects.using("keys").bulk_create(few, ignore_conflicts=True)


def take_all_away() -> None:
    """Before a restore: keys that an install key of another copy wraps open nothing of what comes."""
    Key.objects.using("keys").all().delete()
    _ciphers.clear()
    clear_away()


def seal(key_id: int, words: str, place: str) -> bytes:
    """`words` under a key, bound to the `place` they are kept (table, column, row)."""
    found = ciphers([key_id])
    if key_id not in found:
        raise KeyIsGone
    return sealed_with(found[key_id], words, place)


def sealed_with(cipher: AESGCM, words: str, place: str) -> bytes:
    return sealed_raw(cipher, words.encode(), place)


def sealed_raw(cipher: AESGCM, raw: bytes, place: str) -> bytes:
    """As `sealed_with`, for what is no words: a sound."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + cipher.encrypt(nonce, raw, place.encode())


def read(key_id: int, sealed: bytes | memoryview | None, place: str) -> str | None:
    """The words, or None where there are none or their key is gone."""
    if not sealed:
        return None
    return opened_with(ciphers([key_id]).get(key_id), sealed, place)


def opened_with(cipher: AESGCM | None, sealed: bytes | memoryview, place: str) -> str | None:
    """As `read`, with a key that was fetched before. Words moved to another place do not open."""
    raw = opened_raw(cipher, sealed, place)
    return raw.decode() if raw is not None else None


def opened_raw(cipher: AESGCM | None, sealed: bytes | memoryview, place: str) -> bytes | None:
    """As `opened_with`, for what is no words."""
    if cipher is None or not sealed:
        return None
    raw = bytes(sealed)
    return cipher.decrypt(raw[:NONCE], raw[NONCE:], place.encode())


def _parent(parent_id: int) -> AESGCM:
    if parent_id == 0:
        return install.wrapping()
    found = ciphers([parent_id])
    if parent_id not in found:
        raise KeyIsGone
    return found[parent_id]


def _wrap(parent: AESGCM, raw: bytes, key_id: int) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + parent.encrypt(nonce, raw, b"key %d" % key_id)


def _unwrap(parent: AESGCM, wrapped: bytes, key_id: int) -> bytes:
    return parent.decrypt(wrapped[:NONCE], wrapped[NONCE:], b"key %d" % key_id)


def _remember(fresh: dict[int, AESGCM]) -> None:
    with _guard:
        if len(_ciphers) + len(fresh) > MOST_IN_MEMORY:
            _ciphers.clear()
        _ciphers.update(fresh)


def _drop(key_ids: Iterable[int]) -> None:
    with _guard:
        for key_id in key_ids:
            _ciphers.pop(key_id, None)
