"""A talk over the shipped server, Debian's own Kannel and an operator's message centre."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from uuid import uuid4

import pytest

from alongside.rules.texts import CLAIMED_FOR
from tests.faults.serving import Talk
from tests.gateways.house import PhoneHouse, eventually

pytestmark = [pytest.mark.server, pytest.mark.timeout(240)]

TALKS = 16
AMHARIC, ARABIC, PICTURES = "ሰላም ነው? ዛሬ እንዴት ነህ?", "مرحبا، كيف حالك اليوم؟", "I am fine 😀👍🏽 [€]"
LONG = "It was a long day, and I want to tell you all of it from the start. " * 6
CANARY = "Zanzibar-lighthouse"
FATES = {
    "delivered": ("delivered", ""),
    "failed": ("failed", "address"),
    "expired": ("failed", "address"),
    "rejected": ("failed", "unknown"),
    "refused": ("failed", "address"),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhoneHouse]:
    """One for all tests here. Each talk is between a member with a phone and a peer on a page."""
    with PhoneHouse(tmp_path_factory.mktemp("kannel"), talks=TALKS) as house:
        yield house


@pytest.fixture(scope="module")
def talks(house: PhoneHouse) -> Iterator[int]:
    """Talks that no test has used yet."""
    return iter(range(TALKS))


def peer_says(house: PhoneHouse, talk: int, words: str) -> None:
    assert house.say(house.talks[talk], 1, words, uuid4().hex).status == 200


def test_they_talk_by_phone_and_by_page(house: PhoneHouse, talks: Iterator[int]) -> None:
    talk = next(talks)
    number = house.number(talk)
    for said in ("Good morning [from a phone] €5 ñ", AMHARIC, ARABIC, PICTURES):
        house.centre.text(number, said)
    heard = ["Good morning [from a phone] €5 ñ", AMHARIC, ARABIC, PICTURES]
    assert house.wait_for_words(talk, heard) == heard
    for n, said in enumerate(("Good morning to you", AMHARIC, ARABIC, PICTURES), 1):
        peer_says(house, talk, said)
        assert house.centre.wait_for(number, n)[-1] == said
    assert [part.coding for part in house.centre.parts_to(number)] == [0, 8, 8, 8]


def test_long_texts_are_whole_on_both_sides_in_whatever_order_their_parts_come(
    house: PhoneHouse, talks: Iterator[int]
) -> None:
    talk = next(talks)
    number = house.number(talk)
    long_amharic = (AMHARIC + " 😀 ") * 8
    for said in (LONG, long_amharic):
        house.centre.text(number, said, disorder=True)
    assert house.wait_for_words(talk, [LONG.strip(), long_amharic.strip()]) == [
        LONG.strip(),
        long_amharic.strip(),
    ]
    peer_says(house, talk, LONG.strip())
    assert house.centre.wait_for(number, 1) == [LONG.strip()]
    peer_says(house, talk, long_amharic.strip())
    assert house.centre.wait_for(number, 2)[1:] == [long_amharic.strip()]
    assert len(house.centre.parts_to(number)) == 3 + 3


def test_what_became_of_a_text_is_known(house: PhoneHouse, talks: Iterator[int]) -> None:
    handles = {}
    for fate in FATES:
        talk = next(talks)
        house.centre.fates[house.number(talk)] = fate
        handles[fate] = house.handles[talk]
        peer_says(house, talk, f"This will be {fate}")
    became: dict[str, tuple[str, str]] = {}

    def are_known() -> bool:
        told = house.act("texts_to", handles=list(handles.values()))
        became.update({fate: tuple((told[str(handle)] or [[]])[-1][:2]) for fate, handle in handles.items()})
        return became == FATES

    eventually(are_known)
    assert became == FATES


def test_a_message_centre_that_is_too_busy_gets_it_later(house: PhoneHouse, talks: Iterator[int]) -> None:
    talk = next(talks)
    number = house.number(talk)
    house.centre.throttled[number] = 1
    peer_says(house, talk, "Later is fine")
    assert house.centre.wait_for(number, 1, seconds=40) == ["Later is fine"]
    assert house.centre.told_to_wait == 1


def test_a_stranger_joins_by_text_and_talks_with_a_peer_on_a_page(
    house: PhoneHouse, talks: Iterator[int]
) -> None:
    peer, stranger = house.talks[next(talks)], "254799000001"
    house.act("make_ready", person=peer.people[1])
    for n, words in enumerate(("Hello?", "1", "1", "Neema", "0", "I don't sleep any more."), 1):
        house.centre.text(stranger, words)
        assert len(house.centre.wait_for(stranger, n)) == n
    first, *_, last = house.centre.wait_for(stranger, 6)
    assert "Is this phone only yours? 1 yes 2 shared" in first
    assert last.startswith("We look for someone for you.")
    talk = Talk(house.act("accept", person=peer.people[1]), peer.people, peer.tokens)
    assert house.centre.wait_for(stranger, 7)[-1].startswith("Rosa would like to talk with you")
    house.centre.text(stranger, "Thank you for coming")
    eventually(lambda: lines(house, talk)[-1:] == ["Thank you for coming"])
    assert lines(house, talk) == ["I don't sleep any more.", "Thank you for coming"]
    assert house.say(talk, 1, "I am glad you wrote.", uuid4().hex).status == 200
    assert house.centre.wait_for(stranger, 8)[-1] == "I am glad you wrote."


def lines(house: PhoneHouse, talk: Talk) -> list[str]:
    return [words for _, words in house.lines_on_pages(talk, 1)]


@pytest.mark.parametrize(
    ("which", "how"),
    [
        ("smsbox", signal.SIGKILL),
        ("bearerbox", signal.SIGTERM),  # it takes smsbox along
        ("bearerbox", signal.SIGKILL),
        ("server", signal.SIGTERM),
        ("server", signal.SIGKILL),
        ("everything", signal.SIGKILL),
    ],
)
def test_nothing_is_lost_and_nothing_is_doubled_when_a_part_of_it_stops_in_the_middle(
    house: PhoneHouse, talks: Iterator[int], which: str, how: signal.Signals
) -> None:
    talk = next(talks)
    number = house.number(talk)
    came, went = [f"In {n} {CANARY}" for n in range(24)], [f"Out {n} {CANARY}" for n in range(12)]
    said = threading.Thread(target=keep_saying, args=[house, talk, went])
    said.start()
    for n, words in enumerate(came):
        house.centre.text(number, words)
        if n == 8:
            house.end(which, how)
        if n == 16:
            house.start_again(which)
        time.sleep(0.03)
    said.join()
    heard = house.wait_for_lines(talk, came, went)
    assert set(heard) == set(came + went)
    # An operator sends again what nobody confirmed; who was killed with all the rest cannot know it again.
    assert len(heard) - len(came + went) <= (2 if which == "everything" else 0)
    eventually(lambda: set(house.centre.whole_texts(number)) == set(went), A_CLAIM_ENDS)
    arrived = house.centre.whole_texts(number)
    assert set(arrived) == set(went)
    doubled = len(arrived) - len(went)
    if how == signal.SIGTERM:
        assert doubled == 0
    assert doubled <= AT_ONCE, "more than what was in flight"
    if which in ("smsbox", "server"):  # what bearerbox sends twice when it is killed, it alone knows
        told = house.act("texts_to", handles=[house.handles[talk]])
        assert doubled <= sum(again for _, _, again in told[str(house.handles[talk])])


AT_ONCE = 10  # texts in flight at the most
A_CLAIM_ENDS = CLAIMED_FOR.total_seconds() + 20  # a text that a dead process had taken up waits so long


def keep_saying(house: PhoneHouse, talk: int, words: list[str]) -> None:
    """The peer's page keeps a line until it is acknowledged, and sends it again with the same id."""
    for each in words:
        ref = uuid4().hex
        while not acknowledged(house, talk, each, ref):
            time.sleep(0.1)
        time.sleep(0.05)


def acknowledged(house: PhoneHouse, talk: int, words: str, ref: str) -> bool:
    try:
        return house.say(house.talks[talk], 1, words, ref).status == 200
    except OSError:
        return False


def test_bearerbox_lets_go_of_everything_and_no_log_has_a_word_or_a_number(house: PhoneHouse) -> None:
    store = house.configuration.parent / "store"
    assert eventually(lambda: not [path for path in store.rglob("*") if path.is_file()])
    logs = [*house.configuration.parent.glob("log/*"), house.log]
    assert len(logs) == 4
    for path in logs:
        text = path.read_text(errors="replace")
        assert text
        assert CANARY not in text
        assert "25471" not in text
    assert "All is well" in house.install.command("channels", "kannel", "--check")
