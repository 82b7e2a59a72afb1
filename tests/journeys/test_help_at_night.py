"""Help at night, with nobody here: a letter, honest hours, lines, the number instead of a promise, and what
one wrote and kept for such a night. On a phone and on a wide screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import DESKTOP, PHONE, Arrives, House, a_house
from tests.journeys.demo import Device
from tests.journeys.looking import cut_off, violations

pytestmark = pytest.mark.browser
HERE = ("Rosa", "Wanjiru", "Daniel", "Amal", "Kai")


@pytest.fixture(scope="module")
def at_night(browser: Browser) -> Iterator[House]:
    """The demo after everyone has gone: no peer is here, and the next turn comes tomorrow at 08:00."""
    for house in a_house("--demo"):
        for name in (*HERE, "Tariro"):
            context = browser.new_context()
            device = Device(context, house)
            device.becomes(name)
            if name == "Tariro":
                keeps_tomorrows_turn(device)
            else:
                device.sends("/desk/here", off="1")
            context.close()
        yield house


def keeps_tomorrows_turn(device: Device) -> None:
    """The one turn of the week: Tariro, tomorrow from 08:00 to 20:00 where the program is."""
    day = (datetime.now(ZoneInfo("Africa/Nairobi")) + timedelta(days=1)).weekday()
    who = re.search(r'<option value="(\d+)"[^>]*>Tariro<', device.reads("/program/rota"))
    assert who
    turn = {f"who{day}_0": who[1], f"from{day}_0": "08:00", f"to{day}_0": "20:00"}
    device.sends("/program/rota", number="0700 000 000", **turn)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "wide"])
def test_help_at_night_with_nobody_here(at_night: House, arrives: Arrives, size: dict[str, int]) -> None:
    """Without script, as on the oldest phone."""
    member = arrives(size, script=False)
    Device(member.page.context, at_night).becomes("Blue Kettle")
    member.opens(f"{at_night.address}/")
    member.sees("To whoever comes on a bad night")
    member.follows("Help now")
    member.is_on("Help now")

    member.sees("I wrote two pages this morning. First time.")
    member.sees("Nobody from the team is here until tomorrow at 08:00.")
    member.sees("Nobody is here just now.")
    member.sees("To whoever comes on a bad night")
    member.sees("written in")  # by whom; nothing of sleep, since a device of theirs showed a sign just now
    expect(member.page.get_by_text("is asleep now")).to_have_count(0)
    expect(member.page.get_by_role("button", name=re.compile("Talk to someone"))).to_have_count(0)
    member.sees("Befrienders Kenya")
    member.sees("Walk to the yellow dog and back.")
    stands = member.page.locator("main").inner_text()
    first = [
        stands.index(words) for words in ("I wrote two pages", "Call 999", "Call +254", "Walk to the yellow")
    ]
    assert first == sorted(first)
    assert cut_off(member.page, size["width"]) == []

    member.follows("I want someone to come or ring me")
    nobody = "Nobody would read it now, and we don’t want you to wait for nothing. Please ring one of these:"
    member.sees(nobody)
    member.sees("Call 999")
    expect(member.page.get_by_role("textbox")).to_have_count(0)
    member.follows("Back to Help now")
    member.follows("I have already hurt myself or taken something")
    member.is_on("Good that you are here. Ring now.")
    member.sees("Call 999")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "wide"])
def test_the_quiet_card_comes_by_itself_and_goes_in_one_tap(
    at_night: House, arrives: Arrives, size: dict[str, int]
) -> None:
    """With script; the peer who reads along sees the words, and no card."""
    member, peer = arrives(size), arrives(size)
    for walker, name, home in ((member, "Blue Kettle", "/"), (peer, "Rosa", "/desk")):
        Device(walker.page.context, at_night).becomes(name)
        walker.opens(at_night.address + home)
        walker.page.locator('a[href^="/talk/"]').first.click()
    card = "Nobody has been told. You are still talking with Rosa."
    words = f"Some nights I want to die. {size['width']}"
    Device(member.page.context, at_night).sends("/me/help-card", show="yes")
    member.writes("Write to Rosa", words)
    member.presses("Send")
    peer.sees(words)
    expect(peer.page.locator("#help-card")).to_have_count(0)
    if size == PHONE:  # once a day: the second size is the same day
        member.sees(card)
        expect(member.page.get_by_role("link", name="A person now")).to_be_hidden()
        member.page.locator("#help-card summary").click()
        expect(member.page.get_by_role("link", name="A person now")).to_be_visible()
        assert violations(member.page) == []
        member.presses("Don’t show this")
        member.sees(words)
    expect(member.page.locator("#help-card")).to_have_count(0)
