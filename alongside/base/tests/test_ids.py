"""Numbers for rows."""

from __future__ import annotations

import threading
import time

from alongside.base import ids


def test_ids_of_one_process_are_unique_and_rise() -> None:
    made = [ids.new_id() for _ in range(2000)] + ids.new_ids(2000)
    assert made == sorted(set(made))
    assert 0 < made[0] < made[-1] < 2**63


def test_threads_never_get_the_same_id() -> None:
    made: list[int] = []
    threads = [threading.Thread(target=lambda: made.extend(ids.new_ids(500))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 4000


def test_an_id_tells_roughly_when_it_was_made() -> None:
    before = time.time_ns() // 1_000_000
    made = ids.new_id()
    assert ids.id_at(before) <= made
    assert made < ids.id_at(before + 60_000)
    assert ids.id_at(0) == 0
