"""One thread commits what has arrived, all of it at once, and answers each sender."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest

from alongside.base.letterbox import BATCH_AT_MOST, Closed, Letterbox

SOON = 10


class Desk:
    """Takes batches, notes them, and can be made to wait."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.may_go_on = threading.Event()
        self.began = threading.Event()
        self.may_go_on.set()

    def take(self, items: Sequence[str]) -> list[str]:
        self.began.set()
        assert self.may_go_on.wait(SOON)
        if "bad" in items:
            raise ValueError("bad")
        self.batches.append(list(items))
        return [item.upper() for item in items]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_lone_line_waits_for_nobody(desk: Desk) -> None:
    box = Letterbox(desk.take)
    assert box.put("one").result(SOON) == "ONE"
    assert desk.batches == [["one"]]
    box.close()


def test_what_arrives_during_a_commit_goes_together_in_order(desk: Desk) -> None:
    desk.may_go_on.clear()
    box = Letterbox(desk.take)
    first = box.put("first")
    assert desk.began.wait(SOON)
    others = [box.put(word) for word in ("a", "b", "c")]
    desk.may_go_on.set()
    assert [first.result(SOON), *(other.result(SOON) for other in others)] == ["FIRST", "A", "B", "C"]
    assert desk.batches == [["first"], ["a", "b", "c"]]
    box.close()


def test_a_batch_has_a_most(desk: Desk) -> None:
    desk.may_go_on.clear()
    box = Letterbox(desk.take)
    box.put("first")
    assert desk.began.wait(SOON)
    waiting = [box.put(str(number)) for number in range(BATCH_AT_MOST + 1)]
    desk.may_go_on.set()
    assert waiting[-1].result(SOON) == str(BATCH_AT_MOST)
    assert [len(batch) for batch in desk.batches] == [1, BATCH_AT_MOST, 1]
    box.close()


def test_one_bad_item_never_harms_its_neighbours(desk: Desk) -> None:
    desk.may_go_on.clear()
    box = Letterbox(desk.take)
    box.put("first")
    assert desk.began.wait(SOON)
    good, bad, also_good = (box.put(word) for word in ("good", "bad", "also good"))
    desk.may_go_on.set()
    assert (good.result(SOON), also_good.result(SOON)) == ("GOOD", "ALSO GOOD")
    with pytest.raises(ValueError, match="bad"):
        bad.result(SOON)
    assert desk.batches == [["first"], ["good"], ["also good"]]
    box.close()


def test_closing_answers_what_was_taken_and_takes_nothing_more(desk: Desk) -> None:
    ended: list[str] = []
    box = Letterbox(desk.take, goodbye=lambda: ended.append("goodbye"))
    taken = box.put("one")
    box.close()
    assert taken.result(0) == "ONE"
    assert ended == ["goodbye"]
    with pytest.raises(Closed):
        box.put("two")
    assert desk.batches == [["one"]]


def test_tidying_is_done_by_the_same_thread_and_only_when_asked_for(desk: Desk) -> None:
    tidied_by: list[str] = []
    tidied = threading.Event()

    def tidy() -> None:
        tidied_by.append(threading.current_thread().name)
        tidied.set()

    box = Letterbox(desk.take, at_rest=tidy)
    box.put("one").result(SOON)
    assert tidied_by == []
    box.tidy()
    assert tidied.wait(SOON)
    box.close()
    assert tidied_by == ["letterbox"]


def test_the_event_loop_may_await_an_answer_and_may_stop_waiting(desk: Desk) -> None:
    async def send() -> str:
        box = Letterbox(desk.take)
        given_up = box.post("given up")
        given_up.cancel()
        answer = await asyncio.wait_for(box.post("awaited"), SOON)
        box.close()
        return answer

    assert asyncio.run(send()) == "AWAITED"
    assert [word for batch in desk.batches for word in batch] == ["given up", "awaited"]
