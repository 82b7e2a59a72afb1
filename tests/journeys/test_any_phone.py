"""One talk, a basic phone at one end and a page at the other: joined by text, carried both ways, moved to the
web and back, and ended with STOP. The phone is the one on the coordinator's screen; all behind it is real."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import DESKTOP, PHONE, Arrives, House, a_house
from tests.journeys.demo import Device
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser
HERE = ("Rosa", "Wanjiru", "Daniel", "Amal", "Kai")
WAITS = 30  # seconds for an answer


@pytest.fixture(scope="module")
def a_village(browser: Browser) -> Iterator[House]:
    yield from a_house("--demo")


@dataclass
class Handset:
    """A phone that can text, on the page where a coordinator tries it."""

    holder: Walker

    def texts(self, words: str) -> None:
        self.holder.page.get_by_label("Your text").fill(words)
        self.holder.page.get_by_role("button", name="Send", exact=True).click()

    def gets(self, words: str) -> None:
        """A text comes, sooner or later."""
        page, until = self.holder.page, time.monotonic() + WAITS
        while words not in page.locator("main").inner_text():
            assert time.monotonic() < until, (words, page.locator("main").inner_text()[-600:])
            page.get_by_role("button", name="Look for new texts").click()
            page.wait_for_timeout(300)

    def says(self, words: str, then: str) -> None:
        self.texts(words)
        self.gets(then)


def a_strangers_phone(house: House, arrives: Arrives) -> Handset:
    """A number that nobody here has used, in Tariro's browser; without script."""
    holder = arrives(PHONE, script=False)
    Device(holder.page.context, house).becomes("Tariro")
    holder.opens(f"{house.address}/desk/try")
    strangers = holder.page.locator("#phone option").last.get_attribute("value")
    holder.page.locator("#phone").select_option(strangers)
    holder.page.get_by_role("button", name="Take this phone").click()
    return Handset(holder)


def is_asked(device: Device, member: str) -> str:
    """Becomes one of the peers who are here and were asked about this member; their name."""
    until = time.monotonic() + WAITS
    while time.monotonic() < until:
        for name in HERE:
            device.becomes(name)
            if f">{member}<" in device.reads("/desk"):
                return name
    raise AssertionError("nobody was asked")


def test_a_text_from_a_basic_phone_finds_a_person_and_comes_back(a_village: House, arrives: Arrives) -> None:
    phone = a_strangers_phone(a_village, arrives)
    phone.says("I can not sleep. My son left.", "Is this phone only yours? 1 yes 2 shared")
    phone.says("1", "Are you 18 or older? 1 yes 2 no. We ask everybody this.")
    phone.says("1", "Reply with another name if you like, or 0.")
    phone.says("Kopje", "Whom would you like to talk with? 1 anyone 2 a woman 3 a man. Or 0.")
    phone.says("0", "Shall the person you will talk with get what you wrote first? 1 yes 2 no")
    phone.says("1", "We look for someone for you.")

    peer = arrives(DESKTOP)
    device = Device(peer.page.context, a_village)
    name = is_asked(device, "Kopje")
    talk = device.says_hello("Kopje")
    peer.opens(a_village.address + talk)
    phone.gets(f"{name} would like to talk with you and has your words.")
    peer.sees("I can not sleep. My son left.")

    phone.texts("Are you there?")
    expect(peer.page.get_by_text("Are you there?")).to_be_visible(timeout=WAITS * 1000)  # nobody looked again
    peer.page.get_by_role("textbox").first.fill("I am here. Mine left too, two years ago.")
    peer.page.get_by_role("button", name="Send").click()
    phone.gets("I am here. Mine left too, two years ago.")

    phone.says("TODAY", "How is today? 1 very hard 2 hard 3 in between 4 all right 5 good")
    phone.says("2", "HELP shows who is here now.")
    phone.says("STEP", "What will you do next? Reply in your own words. Or 0.")
    phone.says("Walk to the borehole before it is hot", "Which day? 1 today 2 tomorrow 3 in a week 0 none")
    phone.says("2", "We ask you about it then.")
    assert "borehole" not in device.reads(talk), "a step is theirs alone"

    phone.says("Please stop asking me that", "Please stop asking me that")
    expect(peer.page.get_by_text("Please stop asking me that")).to_be_visible(timeout=WAITS * 1000)
    phone.says("STOP", "No more texts come from here. START brings them back.")
    assert re.search(r"Kopje asked for no more messages", device.reads(talk))
    assert not re.search(r"\+?44 ?7700", device.reads(talk)), "a number is never shown to the other side"
