"""Streams: what was missed comes once and in order, who may not hear hears nothing, memory stays free."""

import socket
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.installs import Install, two_databases
from tests.faults.serving import Ear, Serving

pytestmark = pytest.mark.server


def test_who_comes_back_hears_exactly_what_was_missed_in_order(install: Install) -> None:
    with Serving(install, talks=1) as house:
        (talk,) = house.talks
        with Ear(house, talk, 1) as ear:
            for i in range(1, 4):
                assert house.say(talk, i % 2, f"line {i}", f"first-ref-{i}").status == 200
            ear.hear(3)
            assert ear.words() == ["line 1", "line 2", "line 3"]
            last = ear.numbers()[-1]
        for i in range(4, 30):
            assert house.say(talk, i % 2, f"line {i}", f"first-ref-{i}").status == 200
        # As a browser does it: the address still says where the page began.
        with Ear(house, talk, 1, after=0, last_event=last) as ear:
            ear.hear(26)
            assert house.say(talk, 0, "line 30", "first-ref-30").status == 200
            assert house.say(talk, 0, "line 30", "first-ref-30").status == 200  # a repeat is heard by nobody
            assert house.say(talk, 0, "line 31", "first-ref-31").status == 200
            ear.hear(29)
            ear.listen(1)
            assert ear.words() == [f"line {i}" for i in range(4, 32)]
            assert ear.numbers() == list(range(4, 32))


def test_who_is_more_than_40_behind_is_told_to_load_the_page_again(install: Install) -> None:
    with Serving(install, talks=1) as house:
        (talk,) = house.talks
        install.act("say", conversation=talk.id, token=talk.tokens[0], texts=[f"line {i}" for i in range(41)])
        with Ear(house, talk, 1, after=1) as ear:
            ear.hear(40)
            assert ear.numbers() == list(range(2, 42))
        with Ear(house, talk, 1, after=0) as ear:
            assert ear.wait_for("reload")
            assert ear.wait_for_end(2)
            assert ear.numbers() == []


def test_what_another_process_wrote_reaches_an_open_page_within_3_seconds(install: Install) -> None:
    with Serving(install, talks=1) as house:
        (talk,) = house.talks
        with Ear(house, talk, 1) as ear:
            assert house.say(talk, 0, "here", "this-ref-here").status == 200
            assert [heard.number for heard in ear.hear(1)] == [1]
            saying = install.start("say", conversation=talk.id, token=talk.tokens[0], texts=["there", "too"])
            said, _ = saying.communicate(timeout=20)
            assert said == "[2, 3]\n"
            stored = time.monotonic()
            ear.hear(3, seconds=3)
            assert ear.words() == ["here", "there", "too"]
            assert time.monotonic() - stored < 3


def test_who_is_taken_out_of_a_talk_hears_nothing_more(install: Install) -> None:
    with Serving(install, talks=1) as house:
        (talk,) = house.talks
        with Ear(house, talk, 0) as member, Ear(house, talk, 1) as peer:
            assert house.say(talk, 1, "you both hear this", "this-ref-1").status == 200
            assert (len(member.hear(1)), len(peer.hear(1))) == (1, 1)
            assert install.act("take_out", person=talk.people[0], conversation=talk.id) == 1
            assert house.say(talk, 1, "only one hears this", "this-ref-2").status == 200
            assert len(peer.hear(2)) == 2
            assert member.wait_for_end(4)  # the look finds that they are not in it
            assert member.words() == ["you both hear this"]
            assert house.say(talk, 0, "may I?", "this-ref-3").status == 404
            with Ear(house, talk, 0, last_event=1) as again:
                assert again.status() == 404


def test_after_a_block_neither_hears_the_other(install: Install) -> None:
    with Serving(install, talks=1) as house:
        (talk,) = house.talks
        with Ear(house, talk, 0) as member, Ear(house, talk, 1) as peer:
            for who in (0, 1):
                assert house.say(talk, who, "before", f"this-ref-{who}").status == 200
            assert (len(member.hear(2)), len(peer.hear(2))) == (2, 2)
            assert house.ask("POST", f"/talk/{talk.id}/block", talk.tokens[0]).status == 303
            assert (member.wait_for("reload"), peer.wait_for("reload")) == (True, True)
            for who in (0, 1):
                assert house.say(talk, who, "after", f"another-ref-{who}").status == 409
                assert house.post(talk, who, "after", f"a-third-ref-{who}").status == 409
            time.sleep(1.5)
            for ear in (member, peer):
                ear.listen(0.1)
                assert ear.words() == ["before", "before"]


def test_a_block_by_another_process_holds_from_the_next_line(install: Install) -> None:
    with Serving(install, talks=1) as house:
        (talk,) = house.talks
        with Ear(house, talk, 0) as member:
            assert house.say(talk, 1, "before", "this-ref-1").status == 200
            assert len(member.hear(1)) == 1
            install.act("block", person=talk.people[0], conversation=talk.id)
            assert house.say(talk, 1, "after", "this-ref-2").status == 409
            assert not member.wait_for("line after", 1.5)
            assert member.words() == ["before"]


def test_who_signs_out_hears_nothing_more_on_any_page_still_open(install: Install) -> None:
    with Serving(install, talks=1) as house:
        (talk,) = house.talks
        with Ear(house, talk, 0) as member, Ear(house, talk, 1) as peer:
            assert house.say(talk, 1, "you both hear this", "this-ref-1").status == 200
            assert (len(member.hear(1)), len(peer.hear(1))) == (1, 1)
            assert house.ask("POST", "/sign-out", talk.tokens[0]).status == 303
            assert member.wait_for_end(2)
            assert house.say(talk, 1, "only one hears this", "this-ref-2").status == 200
            assert len(peer.hear(2)) == 2
            member.listen(0.5)
            assert member.words() == ["you both hear this"]
            assert house.say(talk, 0, "may I?", "this-ref-3").status == 401


def test_a_session_ended_elsewhere_stops_its_streams_within_25_seconds(on_sqlite: Install) -> None:
    with Serving(on_sqlite, talks=1) as house:
        (talk,) = house.talks
        with Ear(house, talk, 0) as member:
            assert house.say(talk, 1, "heard", "this-ref-1").status == 200
            assert len(member.hear(1)) == 1
            on_sqlite.act("sign_out_everywhere", person=talk.people[0])
            assert member.wait_for_end(25)
            assert member.words() == ["heard"]


def test_a_slow_reader_is_told_to_load_again_and_fills_no_memory(install: Install) -> None:
    with Serving(install, talks=1) as house:
        (talk,) = house.talks
        with ExitStack() as all_open:
            slow = [all_open.enter_context(Ear(house, talk, 1, room=4096)) for _ in range(16)]
            awake = all_open.enter_context(Ear(house, talk, 1))
            assert {ear.status() for ear in slow} == {200}
            long_line = "\N{SUNFLOWER}" * 4000  # 16 kB
            lines = 500
            for i in range(lines):
                if i == 50:
                    before = house.memory_mb()
                assert house.say(talk, 0, long_line, f"a-ref-{i:06d}").status == 200
                if i % 20 == 0:
                    awake.listen(0.01)
            # All of it is 128 MB, of which the machine itself holds at most 4 MB for each reader. The server
            # holds 40 lines for each, twice.
            assert house.memory_mb() - before < 40
            for ear in slow:
                ear.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
                assert ear.wait_for_end(10)
                assert ear.events()[-1].kind == "reload"
                numbers = ear.numbers()
                assert numbers == sorted(set(numbers))
                assert len(numbers) < lines
            assert house.say(talk, 0, "and on", "the-last-ref").status == 200


def test_when_the_database_lets_go_of_us_talk_goes_on_by_itself(tmp_path: Path) -> None:
    """PostgreSQL is started anew while pages are open (here: it ends each of our connections)."""
    with two_databases() as environment:
        install = Install(tmp_path / "data", environment)
        with Serving(install, talks=1) as house:
            (talk,) = house.talks
            with Ear(house, talk, 1) as ear:
                assert house.say(talk, 0, "before", "this-ref-1").status == 200
                assert len(ear.hear(1)) == 1
                assert install.act("end_connections") >= 3
                statuses = [send_again_until_kept(house, i) for i in range(3)]
                assert statuses == [200] * 3
                assert house.ask("GET", f"/talk/{talk.id}", talk.tokens[0]).status == 200
                ear.hear(4, seconds=4)
                last = ear.numbers()[-1]
                said = install.act("say", conversation=talk.id, token=talk.tokens[0], texts=["there"])
                with Ear(house, talk, 1, last_event=last) as again:
                    assert again.hear(said[0] - last, seconds=4)[-1].number == said[0]


def send_again_until_kept(house: Serving, i: int) -> int:
    """As the page does: the same ref until it is answered."""
    for _ in range(5):
        status = house.say(house.talks[0], 0, f"line {i}", f"again-ref-{i}").status
        if status == 200:
            break
        assert status == 507
    return status
