"""A next step and a week of answers: written, shown, changed and done; days, a hard one, and tomorrow.

The demo brings two weeks of answers along: a server's clock cannot be moved.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE, Arrives, House
from tests.journeys.demo import Device
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser


def says(member: Walker, house: House, word: str) -> None:
    member.opens(f"{house.address}/today")
    member.ticks(word)
    member.presses("Keep it")


def a_step(member: Walker, peer: Walker, house: House, peer_name: str) -> None:
    """Written and shown, changed, done: the peer reads along as long as it is open."""
    member.opens(f"{house.address}/me/steps")
    member.unfolds("In your own words")
    member.writes("In your own words", "Walk to the water")
    member.ticks(f"{peer_name} may see it")
    member.presses("Keep it")
    member.sees("It is kept.")
    member.opens(f"{house.address}/")
    member.page.locator('a[href^="/talk/"]').first.click()
    more = member.page.url.split("#")[0] + "/more"
    peer.opens(more)
    peer.sees("Walk to the water")
    peer.opens(f"{house.address}/me/steps")
    peer.is_on("This page is not here.")

    member.opens(f"{house.address}/me/steps")
    card = member.page.locator("li.card").filter(has_text="Walk to the water")
    card.get_by_role("link", name="It changed").click()
    member.is_on("What did it become?")
    member.writes("In your own words", "Sit by the water")
    member.presses("Keep it")
    member.sees("It has changed. That happens to good plans.")
    peer.opens(more)
    peer.sees("Sit by the water")
    card = member.page.locator("li.card").filter(has_text="Sit by the water")
    card.get_by_role("button", name="I did it").click()
    member.sees("Done. That was yours.")
    peer.opens(more)
    expect(peer.page.get_by_text("by the water")).to_have_count(0)


def days_and_tomorrow(member: Walker, house: House) -> None:
    """After a lighter answer there is a line and a range; after a hard one people, and neither."""
    says(member, house, "all right")
    member.is_on("Thank you.")
    member.follows("My days, and tomorrow")
    member.sees("Tomorrow may be")
    expect(member.page.get_by_role("img", name="A line of")).to_be_visible()
    summary = member.page.get_by_text("The same in words", exact=True)
    summary.click()
    expect(summary.locator("xpath=../ul/li").first).to_contain_text("all right")

    says(member, house, "very hard")
    member.is_on("Thank you for saying it.")
    expect(member.page.locator('main a[href="/tomorrow"]')).to_have_count(0)
    member.follows("What helps me")
    member.is_on("What helps me")
    member.opens(f"{house.address}/tomorrow")
    member.is_on("Tomorrow can wait")
    expect(member.page.locator("svg.days")).to_have_count(0)


@pytest.mark.parametrize(
    ("size", "desktop", "name", "peer_name"),
    [(PHONE, False, "Blue Kettle", "Rosa"), (DESKTOP, True, "Paper Boat", "Kai")],
)
def test_a_next_step_and_a_week_of_answers(
    demo_house: House, arrives: Arrives, size: dict[str, int], desktop: bool, name: str, peer_name: str
) -> None:
    """On a phone without script; on a desktop by keyboard."""
    member, peer = arrives(size, keyboard=desktop, script=desktop), arrives(size)
    Device(member.page.context, demo_house).becomes(name)
    Device(peer.page.context, demo_house).becomes(peer_name)
    a_step(member, peer, demo_house, peer_name)
    days_and_tomorrow(member, demo_house)
    member.opens(f"{demo_house.address}/today/rhythm")
    member.ticks("Every day")
    member.presses("Keep it")
    member.sees("It is kept.")
