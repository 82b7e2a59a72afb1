"""A heavy talk with backup, with somebody there and with nobody; and a report to its closing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import DESKTOP, PHONE, Arrives, House, a_house
from tests.journeys.demo import Device, walk_together
from tests.journeys.looking import cut_off
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "wide"])
HEAVY = "I do not want to wake up tomorrow."
ALIKE = {"lived": ["fled", "newland"], "loves": ["learning"]}


@pytest.fixture(scope="module")
def an_evening(browser: Browser) -> Iterator[House]:
    yield from a_house("--demo")


def as_somebody(house: House, arrives: Arrives, name: str, size: dict[str, int]) -> Walker:
    """One of the demo's people, without script."""
    walker = arrives(size, script=False)
    Device(walker.page.context, house).becomes(name)
    return walker


def rota(house: House, arrives: Arrives, name: str) -> None:
    """All week it is this person's turn; nobody's, where there is no name."""
    coordinator = Device(as_somebody(house, arrives, "Tariro", DESKTOP).page.context, house)
    turns: dict[str, str] = {}
    if name:
        found = re.search(rf'<option value="(\d+)"[^>]*>{name}<', coordinator.reads("/program/rota"))
        assert found
        for day in range(7):
            turns |= {f"who{day}_0": found[1], f"from{day}_0": "00:00", f"to{day}_0": "23:59"}
    coordinator.sends("/program/rota", number="0700 123 456", **turns)


def two_who_walk(
    house: House, arrives: Arrives, name: str, size: dict[str, int]
) -> tuple[Walker, Walker, str]:
    """A new member and Amal, and where they talk."""
    member, peer = arrives(size, script=False), as_somebody(house, arrives, "Amal", size)
    devices = [Device(each.page.context, house) for each in (member, peer)]
    talk = walk_together(devices[0], name, devices[1], **ALIKE)
    for each in (member, peer):
        each.opens(house.address + talk)
    return member, peer, house.address + talk


def is_fine(*walkers: Walker, size: dict[str, int]) -> None:
    for walker in walkers:
        assert cut_off(walker.page, size["width"]) == []


@SIZES
def test_a_heavy_talk_with_backup(an_evening: House, arrives: Arrives, size: dict[str, int]) -> None:
    rota(an_evening, arrives, "Mikel")
    member, peer, talk = two_who_walk(an_evening, arrives, "Heavy Rain", size)
    supervisor = as_somebody(an_evening, arrives, "Mikel", size)
    member.writes("Write to Amal", HEAVY)
    member.presses("Send")
    peer.opens(talk)
    peer.sees(HEAVY)
    peer.follows("This is heavy")
    peer.is_on("This is heavy")
    peer.sees("Asking does not put the thought there.")
    peer.presses("Call someone to my side")
    peer.sees("Calling Mikel, here now.")
    is_fine(peer, size=size)

    supervisor.opens(f"{an_evening.address}/program")
    supervisor.follows("Amal calls for someone to their side")
    seen = supervisor.page.content()
    assert (HEAVY in seen, "Heavy Rain" in seen) == (False, False)
    is_fine(supervisor, size=size)
    supervisor.presses("I am coming")
    supervisor.writes("Write to Amal", "I am here. What do you need?")
    supervisor.presses("Send")
    peer.follows("Look again")
    peer.sees("Mikel is with you.")
    peer.follows("Talk with Mikel")
    peer.sees("I am here. What do you need?")
    peer.opens(talk)
    peer.sees("Mikel is with you")
    member.opens(talk)
    expect(member.page.get_by_text("is with you")).to_have_count(0)

    supervisor.opens(f"{an_evening.address}/program")
    supervisor.follows("You are with Amal. Is it over?")
    supervisor.writes("A note for the team", "We sat together for half an hour.")
    supervisor.presses("It is over")
    supervisor.is_on("How it is now")
    expect(supervisor.page.get_by_text("You are with Amal")).to_have_count(0)
    peer.opens(f"{talk}/heavy")
    peer.sees("Call someone to my side")
    peer.opens(talk)
    Device(peer.page.context, an_evening).ends(talk)


@SIZES
def test_a_heavy_talk_with_nobody_there(an_evening: House, arrives: Arrives, size: dict[str, int]) -> None:
    rota(an_evening, arrives, "")
    member, peer, talk = two_who_walk(an_evening, arrives, "Heavy Snow", size)
    peer.follows("This is heavy")
    peer.sees("Nobody from the team is here now.")
    expect(peer.page.get_by_role("link", name="Ring 0700 123 456")).to_have_count(1)
    peer.presses("Call someone to my side")
    peer.sees("Your call stays on the team’s desk until somebody comes.")
    expect(peer.page.get_by_role("link", name="Ring 0700 123 456")).to_have_count(1)
    is_fine(peer, size=size)
    peer.presses("Ask Heavy Snow")
    peer.sees("Heavy Snow is being asked")
    member.opens(talk)
    member.sees("Amal needs to stop for today.")
    is_fine(member, size=size)
    member.presses("No, that is fine")
    peer.opens(f"{talk}/heavy")
    peer.sees("Heavy Snow would rather wait for you.")
    peer.presses("I don’t need it any more")
    peer.sees("You can still call: it waits on their desk.")
    Device(peer.page.context, an_evening).ends(talk)


@SIZES
def test_a_report_to_its_closing(an_evening: House, arrives: Arrives, size: dict[str, int]) -> None:
    member, peer, talk = two_who_walk(an_evening, arrives, "Grey Stone", size)
    for i in range(1, 26):
        Device(peer.page.context, an_evening).sends(
            talk.removeprefix(an_evening.address), words=f"Come to the lake, {i}.", ref=f"a-ref-{i:04}"
        )
    member.opens(f"{talk}/more")
    member.follows("Something was not all right")
    member.ticks("Wanting to meet elsewhere, and I did not")
    member.writes("In your own words", "I said no, and it went on.")
    member.page.get_by_label(re.compile("Come to the lake, 25")).check()
    member.presses("Earlier words")
    member.sees("1 line picked")
    member.page.get_by_label(re.compile("Come to the lake, 2[.]")).check()
    is_fine(member, size=size)
    member.presses("Tell the team")
    member.sees("Thank you for telling us.")
    member.sees("Nobody has taken it yet.")

    team = as_somebody(an_evening, arrives, "Tariro", size)
    team.opens(f"{an_evening.address}/program")
    [address] = [
        link.get_attribute("href")
        for link in team.page.get_by_role("link", name="Someone told us of something").all()
        if "Wanting" in link.inner_text()
    ][-1:]
    team.opens(f"{an_evening.address}{address}")
    assert "lake" not in team.page.content()
    team.presses("I take this and read it")
    team.sees("I said no, and it went on.")
    expect(team.page.get_by_text("Come to the lake")).to_have_count(2)
    is_fine(team, size=size)
    member.page.reload()
    member.sees("Tariro is looking at it.")
    team.writes("What was done", "Talked with Amal, who stops asking.")
    team.writes("What do you say to who told us?", "Thank you. It has been said plainly.")
    team.presses("It is seen to")
    team.is_on("How it is now")
    member.page.reload()
    member.sees("Thank you. It has been said plainly.")
    expect(member.page.get_by_text("Talked with Amal")).to_have_count(0)
    Device(member.page.context, an_evening).ends(talk)
