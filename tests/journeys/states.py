"""Every page of the demo in its main states: who is there, where they go, and what they do there.

Nothing here is found by its words: the same way leads there in every language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.journeys.demo import Device, walk_together
from tests.journeys.state import (
    AT,
    LONG,
    State,
    clicks,
    more,
    sends,
    sends_from_elsewhere,
    sends_here,
    talk,
    unfolds,
)
from tests.journeys.states_channels import setting_up
from tests.journeys.states_doors import phones
from tests.journeys.states_held import held
from tests.journeys.states_help import helping
from tests.journeys.states_opening import opening
from tests.journeys.states_phones import phones_to_try
from tests.journeys.states_safety import safety
from tests.journeys.states_steps import days
from tests.journeys.states_told import being_told
from tests.journeys.states_walks import walking

ADULT = {"adult": "yes", "tongues": "en"}


def visitors() -> Iterator[State]:
    who = "a stranger"
    yield State("home", who, AT, (unfolds,))
    yield State("arriving-1", who, f"{AT}/arrive", (unfolds,))
    yield State("arriving-1-mistake", who, f"{AT}/arrive", (sends_here(page="1", to="2"),), 422)
    yield State("arriving-1-too-long", who, f"{AT}/arrive", (sends_here(**ADULT, page="1", going=LONG),), 422)
    yield State("arriving-2", who, f"{AT}/arrive", (sends_here(**ADULT, page="1", going="low"), unfolds))
    yield State("arriving-3", who, f"{AT}/arrive", (sends_here(**ADULT, page="2", enjoy="tea"), unfolds))
    contact = {"page": "3", "to": "end", "own_name": "0712 345 678"}
    yield State("arriving-3-mistake", who, f"{AT}/arrive", (sends_here(**ADULT, **contact), unfolds), 422)
    yield State("too-young", who, f"{AT}/arrive", (sends_here(adult="no", page="1", going="It is loud."),))
    for page in ("promise", "private", "help", "back"):
        yield State(page, who, f"{AT}/{page}")
    yield State("back-mistake", who, f"{AT}/back", (sends_here(five="one two three"),), 422)
    yield State("sign-in", who, "/sign-in")
    yield State("sign-in-mistake", who, "/sign-in", (sends_here(email="", password=""),), 422)
    yield State("demo", who, "/demo", (unfolds,))
    yield State("not-here", who, "/nowhere", status=404)
    yield State("not-from-here", who, AT, (sends_from_elsewhere,), 403)
    yield State("not-here-any-more", who, AT, (sends("/ask", going="I was typing this."),), 404)


def members() -> Iterator[State]:
    yield State("home", "Blue Kettle", "/")
    yield State("home-ended", "Long Road", "/", (unfolds,))
    yield State("home-waiting", "Still Pond", "/")
    yield State("home-choosing", "Small Drum", "/")
    yield State("words", "Blue Kettle", "/words")
    yield State("words-made", "Blue Kettle", "/words", (sends_here(),))
    yield State("choose", "Small Drum", "/choose")
    yield State("choose-nobody-fits", "Narrow Gate", "/choose")
    yield State("waiting-for-one", "Quiet River", "/waiting")
    yield State("waiting-for-anyone", "Still Pond", "/waiting")
    yield State("waiting-could-not", "Grey Heron", "/waiting")
    yield State("help", "Blue Kettle", f"{AT}/help")
    yield State("talk-empty", "Tin Whistle", "/", (talk, unfolds))
    yield State("talk", "Blue Kettle", "/", (talk,))
    too_long = sends_here(words=LONG, ref="a-ref-of-mine")
    yield State("talk-too-long", "Blue Kettle", "/", (talk, too_long), 422)
    yield State("talk-paused", "Green Lamp", "/", (talk,))
    yield State("talk-ended", "Long Road", "/", (unfolds, talk))
    yield State("talk-changed", "Red Kite", "/", (unfolds, talk))
    yield State("talk-may-know", "White Barn", "/", (talk,))
    yield State("more", "Blue Kettle", "/", (talk, more))
    yield State("more-paused", "Green Lamp", "/", (talk, more))
    yield State("more-ended", "Long Road", "/", (unfolds, talk, more))
    yield State("more-mistake", "Blue Kettle", "/", (talk, sends_here("/end", words=LONG)), 422)
    yield State("me", "Blue Kettle", "/me")
    yield State("me-resting", "Green Lamp", "/me")
    yield State("me-mistake", "Blue Kettle", "/me", (sends("/me/language", language="x", zone="y"),), 422)
    yield State("ask-1", "Long Road", "/ask", (unfolds,))
    yield State("ask-2", "Long Road", "/ask", (sends_here(page="1", going="low"), unfolds))
    yield State("ask-3", "Long Road", "/ask", (sends_here(page="2"), unfolds))


SECTIONS = ("name", "lived", "shown", "loves", "about", "you", "places", "week")


def peers() -> Iterator[State]:
    yield State("desk-full", "Rosa", "/desk", (unfolds,))
    yield State("desk-empty", "Neema", "/desk", (unfolds,))
    yield State("desk-resting", "Jonas", "/desk")
    yield State("desk-not-ready", "Grace", "/desk")
    yield State("desk-no-page", "Peter", "/desk")
    yield State("desk-taken", "Rosa", "/desk?taken=1")
    yield State("desk-mistake", "Neema", "/desk", (sends("/desk/rest", rest_until="never"), unfolds), 422)
    yield State("profile", "Rosa", "/me/profile")
    for code in SECTIONS:
        yield State(f"profile-{code}", "Rosa", f"/me/profile/{code}", (unfolds,))
    nameless = sends_here(own_name="")
    yield State("profile-name-mistake", "Rosa", "/me/profile/name", (nameless,), 422)
    yield State("profile-about-mistake", "Rosa", "/me/profile/about", (sends_here(about=LONG),), 422)
    yield State("preview", "Rosa", "/me/profile/preview")
    yield State("preview-needs-more", "Peter", "/me/profile/preview")
    yield State("practice", "Neema", "/practice")
    yield State("practice-going-on", "Grace", "/practice")
    yield State("practice-talk", "Grace", "/practice", (talk,))
    yield State("practice-mistake", "Neema", "/practice", (sends_here(colleague=""),), 422)
    yield State("peer-talk", "Rosa", "/desk", (talk,))
    yield State("peer-more", "Rosa", "/desk", (talk, more))


SETTINGS = ("requirements", "promise", "words", "places", "experiences", "hours", "lines")


def team() -> Iterator[State]:
    who, person = "Tariro", 'a[href^="/program/people/"]'
    yield State("program", who, "/program", (unfolds,))
    mistake = sends("/program/pause", until="yesterday")
    yield State("program-mistake", who, "/program", (mistake,), 422)
    yield State("program-supervisor", "Mikel", "/program")
    yield State("invite", who, "/program/invite")
    yield State("invite-mistake", who, "/program/invite", (sends_here(note="Ann"),), 422)
    yield State("invite-link", who, "/program/invite", (clicks("main .go"),))
    for name in ("Grace", "Peter", "Rosa"):
        yield State(f"person-{name}", who, "/program", (clicks(f'{person}:text-is("{name}")'),))
    yield State("person-team", who, "/program", (clicks(f'aside {person}:has-text("Mikel")'),))
    for page in SETTINGS:
        yield State(page, who, f"/program/{page}", (unfolds,))
    yield State("hours-mistake", who, "/program/hours", (sends_here(from0="late", to0="25:00"),), 422)
    yield State("line", who, "/program/lines", (clicks('a[href^="/program/lines/"]'),))
    yield State("line-new", who, "/program/lines/new")
    yield State("line-mistake", who, "/program/lines/new", (sends_here(name=""),), 422)
    yield State("join", "a stranger", "the link of an invitation")
    yield State("join-mistake", "a stranger", "the link of an invitation", (sends_here(own_name=""),), 422)


# Each area has its own states in a file of its own.
PLACES: tuple[Callable[[], Iterator[State]], ...] = (
    *(visitors, members, peers, team),
    *(helping, days, opening, held),
    walking,
    safety,
    being_told,
    phones,
    phones_to_try,
    setting_up,
)
STATES = {f"{place.__name__}-{state.name}": state for place in PLACES for state in place()}


def prepares(who: str, device: Device, other: Device) -> None:
    """Brings somebody of `STATES` into their state. `other` is free to be anyone who is needed for it."""
    match who:
        case "a stranger" | "Another stranger" | "Somebody new":
            pass
        case "Narrow Gate":
            device.arrives(who, gender="3", age_band="1")
        case "Grey Heron":
            device.arrives(who, lived=["bullied"], loves=["drawing"])
            choose = device.reads("/choose")
            name, peer = _one_shown(choose)
            device.sends("/choose", peer=peer)
            other.becomes(name)
            other.passes(who)
        case "Tin Whistle" | "Red Kite" | "White Barn":
            other.becomes({"Tin Whistle": "Kai", "Red Kite": "Daniel", "White Barn": "Amal"}[who])
            address = walk_together(device, who, other, **_alike(who))
            if who == "Red Kite":
                device.sends(f"{address}/change")
            if who == "White Barn":
                other.sends(f"{address}/known")
        case _:
            device.becomes(who)
            if who == "Grace":
                device.sends("/practice", colleague=_colleague(device))


def _alike(who: str) -> dict[str, list[str]]:
    """What brings them to the one peer who is meant."""
    return {
        "Tin Whistle": {"lived": ["bullied", "selfhurt"], "loves": ["drawing"]},
        "Red Kite": {"lived": ["voices", "medicine"], "loves": ["boards"]},
        "White Barn": {"lived": ["fled", "newland"], "loves": ["learning"]},
    }[who]


def _one_shown(page: str) -> tuple[str, str]:
    """The first peer on the choosing page: name and number."""
    return re.findall(r"<h2>(\w+)</h2>", page)[0], re.findall(r'name="peer" value="(\d+)"', page)[0]


def _colleague(device: Device) -> str:
    return str(re.findall(r'<option value="(\d+)">Tom<', device.reads("/practice"))[0])
