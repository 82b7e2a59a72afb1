"""A farmer with a phone that has only keys: from the first number to a call back. Her peer is on the web."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from alongside.base import turn
from alongside.channels.africastalking_ussd.adapter import CHANNEL as AFRICAS_TALKING
from alongside.channels.ussd.adapter import CHANNEL as ANY
from alongside.flows import call_is_wished, offer_is_taken, peer_is_offered, phone_is_dialled
from alongside.flows.message_arrives import Said, arrive
from alongside.gateways import kinds, writes
from alongside.gateways import reads as gateways
from alongside.matching import call_wishes
from alongside.matching import reads as matching
from alongside.people import availability, doors
from alongside.rules import tongues
from alongside.rules.channel import HungUp, Pressed, Raw
from alongside.rules.fit import Traits
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
AMINA = "+254711000111"


class AtTheOperator:
    """The operator between a phone and us: it tells keys twice, tells old ones late, and drops sessions."""

    def __init__(self, gateway: Open, now: datetime, seed: int) -> None:
        self.gateway, self.now = gateway, now
        self.session, self.typed, self.screen = 0, "", ""
        self.chance = random.Random(seed)

    def dials(self) -> str:
        self.session, self.typed = self.session + 1, ""
        self.screen = self._tells("")
        return self.screen

    def presses(self, *keys: str) -> str:
        for key in keys:
            before = self.typed
            self.typed = f"{before}*{key}" if before else key
            self.screen = self._tells(self.typed)
            for again in self.chance.choices([self.typed, before], k=self.chance.randrange(3)):
                assert self._tells(again) == self.screen
        return self.screen

    def dies(self) -> None:
        """The network is gone; some operators say so."""
        told = {
            "sessionId": f"s{self.session}",
            "phoneNumber": AMINA,
            "durationInMillis": "9",
            "hopsCount": "1",
        }
        raw = self._raw("ended", told)
        assert self.gateway.channel.parse(self.gateway.setup, raw) == [HungUp(f"s{self.session}", AMINA)]

    def _tells(self, so_far: str) -> str:
        self.now += timedelta(seconds=6)
        raw = self._raw("in", {"sessionId": f"s{self.session}", "phoneNumber": AMINA, "text": so_far})
        self.gateway.channel.verify(self.gateway.setup, raw)
        events = self.gateway.channel.parse(self.gateway.setup, raw)
        pressed = next(event for event in events if isinstance(event, Pressed))
        screen = phone_is_dialled.dial(self.gateway, pressed, self.now)
        return self.gateway.channel.answer(self.gateway.setup, raw, events, screen).body.decode()

    def _raw(self, action: str, told: dict[str, str]) -> Raw:
        return Raw("POST", action, self.gateway.setup.url(action), "", {}, urlencode(told).encode())


def a_gateway(cast: Cast, now: datetime, kind: str = "africastalking_ussd", **values: str) -> Open:
    for channel in (AFRICAS_TALKING, ANY):
        kinds.opened(channel)
    with turn.write():
        gateway_id = writes.add(cast.program.id, cast.program.key_id, kind, "*384*12#", values, now)
    found = gateways.get(gateway_id)
    assert found is not None
    return found


def is_ready(cast: Cast, now: datetime) -> None:
    """Rosa takes people on, and is here."""
    with turn.write():
        availability.begin(cast.program.id, cast.peer.id)
        availability.tell(cast.peer.id, Traits(tongues=tongues.mask_of(["en", "sw"])))
        availability.set_capacity(cast.peer.id, 4)
        availability.set_ready(cast.peer.id, True)
        availability.be_here(cast.peer.id, now + timedelta(hours=2))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_from_the_first_number_to_a_call_back(cast: Cast, now: datetime, sign_in: SignIn, seed: int) -> None:
    is_ready(cast, now)
    phone = AtTheOperator(a_gateway(cast, now), now, seed)
    phone.dials()
    phone.presses("1", "1", "1", "1")
    phone.dies()
    assert phone.dials() == "CON Open Door\n1 Go on where you were\n2 Menu"
    phone.presses("1", "1", "Clay Cup", "1")
    assert phone.screen == "CON Welcome, Clay Cup.\n1 Find someone to talk with\n0 Menu"
    phone.presses("1")
    door = doors.find(cast.program.id, "phone", AMINA)
    assert door is not None
    wish = matching.open_request(door.person_id)
    assert wish is not None
    peer_is_offered.if_due(wish.id, phone.now)
    offer = matching.offers_for(cast.peer.id)[0]
    assert offer.name == "Clay Cup"
    talk = offer_is_taken.accept(cast.peer.id, offer.offer_id, phone.now)
    assert talk is not None
    phone.dials()
    phone.presses("2", "1", "2", "I did not sleep * again")
    arrive([Said(b"", talk, "a", "Long nights. I know them.", by=cast.peer.id)], phone.now, frozenset())
    phone.dials()
    assert phone.presses("2", "1", "1") == "CON Rosa: Long nights. I know them.\n2 Write\n0 Back"
    phone.presses("0", "3", "1")
    assert phone.screen.startswith("CON We have noted that you want a call.")
    said = [line.text for line in talks.newest(cast.program.id, talk)]
    assert said == ["I did not sleep * again", "Long nights. I know them."]
    page = sign_in(cast.peer).get(f"/talk/{talk}").content.decode()
    assert "I did not sleep * again" in page
    assert AMINA not in page
    wished = call_wishes.open_of(door.person_id)
    assert wished is not None
    assert call_is_wished.done(cast.peer.id, wished.id, phone.now, spoke=True)
    assert call_wishes.open_of(door.person_id) is None


def test_another_gateway_names_everything_otherwise_and_the_same_person_goes_on(
    cast: Cast, now: datetime
) -> None:
    phone = AtTheOperator(a_gateway(cast, now), now, 1)
    phone.dials()
    phone.presses("1", "1", "1", "0", "1", "1", "1", "0", "2", "5")
    told = {"in_session": "session_id", "in_phone": "session_msisdn", "in_text": "session_msg"}
    how = {"in_how": "last", "in_state": "session_operation", "out_how": "json", "out_words": "session_msg"}
    other = a_gateway(cast, now, "ussd", **told, **how, out_more="session_operation=continue")

    def tells(state: str, words: str, at: datetime) -> str:
        query = urlencode(
            {
                "session_id": "77",
                "session_msisdn": AMINA[1:],
                "session_operation": state,
                "session_msg": words,
            }
        )
        raw = Raw("GET", "in", "", query, {}, b"")
        events = other.channel.parse(other.setup, raw)
        pressed = next(event for event in events if isinstance(event, Pressed))
        screen = phone_is_dialled.dial(other, pressed, at)
        return other.channel.answer(other.setup, raw, events, screen).body.decode()

    later = phone.now + timedelta(hours=1)
    menu = tells("begin", "*384*12#", later)
    assert menu.startswith('{"session_operation": "continue", "session_msg": "1 Talk\\n2 How I feel today')
    tells("continue", "3", later + timedelta(seconds=9))
    step = tells("continue", "Sleep before ten", later + timedelta(seconds=20))
    assert '"session_msg": "My next step: Sleep before ten' in step
    assert tells("continue", "Sleep before ten", later + timedelta(seconds=21)) == step
