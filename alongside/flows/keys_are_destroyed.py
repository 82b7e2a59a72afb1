"""Condemned keys are destroyed: after each deletion, each second by the worker, and before serving."""

from datetime import datetime

from alongside.base import turn
from alongside.vault import gone, keys


def finish(now: datetime) -> int:
    """Destroys what was condemned; how many keys. What cannot be cleared away now is tried again soon."""
    ids = keys.condemned()
    if not ids or not keys.destroy(ids, now):
        return 0
    with turn.write():
        keys.settle_condemned(ids)
    return len(ids)


def at_start(now: datetime) -> int:
    """Before anything is served: finishes what a crash left, and heeds the ledger file.

    If the keys were put back from an older copy, the destroyed ones among them are destroyed again.
    How many keys had come back.
    """
    back = keys.replay(gone.written_down(), now)
    finish(now)
    return back
