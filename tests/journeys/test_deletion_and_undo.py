"""Deletion and its undo: in 7 days, a change of mind, a copy taken along, then now; what the other reads."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE, Arrives, House
from tests.journeys.test_member_ways import two_who_talk
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser
GOING = "everything about you is deleted here, as you asked."


def copy_of(member: Walker, words: str) -> str:
    """What is in the file that this link hands over."""
    with member.page.expect_download() as handed:
        member.page.get_by_role("link", name=words).click()
    assert handed.value.suggested_filename in ("my-copy.html", "my-copy.json")
    return Path(handed.value.path()).read_text("utf-8")


@pytest.mark.parametrize(
    ("size", "script", "name"),
    [(PHONE, False, "Cold Tea"), (DESKTOP, True, "Tall Reed")],
    ids=["phone", "wide"],
)
def test_deletion_and_its_undo(
    demo_house: House, arrives: Arrives, size: dict[str, int], script: bool, name: str, tmp_path: Path
) -> None:
    member, peer, address = two_who_talk(arrives, demo_house, name, script=script)
    member.page.set_viewport_size({"width": size["width"], "height": size["height"]})
    member.writes("Write to Kai", "Something only I should keep.")
    member.presses("Send")
    member.opens(f"{demo_house.address}/me")
    member.follows("Delete everything about me")
    member.presses("Delete everything in 7 days")
    member.is_on(f"Good to see you, {name}.")
    member.sees(GOING)
    peer.opens(address)
    expect(peer.page.get_by_text(GOING)).to_have_count(0)
    expect(peer.page.get_by_role("textbox", name=f"Write to {name}")).to_have_count(1)

    member.presses("I changed my mind. Keep everything")
    member.is_on(f"Good to see you, {name}.")
    expect(member.page.get_by_text(GOING)).to_have_count(0)

    member.opens(f"{demo_house.address}/me/held")
    kept = json.loads(copy_of(member, "A file for another program"))
    assert [(line["by"], line["mine"], line["text"]) for line in kept["lines"]][-1] == (
        name,
        True,
        "Something only I should keep.",
    )
    page = copy_of(member, "A page to read")
    opens_without_a_network(member, page, tmp_path)

    member.opens(f"{demo_house.address}/me/delete")
    member.presses("Delete everything now")
    member.is_on("Really everything, now?")
    member.presses("Yes, delete everything now")
    member.is_on("It is done")
    member.opens(address)
    member.is_on("This page is not here.")
    peer.opens(address)
    day = datetime.now(ZoneInfo("Africa/Nairobi")).strftime("%A")
    peer.sees(f"They closed this conversation on {day}.")
    assert "Something only I should keep." not in peer.page.content()
    assert name not in peer.page.content()


def opens_without_a_network(member: Walker, text: str, folder: Path) -> None:
    """The page is one file: it asks for nothing, and is styled and read with nothing else there."""
    file = folder / "my-copy.html"
    file.write_text(text, "utf-8")
    asked: list[str] = []
    page = member.page.context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", name="What we hold about you")).to_have_count(1)
    expect(page.get_by_text("Something only I should keep.")).to_have_count(1)
    assert page.evaluate("() => getComputedStyle(document.querySelector('main')).maxWidth") != "none"
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert asked == [file.as_uri()]
    page.close()
