"""What the team and the peers do that others then see: a pause, a link, being here, practising."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE, Arrives, House
from tests.journeys.demo import Device
from tests.journeys.state import AT
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser


def stepped_into(arrives: Arrives, house: House, name: str) -> Walker:
    """One of the demo's team or peers, in a browser of their own."""
    walker = arrives(DESKTOP)
    Device(walker.page.context, house).becomes(name)
    return walker


def test_who_comes_while_the_program_is_paused_reads_until_when(demo_house: House, arrives: Arrives) -> None:
    coordinator = stepped_into(arrives, demo_house, "Tariro")
    someone = arrives(PHONE, script=False)
    someone.opens(f"{demo_house.address}{AT}")
    expect(someone.page.get_by_role("link", name="Talk to someone", exact=True)).to_have_count(1)
    day = datetime.now(ZoneInfo("Africa/Nairobi")) + timedelta(days=3)
    coordinator.opens(f"{demo_house.address}/program")
    coordinator.page.locator("summary", has_text="Pause the program").click()
    coordinator.page.get_by_label("Nobody new until").fill(f"{day:%Y-%m-%d}")
    coordinator.presses("Pause")
    try:
        coordinator.sees("Paused: nobody new until")
        someone.page.reload()
        assert f"Nobody new can begin until {day:%A}" in someone.page.locator("main .notice").inner_text()
        expect(someone.page.get_by_role("link", name="Talk to someone", exact=True)).to_have_count(0)
        someone.opens(f"{demo_house.address}{AT}/arrive")
        someone.is_on("Just now nobody new can begin")
    finally:
        coordinator.presses("Open again now")
    someone.opens(f"{demo_house.address}{AT}/arrive")
    someone.is_on("What’s going on for you?")


def test_a_link_lets_one_person_in_once(demo_house: House, arrives: Arrives) -> None:
    coordinator = stepped_into(arrives, demo_house, "Tariro")
    coordinator.opens(f"{demo_house.address}/program/invite")
    coordinator.presses("Make the link")
    link = coordinator.page.get_by_label("Open this to come in:").input_value()
    first, second = arrives(PHONE), arrives(PHONE)
    for walker in (first, second):
        walker.opens(link)
        walker.is_on("You are invited to Evening Light.")
    first.writes("What do you want to be called?", "Bahati")
    first.writes("Your e-mail", "bahati@example.org")
    first.writes("A password", "seven slow herons")
    first.presses("Come in")
    first.is_on("About you")
    second.writes("What do you want to be called?", "Somebody else")
    second.writes("Your e-mail", "else@example.org")
    second.writes("A password", "nine slow herons")
    second.presses("Come in")
    second.is_on("This link has been used.")
    second.opens(link)
    second.is_on("This link has been used.")
    coordinator.opens(f"{demo_house.address}/program")
    expect(coordinator.page.get_by_role("link", name="Bahati", exact=True)).to_have_count(1)
    expect(coordinator.page.get_by_text("Somebody else")).to_have_count(0)


def test_home_says_who_is_here_and_no_more(demo_house: House, arrives: Arrives) -> None:
    def is_told() -> str:
        someone.opens(f"{demo_house.address}{AT}")
        return someone.page.locator("main > .here").inner_text()

    someone, peer = arrives(PHONE, script=False), stepped_into(arrives, demo_house, "Tom")
    without = is_told()
    peer.opens(f"{demo_house.address}/desk")
    peer.presses("I am here now")
    peer.sees("You are here now.")
    assert is_told() != without
    peer.presses("Not here any more")
    peer.sees("You are not shown as here.")
    assert is_told() == without


def test_a_practice_talk_in_two_windows_leaves_nothing(demo_house: House, arrives: Arrives) -> None:
    one, other = (stepped_into(arrives, demo_house, name) for name in ("Sipho", "Achieng"))
    one.opens(f"{demo_house.address}/practice")
    one.picks("With whom?", "Achieng")
    one.presses("Begin")
    address = one.page.url
    other.opens(f"{demo_house.address}/practice")
    other.follows("With Sipho")
    assert other.page.url == address
    one.writes("Write to Achieng", "I would be somebody who cannot sleep.")
    one.presses("Send")
    other.sees("I would be somebody who cannot sleep.")
    other.writes("Write to Sipho", "What do the nights look like?")
    other.presses("Send")
    one.sees("What do the nights look like?")
    one.opens(f"{demo_house.address}/practice")
    one.presses("We are done. Wipe it.")
    expect(one.page.get_by_role("link", name="With Achieng")).to_have_count(0)
    for walker in (one, other):
        walker.opens(address)
        walker.is_on("This page is not here.")
