"""From a first start to two people who talk: coordinator, peer and member, as each of them would do it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE, Arrives, House, first_link
from tests.journeys.opening import opens_the_program
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser

PASSWORD = "seven slow herons"


def a_program_is_set_up(coordinator: Walker, house: House) -> None:
    coordinator.opens(first_link(house))
    coordinator.is_on("Your program")
    coordinator.writes("What is the program called?", "Open Door")
    coordinator.picks("In which country?", "Kenya")
    coordinator.presses("Next")
    coordinator.is_on("When someone is here, and what helps meanwhile")
    coordinator.ticks("Day and night, every day")
    coordinator.presses("Next")
    coordinator.is_on("Your own words")
    coordinator.writes("One who walks beside someone", "grandmother")
    coordinator.writes("Places: villages, quarters, streets", "Riverside\nUpper Village")
    coordinator.presses("Next")
    coordinator.is_on("Your promise")
    coordinator.page.locator("input[name=promise]").first.focus()
    coordinator.page.keyboard.press("Space")
    coordinator.presses("Next")
    coordinator.is_on("And you")
    tells_how_to_sign_in(coordinator, "Tariro")
    coordinator.presses("Set it up")
    coordinator.is_on("Before we open")


def tells_how_to_sign_in(walker: Walker, name: str) -> None:
    walker.writes("What do you want to be called?", name)
    walker.writes("Your e-mail", f"{name.lower()}@example.org")
    walker.writes("A password", PASSWORD)


def a_peer_is_invited(coordinator: Walker) -> str:
    coordinator.follows("Invite someone")
    coordinator.ticks("grandmother")
    coordinator.presses("Make the link")
    coordinator.is_on("Here is the link.")
    return coordinator.page.get_by_label("Open this to come in:").input_value()


def a_peer_makes_their_page(peer: Walker, link: str, house: House) -> None:
    peer.opens(link)
    peer.is_on("You are invited to Open Door.")
    tells_how_to_sign_in(peer, "Rosa")
    peer.presses("Come in")
    peer.opens(f"{house.address}/me/profile")
    for section, label in (
        ("Name and languages", "English"),
        ("What I have lived through", "been in hospital"),
        ("What I love doing", "writing"),
    ):
        peer.follows(section)
        peer.unfolds(label)
        peer.ticks(label)
        peer.presses("Keep it")
        peer.opens(f"{house.address}/me/profile")
    peer.follows("A few sentences about me")
    peer.writes("About me", "I keep dogs and bees.")
    peer.presses("Keep it")
    peer.opens(f"{house.address}/me/profile/week")
    peer.ticks("Evening", within="Monday")
    peer.presses("Keep it")
    peer.opens(f"{house.address}/me/profile/shown")
    peer.ticks("Shown to people I may be brought together with", within="been in hospital")
    peer.presses("Keep it")
    peer.opens(f"{house.address}/me/profile/preview")
    peer.sees("I keep dogs and bees.")
    peer.presses("Show me like this")


def a_peer_is_made_ready(coordinator: Walker, house: House) -> None:
    coordinator.opens(f"{house.address}/program")
    coordinator.follows("Rosa")
    for box in coordinator.page.locator("input[name=seen]").all():
        box.focus()
        coordinator.page.keyboard.press("Space")
    coordinator.page.locator("select").first.select_option(index=1)
    coordinator.page.get_by_role("button").filter(has_text="Keep it").click()
    coordinator.presses("Make ready")
    coordinator.sees("Made ready by Tariro")


def somebody_comes_too_early(member: Walker, house: House) -> None:
    member.opens(house.address)
    member.sees("We are getting ready. We are not open yet.")
    expect(member.page.get_by_role("link", name="Talk to someone", exact=True)).to_have_count(0)
    member.follows("Help now")
    member.is_on("Help now")
    member.opens(f"{house.address}/at/open-door/arrive")
    member.is_on("We are getting ready")


def a_member_arrives(member: Walker, house: House) -> None:
    member.opens(house.address)
    member.is_on("Someone here has been through it too.")
    member.follows("Talk to someone")
    member.is_on("What’s going on for you?")
    member.ticks("Yes", within="Are you 18 or older?")
    member.writes("In your own words", "They let me out on Friday.")
    member.ticks("been in hospital")
    member.presses("Next")
    member.is_on("What do you enjoy, or miss?")
    member.ticks("writing")
    member.presses("Next")
    member.is_on("Who would you like to talk with?")
    member.presses("See who you could talk with")
    member.is_on("Your five words")
    assert member.page.locator(".words li").count() == 5


def they_meet(member: Walker, peer: Walker, house: House) -> None:
    member.page.locator("a.go").click()
    member.is_on("Someone you might like to talk with")
    member.sees("You both write.")
    member.presses("Talk with Rosa")
    peer.opens(f"{house.address}/desk")
    peer.sees("They let me out on Friday.")
    peer.presses("Say hello")
    member.opens(f"{house.address}/waiting")


def says(walker: Walker, other: str, words: str) -> None:
    walker.writes(f"Write to {other}", words)
    walker.presses("Send")


@pytest.mark.parametrize(
    ("size", "keyboard", "script"),
    [
        pytest.param(PHONE, False, True, id="phone"),
        pytest.param(DESKTOP, True, True, id="desktop-by-keyboard"),
        pytest.param(PHONE, False, False, id="phone-without-script"),
    ],
)
def test_from_a_first_start_to_two_people_who_talk(
    fresh_house: House, arrives: Arrives, size: dict[str, int], keyboard: bool, script: bool
) -> None:
    coordinator = arrives(size, keyboard=keyboard, script=script)
    peer = arrives(size, keyboard=keyboard, script=script)
    member = arrives(size, keyboard=keyboard, script=script)
    a_program_is_set_up(coordinator, fresh_house)
    a_peer_makes_their_page(peer, a_peer_is_invited(coordinator), fresh_house)
    a_peer_is_made_ready(coordinator, fresh_house)
    somebody_comes_too_early(member, fresh_house)
    opens_the_program(coordinator, fresh_house, "Tariro")
    peer.opens(f"{fresh_house.address}/desk")
    peer.presses("I am here now")
    a_member_arrives(member, fresh_house)
    they_meet(member, peer, fresh_house)
    name = peer.page.locator("header .mark").inner_text().strip()

    says(peer, name, "Hello. I am Rosa. How is this evening?")
    if not script:
        member.page.reload()
    member.sees("Hello. I am Rosa. How is this evening?")
    says(member, "Rosa", "Long. <b>But</b> I wrote two pages.")
    if not script:
        peer.page.reload()
    peer.sees("Long. <b>But</b> I wrote two pages.")
    for walker in (member, peer):
        expect(walker.page.locator("ol.talk li[id]")).to_have_count(2)
