"""The ways of a member besides the straight one: coming back, hiding, changing, pausing, going."""

from __future__ import annotations

import re
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Arrives, House
from tests.journeys.demo import Device, walk_together
from tests.journeys.state import AT
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser

ALIKE_KAI = {"lived": ["bullied", "selfhurt"], "loves": ["drawing", "games"]}
NEUTRAL = "https://www.wikipedia.org/"
DRAFT = "() => Object.values({...sessionStorage, ...localStorage}).join()"


def device_of(walker: Walker, house: House) -> Device:
    return Device(walker.page.context, house)


def two_who_talk(
    arrives: Arrives, house: House, name: str, *, script: bool = True, **told: str
) -> tuple[Walker, Walker, str]:
    """A new member and Kai, both on the page of their talk; its whole address."""
    member, peer = arrives(PHONE, script=script), arrives(PHONE, script=script)
    device_of(peer, house).becomes("Kai")
    everything = {**ALIKE_KAI, **told}
    address = house.address + walk_together(
        device_of(member, house), name, device_of(peer, house), **everything
    )
    for walker in (member, peer):
        walker.opens(address)
    return member, peer, address


def ends(member: Walker, peer: Walker, address: str) -> None:
    """So that Kai has room for the next one. No page of the talk is left to load itself again meanwhile:
    Chromium may hang when a browser is closed at that very moment."""
    for walker in (member, peer):
        walker.opens("about:blank")
    house, _, talk = address.partition("/talk/")
    Device(peer.page.context, House(house, "")).sends(f"/talk/{talk}/end")


def test_five_words_lead_back_on_another_device_and_guesses_do_not(
    demo_house: House, arrives: Arrives
) -> None:
    member, peer, address = two_who_talk(arrives, demo_house, "Clay Cup")
    member.writes("Write to Kai", "You can find me here again.")
    member.presses("Send")
    peer.sees("You can find me here again.")
    member.opens(f"{demo_house.address}/words")
    member.presses("Make new words")
    five = member.page.locator(".words li").all_inner_texts()

    other = arrives(PHONE)
    other.opens(f"{demo_house.address}{AT}")
    other.follows("I’ve been here before")
    for guess in (five[::-1], five[:4], [*five[:4], five[0]]):
        other.writes("Your five words", " ".join(guess))
        other.presses("Come in")
        expect(other.page.locator(".mistakes")).to_be_visible()
    other.opens(address)
    other.is_on("This page is not here.")
    other.opens(f"{demo_house.address}{AT}/back")
    other.writes("Your five words", " , ".join(five).upper())
    other.presses("Come in")
    other.is_on("Good to see you, Clay Cup.")
    other.follows("Your talk with Kai")
    other.sees("You can find me here again.")
    ends(member, peer, address)


def test_hide_this_page_leaves_nothing_to_go_back_to(demo_house: House, arrives: Arrives) -> None:
    member, peer, address = two_who_talk(arrives, demo_house, "Tall Reed")
    member.page.context.route(f"{NEUTRAL}**", lambda route: route.fulfill(body="<h1>Weather</h1>"))
    member.opens(f"{demo_house.address}/")
    member.follows("Your talk with Kai")
    member.writes("Write to Kai", "half a sent")
    assert "half a sent" in member.page.evaluate(DRAFT)
    member.follows("Hide this page")
    member.is_on("Weather")
    member.page.go_back()
    assert member.page.url == f"{demo_house.address}/"
    member.page.go_forward()
    member.is_on("Weather")
    member.opens(f"{demo_house.address}/me")
    assert member.page.evaluate(DRAFT) == ""
    member.page.keyboard.press("Escape")
    member.page.keyboard.press("Escape")
    member.is_on("Weather")
    ends(member, peer, address)


def test_another_language_keeps_what_was_typed(demo_house: House, arrives: Arrives) -> None:
    someone = arrives(PHONE)
    someone.opens(f"{demo_house.address}{AT}/arrive")
    someone.ticks("Yes", within="Are you 18 or older?")
    someone.writes("In your own words", "The nights are long.")
    someone.ticks("been in hospital")
    someone.presses("Kiswahili")
    page = someone.page
    assert page.locator("html").get_attribute("lang") == "sw"
    assert page.locator("[name=going]").input_value() == "The nights are long."
    assert page.locator("[name=adult][value=yes]").is_checked()
    assert page.locator("[name=lived][value=hospital]").first.is_checked()
    someone.presses("English")
    someone.is_on("What’s going on for you?")
    assert page.locator("[name=going]").input_value() == "The nights are long."


def test_who_is_too_young_takes_their_words_along(demo_house: House, arrives: Arrives) -> None:
    someone = arrives(PHONE, script=False)
    someone.opens(f"{demo_house.address}{AT}/arrive")
    someone.ticks("No, I am younger", within="Are you 18 or older?")
    someone.writes("In your own words", "School is loud.")
    someone.presses("Next")
    someone.is_on("We are set up for adults, and we don’t want you to leave with nothing.")
    assert someone.page.get_by_label("What you wrote").input_value() == "School is loud."
    someone.sees("Befrienders Kenya")
    assert [each["name"] for each in someone.page.context.cookies()] == []


def test_changing_to_someone_else_can_be_taken_back(demo_house: House, arrives: Arrives) -> None:
    member, peer, address = two_who_talk(arrives, demo_house, "Sand Bank")
    member.follows("Pause, end and more")
    member.presses("Change peer supporter")
    member.sees("You closed this conversation on")
    peer.sees("Sand Bank is walking with someone else now. That is ordinary, and it's allowed.")
    expect(peer.page.get_by_role("button", name="Send")).to_have_count(0)
    member.presses("Walk with Kai again")
    member.writes("Write to Kai", "I am back after all.")
    member.presses("Send")
    peer.page.reload()
    peer.sees("I am back after all.")
    ends(member, peer, address)


def test_a_pause_is_told_and_ends_when_its_maker_says_so(demo_house: House, arrives: Arrives) -> None:
    member, peer, address = two_who_talk(arrives, demo_house, "Wool Hat")
    member.follows("Pause, end and more")
    member.presses("Pause this talk")
    member.sees("You paused this talk. Kai knows, and can wait.")
    peer.sees("Wool Hat has paused this talk for a while.")
    expect(peer.page.get_by_role("button", name="Send")).to_have_count(0)
    expect(peer.page.get_by_role("button", name="Go on talking")).to_have_count(0)
    member.presses("Go on talking")
    peer.writes("Write to Wool Hat", "Good that you are here.")
    peer.presses("Send")
    member.sees("Good that you are here.")
    ends(member, peer, address)


def test_who_deletes_everything_is_gone_and_the_peer_keeps_their_own_words(
    demo_house: House, arrives: Arrives
) -> None:
    member, peer, address = two_who_talk(arrives, demo_house, "Slow Ferry")
    member.writes("Write to Kai", "Something only I should keep.")
    member.presses("Send")
    peer.sees("Something only I should keep.")
    peer.writes("Write to Slow Ferry", "I am listening.")
    peer.presses("Send")
    member.sees("I am listening.")
    member.opens(f"{demo_house.address}/me")
    member.follows("Delete everything about me")
    member.presses("Delete everything now")
    member.is_on("Really everything, now?")
    member.presses("Yes, delete everything now")
    member.is_on("It is done")
    assert [each["name"] for each in member.page.context.cookies()] == []
    member.opens(address)
    member.is_on("This page is not here.")
    peer.opens(address)
    day = datetime.now(ZoneInfo("Africa/Nairobi")).strftime("%A")
    peer.sees(f"They closed this conversation on {day}.")
    peer.sees("I am listening.")
    everything = peer.page.content()
    assert "Something only I should keep." not in everything
    assert "Slow Ferry" not in everything


def test_a_borrowed_device_signs_out_when_one_goes_elsewhere(demo_house: House, arrives: Arrives) -> None:
    member, peer, address = two_who_talk(arrives, demo_house, "Loose Button", device="borrowed")
    member.follows("Pause, end and more")  # a page of ours that follows is no leaving
    member.is_on("You and Kai")
    member.page.goto("about:blank")
    peers_own = device_of(member, demo_house)
    for _ in range(50):
        if peers_own.context.request.get(address).status == 404:
            break
        time.sleep(0.1)
    member.opens(address)
    member.is_on("This page is not here.")
    ends(member, peer, address)


def test_a_draft_outlives_a_reload_and_not_a_sign_out(demo_house: House, arrives: Arrives) -> None:
    member, peer, address = two_who_talk(arrives, demo_house, "Early Bus")
    member.writes("Write to Kai", "I do not know how to say")
    member.page.reload()
    box = member.page.get_by_role("textbox", name="Write to Kai")
    expect(box).to_have_value("I do not know how to say")
    member.opens(f"{demo_house.address}/me")
    member.presses("Sign out")
    member.is_on("Someone here has been through it too.")
    assert member.page.evaluate(DRAFT) == ""
    ends(member, peer, address)


def test_all_of_it_works_without_script(demo_house: House, arrives: Arrives) -> None:
    member, peer = arrives(PHONE, script=False), arrives(PHONE, script=False)
    device_of(peer, demo_house).becomes("Kai")
    member.opens(f"{demo_house.address}{AT}")
    member.follows("Talk to someone")
    member.ticks("Yes", within="Are you 18 or older?")
    member.writes("In your own words", "It is loud in my head.")
    member.presses("Next")
    member.unfolds("drawing, painting")
    member.ticks("drawing, painting")
    member.presses("Next")
    member.presses("See who you could talk with")
    member.is_on("Your five words")
    member.page.locator("a.go").click()
    member.presses("Whoever is free first")
    member.is_on("We’re asking who is free.")
    peer.opens(f"{demo_house.address}/desk")
    card = peer.page.locator("section.card", has_text="It is loud in my head.")
    card.get_by_role("button", name="Say hello").click()
    member.follows("Look again")
    member.writes("Write to Kai", "Is this you?")
    member.presses("Send")
    peer.page.reload()
    peer.sees("Is this you?")
    found = re.search(r"/talk/\d+", member.page.url)
    assert found
    member.opens(f"{demo_house.address}/me/delete")
    member.presses("Delete everything now")
    member.is_on("Really everything, now?")
    member.presses("Yes, delete everything now")
    member.is_on("It is done")
    member.opens(demo_house.address + found[0])
    member.is_on("This page is not here.")
    peer.page.reload()
    peer.sees("They closed this conversation on")
