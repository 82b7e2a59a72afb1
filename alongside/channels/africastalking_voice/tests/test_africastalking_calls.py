"""A call by Africa's Talking: whom to dial comes back to us sealed, and opens for this gateway alone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from alongside.channels import near
from alongside.channels.africastalking_voice.adapter import CHANNEL
from alongside.channels.tests.provider import provider
from alongside.rules.channel import Joined, Raw, Setup, Status

VALUES = {"username": "opendoor", "key": "k", "sender": "+254711082000"}
WISH = Joined("1f-1", "+254722000001", "+254712345678", "One moment, please.", "en")
DIAL = (
    "<Response><Say>One moment, please.</Say>"
    '<Dial phoneNumbers="+254712345678" callerId="+254711082000" maxDuration="3600"/></Response>'
)


@pytest.fixture(autouse=True)
def nearby(settings: Any) -> None:
    settings.GATEWAYS_NEAR = frozenset({near.ALL})


def setup_of(base: str = "", gateway: int = 1) -> Setup:
    return Setup(gateway, 2, VALUES | {"base": base}, "path", "https://help.example.org")


def told(**fields: str) -> Raw:
    standard = {"sessionId": "ATVId_22", "direction": "Outbound", "isActive": "1"}
    body = urlencode(standard | fields).encode()
    return Raw("POST", "in", "https://help.example.org/in/path/in", "", {}, body)


def token_of(wish: Joined = WISH) -> str:
    with provider() as there:
        there.says(200, '{"entries":[{"status":"Queued","sessionId":"ATVId_22"}],"errorMessage":"None"}')
        assert CHANNEL.join(setup_of(there.url), wish).how == "sent"
        return there.asked[0].fields["clientRequestId"]


def test_the_first_who_picks_up_is_joined_with_the_second() -> None:
    token = token_of()
    assert "+254712345678" not in token
    raw = told(clientRequestId=token)
    assert CHANNEL.parse(setup_of(), raw) == []
    assert CHANNEL.answer(setup_of(), raw, [], None).body.decode() == DIAL


def test_another_gateway_and_another_token_are_told_nothing() -> None:
    token = token_of()
    for setup, given in ((setup_of(gateway=9), token), (setup_of(), token[:-4]), (setup_of(), "")):
        answered = CHANNEL.answer(setup, told(clientRequestId=given), [], None)
        assert answered.body == b"<Response><Reject/></Response>"


@pytest.mark.parametrize(
    ("seconds", "state", "trouble"), [("120", "delivered", ""), ("0", "failed", "unknown")]
)
def test_at_the_end_it_says_whether_they_spoke(seconds: str, state: Any, trouble: str) -> None:
    raw = told(isActive="0", clientRequestId=token_of(), dialDurationInSeconds=seconds)
    assert CHANNEL.parse(setup_of(), raw) == [Status("1f-1", state, trouble)]


def test_where_the_first_never_picked_up_nobody_spoke() -> None:
    raw = told(isActive="0", clientRequestId=token_of(), durationInSeconds="0", status="NoAnswer")
    assert CHANNEL.parse(setup_of(), raw) == [Status("1f-1", "failed", "unknown")]


def test_nothing_is_said_in_a_language_no_machine_speaks() -> None:
    token = token_of(Joined("1f-1", "+254722000001", "+254712345678", "Subiri kidogo.", "sw"))
    answered = CHANNEL.answer(setup_of(), told(clientRequestId=token), [], None).body.decode()
    assert answered == DIAL.replace("<Say>One moment, please.</Say>", "")
