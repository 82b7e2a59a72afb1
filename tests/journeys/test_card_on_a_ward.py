"""A card on a ward: made and printed, entered at the bed, and the talk is still there after going home.

A phone that is lent, and an ending at which each leaves a line.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Error, expect

from tests.journeys.conftest import DESKTOP, PHONE, Arrives, House
from tests.journeys.demo import Device
from tests.journeys.state import AT
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser


def becomes(walker: Walker, house: House, name: str) -> None:
    Device(walker.page.context, house).becomes(name)


def a_card(peer: Walker, house: House, note: str) -> str:
    """A peer makes one; its code, as it stands on the sheet."""
    peer.opens(f"{house.address}/desk")
    peer.follows("Cards for people you know")
    peer.writes("Whom are they for?", f"{note}\nbed 12")
    peer.presses("Make the cards")
    peer.is_on("Here they are")
    sheet = peer.page.locator("section.print .card")
    expect(sheet).to_have_count(2)
    expect(sheet.first).to_contain_text(note)
    return sheet.first.locator(".words").inner_text()


def only_the_cards_are_printed(peer: Walker) -> None:
    peer.page.emulate_media(media="print")
    expect(peer.page.locator("section.print")).to_be_visible()
    for hidden in ("h1", "header", "main > a.go", "main > p"):
        expect(peer.page.locator(hidden).first).to_be_hidden()
    peer.page.emulate_media(media="screen")


@pytest.mark.parametrize(
    ("size", "keyboard", "script", "name"),
    [(PHONE, False, False, "Iron Bed"), (DESKTOP, True, True, "Last Lamp")],
)
def test_a_card_on_a_ward(
    demo_house: House, arrives: Arrives, size: dict[str, int], keyboard: bool, script: bool, name: str
) -> None:
    peer = arrives(size, script=script)
    becomes(peer, demo_house, "Sipho")
    code = a_card(peer, demo_house, f"bed of {name}")
    only_the_cards_are_printed(peer)

    member = arrives(size, keyboard=keyboard, script=script)
    member.opens(f"{demo_house.address}{AT}")
    member.follows("I have a card")
    member.writes("The words and the number on your card", code.upper())
    member.presses("Next")
    member.is_on("Sipho is glad you are here.")
    member.sees("What we promise, in short")
    member.ticks("Yes", within="Are you 18 or older?")
    member.writes("Or another name you choose", name)
    member.presses("Talk with Sipho")
    member.writes("Write to Sipho", "I am the one by the window.")
    member.presses("Send")

    peer.opens(f"{demo_house.address}/desk")
    peer.follows(name)
    peer.writes(f"Write to {name}", "I see you. Good evening.")
    peer.presses("Send")
    talk = member.page.url.split("#")[0]
    member.opens(talk)
    member.sees("This talk is only on this phone or computer so far.")
    member.follows("Make my five words")
    member.presses("Make new words")
    five = member.page.locator(".words li").all_inner_texts()

    at_home = arrives(size, keyboard=keyboard, script=script)
    at_home.opens(f"{demo_house.address}{AT}/back")
    at_home.writes("Your five words", " ".join(five))
    at_home.presses("Come in")
    at_home.follows("Your talk with Sipho")
    at_home.sees("I see you. Good evening.")
    expect(at_home.page.get_by_role("link", name="Make my five words")).to_have_count(0)

    other = arrives(size, script=script)
    other.opens(f"{demo_house.address}{AT}/card")
    other.writes("The words and the number on your card", code)
    other.presses("Next")
    other.sees("A card works once.")
    Device(peer.page.context, demo_house).ends(talk)


@pytest.mark.parametrize(("size", "name"), [(PHONE, "Wet Boot"), (DESKTOP, "Dry Boot")])
def test_a_phone_is_lent_and_comes_back(
    demo_house: House, arrives: Arrives, size: dict[str, int], name: str
) -> None:
    phone = arrives(size)
    becomes(phone, demo_house, "Sipho")
    phone.opens(f"{demo_house.address}/desk")
    phone.follows("Help someone arrive")
    phone.presses("Begin, then hand it over")
    phone.is_on("Now hand over the phone")
    phone.presses("I have the phone")
    phone.ticks("Yes", within="Are you 18 or older?")
    phone.writes("Or another name you choose", name)
    phone.presses("This is me")
    phone.is_on("Your five words")
    five = phone.page.locator(".words li").all_inner_texts()
    phone.follows("I have them. Give the phone back.")
    phone.is_on("Now give the phone back to Sipho.")
    with pytest.raises(Error, match="ERR_CACHE_MISS"):  # the browser has kept nothing to go back to
        phone.page.go_back()
    assert [word for word in five if phone.page.get_by_text(word, exact=True).count()] == []
    phone.opens(f"{demo_house.address}{AT}/given-back")
    phone.presses("I am Sipho")
    expect(phone.page).to_have_url(f"{demo_house.address}/desk")
    own = arrives(size)
    own.opens(f"{demo_house.address}{AT}/back")
    own.writes("Your five words", " ".join(five))
    own.presses("Come in")
    own.follows("Your talk with Sipho")
    address = re.sub(r".*(/talk/\d+).*", r"\1", own.page.url)
    own.page.goto("about:blank")  # Chromium can hang where an open talk ends just before its page closes
    Device(phone.page.context, demo_house).sends(f"{address}/end")


@pytest.mark.parametrize(
    ("size", "keyboard", "script", "name"),
    [(PHONE, False, False, "Iron Kettle"), (DESKTOP, True, True, "Tin Kettle")],
)
def test_at_an_ending_each_leaves_a_line(
    demo_house: House, arrives: Arrives, size: dict[str, int], keyboard: bool, script: bool, name: str
) -> None:
    peer, member = arrives(size, script=script), arrives(size, keyboard=keyboard, script=script)
    becomes(peer, demo_house, "Tom")
    code = a_card(peer, demo_house, name)
    form = {"code": code, "to": "end", "adult": "yes", "own_name": name}
    talk = Device(member.page.context, demo_house).sends(f"{AT}/card", **form).url
    member.opens(f"{talk}/more")
    member.writes("Last words, if you like", "Thank you.")
    member.presses("Say goodbye and close")
    member.follows("Leave Tom one line")
    member.writes("What I saw in you", "You waited with me.")
    member.presses("Leave it")

    peer.opens(talk)
    peer.sees("You waited with me.")
    peer.follows(f"Leave {name} one line")
    peer.writes("What I saw in you", "You came back each time.")
    peer.presses("Leave it")
    member.opens(talk)
    member.sees("You came back each time.")

    member.follows("Tell Tom that it helped, now or much later")
    member.writes("A few words, if you like", "I sleep again.")
    member.presses("That helped")
    member.sees("You told Tom that it helped.")
    peer.opens(f"{demo_house.address}/desk")
    peer.follows("Someone you walked with left you a kind word")
    expect(peer.page.get_by_text("I sleep again.")).to_have_count(0)
    peer.presses("Open it now")
    peer.sees("I sleep again.")
