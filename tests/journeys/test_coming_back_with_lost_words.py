"""Coming back with lost words: asked for on a new phone, known by a peer and one of the team, in with new
words. And stopped, where somebody says no on a device of theirs. On a phone without script, and wide."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import DESKTOP, PHONE, Arrives, House
from tests.journeys.demo import Device, walk_together
from tests.journeys.looking import cut_off, violations
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser

BOTH = pytest.mark.parametrize(
    ("size", "keyboard", "script", "name"),
    [(PHONE, False, False, "Tin Cup"), (DESKTOP, True, True, "Tin Kettle")],
    ids=["phone", "wide"],
)


def asks(walker: Walker, house: House, name: str) -> None:
    walker.opens(f"{house.address}/at/evening-light/back")
    walker.follows("I lost my words")
    walker.writes("The name of your peer supporter", "amal")
    walker.writes("The name you went by here", name)
    walker.writes("A few words they would know you by", "The one with the kites.")
    walker.presses("Ask them")
    walker.is_on("You have asked to come back")


def peer_knows(peer: Walker, house: House, name: str) -> None:
    peer.opens(f"{house.address}/desk")
    peer.follows("Someone says they walk with you and lost their words")
    peer.sees("The one with the kites.")
    peer.ticks(name)
    peer.presses("I know it is them")
    peer.sees(f"You said that it is {name}.")


def team_is_sure(team: Walker, house: House, name: str) -> None:
    team.opens(f"{house.address}/program")
    waiting = "Someone lost their words, and one of us says that they know them. Are you sure too?"
    links = team.page.get_by_role("link", name=waiting)
    for number in range(links.count()):
        team.opens(f"{house.address}/program")
        links.nth(number).click()
        if name in team.page.locator("main").inner_text():
            break
    team.sees(f"Amal says that it is {name}.")
    team.presses("I am sure too")


def parts(walker: Walker, device: Device, address: str) -> None:
    """Amal has room for the next who needs her."""
    walker.page.goto("about:blank")
    device.sends(f"{address}/end")


@BOTH
def test_two_who_know_them_let_them_in(
    demo_house: House, arrives: Arrives, size: dict[str, int], keyboard: bool, script: bool, name: str
) -> None:
    old, peer, team = (arrives(size) for _ in range(3))
    amal = Device(peer.page.context, demo_house)
    amal.becomes("Amal")
    Device(team.page.context, demo_house).becomes("Tariro")
    before = Device(old.page.context, demo_house)
    address = walk_together(before, name, amal, lived=["fled", "newland"], loves=["learning"])
    before.sends("/leave")  # no device is left on which somebody could say no

    new = arrives(size, keyboard=keyboard, script=script)
    asks(new, demo_house, name)
    peer_knows(peer, demo_house, name)
    new.opens(f"{demo_house.address}/at/evening-light/back/lost")
    new.is_on("You have asked to come back")
    team_is_sure(team, demo_house, name)
    new.opens(f"{demo_house.address}/at/evening-light/back/lost")
    new.is_on("You can come in")
    assert (violations(new.page) if script else [], cut_off(new.page, size["width"])) == ([], [])
    new.presses("Come in")
    new.is_on("Your five words")
    new.follows("I have them")
    new.is_on(f"Good to see you, {name}.")
    new.opens(demo_house.address + address)
    new.sees("A hello is enough.")
    parts(new, Device(new.page.context, demo_house), address)


@BOTH
def test_a_no_on_a_device_still_signed_in_stops_it(
    demo_house: House, arrives: Arrives, size: dict[str, int], keyboard: bool, script: bool, name: str
) -> None:
    name = f"{name} Two"
    member, peer = arrives(size, keyboard=keyboard, script=script), arrives(size)
    amal = Device(peer.page.context, demo_house)
    amal.becomes("Amal")
    theirs = Device(member.page.context, demo_house)
    address = walk_together(theirs, name, amal, lived=["fled", "newland"], loves=["learning"])
    thief = arrives(size, script=False)
    asks(thief, demo_house, name)
    peer_knows(peer, demo_house, name)
    member.opens(f"{demo_house.address}/")
    member.sees("Someone asks to come back as you. Is it you?")
    member.presses("No, stop this")
    member.is_on("If you lose your words")
    member.opens(f"{demo_house.address}/")
    assert "come back as you" not in member.page.locator("main").inner_text()
    thief.opens(f"{demo_house.address}/at/evening-light/back/lost")
    thief.is_on("You have asked to come back")
    parts(member, theirs, address)
