"""Numbers for rows: 63 bits, made here and not by the database, so that they are unique everywhere."""

import secrets
import threading
import time

EPOCH_MS = 1_767_225_600_000  # 2026-01-01 00:00 UTC
RANDOM_BITS = 22

_lock = threading.Lock()
_last = 0


def new_id() -> int:
    """A number never used before: milliseconds since 2026 in the high bits, chance in the low 22.

    Later ids are larger, so new rows go to the end of an index. Within one process they always rise.
    """
    return new_ids(1)[0]


def new_ids(count: int) -> list[int]:
    """`count` new numbers, rising."""
    global _last
    now = (time.time_ns() // 1_000_000 - EPOCH_MS) << RANDOM_BITS
    with _lock:
        first = max(now | secrets.randbits(RANDOM_BITS - 1), _last + 1)
        _last = first + count - 1
    return list(range(first, first + count))


def id_at(milliseconds: int) -> int:
    """The smallest id that can have been made at `milliseconds` (since 1970)."""
    return max(0, milliseconds - EPOCH_MS) << RANDOM_BITS


def new_token() -> str:
    """A secret for a link or a cookie: 160 random bits in 27 characters that are safe in an address."""
    return secrets.token_urlsafe(20)
