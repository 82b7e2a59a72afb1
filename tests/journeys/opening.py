""" "Before we open", as a coordinator does it: each line of the list, and then the button."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.conftest import House
from tests.journeys.walker import Walker

LAW = {
    "In which country or state?": "Kenya",
    "Whom does the law make you tell?": "the children’s office",
    "When does it?": "a child is being harmed",
    "Within which time?": "one day",
}


def opens_the_program(coordinator: Walker, house: House, name: str) -> None:
    """From one peer made ready to open. `name`: whose turn it is to answer."""
    at = f"{house.address}/program"
    coordinator.opens(at)
    coordinator.is_on("Before we open")
    expect(coordinator.page.get_by_role("button", name="Open now")).to_have_count(0)
    coordinator.opens(f"{at}/rota")
    coordinator.picks("Monday 1: who", name)
    coordinator.writes("Monday 1: from", "08:00")
    coordinator.writes("Monday 1: to", "20:00")
    coordinator.writes("The number for all other hours", "0700 000 000")
    coordinator.presses("Keep it")
    coordinator.opens(f"{at}/lines")
    lines = coordinator.page.locator('main a[href*="/program/lines/"]:not([href$="/new"])')
    for address in [str(line.get_attribute("href")) for line in lines.all()]:
        coordinator.opens(house.address + address)
        coordinator.presses("I rang it today, and it was right")
    coordinator.opens(f"{at}/promise")
    for label, words in LAW.items():
        coordinator.writes(label, words)
    coordinator.presses("Keep it")
    coordinator.opens(f"{at}/age")
    coordinator.presses("Keep it")
    coordinator.opens(f"{at}/complaints")
    coordinator.writes(
        "Who is it, and how are they reached?", "Ann Mwangi at the district office, 0700 000 001"
    )
    coordinator.presses("Keep it")
    coordinator.is_on("Before we open")
    coordinator.presses("Open now")
    coordinator.is_on("How it is now")
