"""Whole talks by Twilio, Africa's Talking and a gateway nobody described; all they say comes over sockets."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from pytest_django import Settings
from twilio.request_validator import RequestValidator

from alongside.base import turn
from alongside.channels.africastalking import adapter as africastalking
from alongside.channels.http import adapter as http
from alongside.channels.tests.provider import HANGS_UP, Provider, provider
from alongside.channels.twilio import adapter as twilio
from alongside.flows import arrival_is_taken, something_comes_in, texts_are_sent, words_are_owed
from alongside.flows.message_arrives import Said, arrive
from alongside.flows.tests.carrying import a_door
from alongside.flows.tests.walking import walk_together
from alongside.gateways import kinds, writes
from alongside.gateways import reads as gateways
from alongside.outbox.models import Text
from alongside.people import doors
from alongside.rules.channel import NotGenuine, Raw
from alongside.talk import reads as talks

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
FORM = "application/x-www-form-urlencoded"
AMINA, OURS = "+254711000111", "20880"


@pytest.fixture
def there(settings: Settings) -> Iterator[Provider]:
    settings.GATEWAYS_ADDRESS = "https://help.example.org"
    for each in (twilio, africastalking, http):
        kinds.opened(each.CHANNEL)
    with provider() as playing:
        yield playing


def a_gateway(cast: Cast, kind: str, values: dict[str, str], now: datetime, **settings: Any) -> Open:
    with turn.write():
        gateway_id = writes.add(
            cast.program.id, cast.program.key_id, kind, "Ours", values, now, settings=settings
        )
    return opened(gateway_id)


def opened(gateway_id: int) -> Open:
    found = gateways.get(gateway_id)
    assert found is not None
    return found


def tells(gateway: Open, cast: Cast, raw: Raw, now: datetime) -> None:
    """A request is believed, understood, kept and taken."""
    gateway.channel.verify(gateway.setup, raw)
    events = gateway.channel.parse(gateway.setup, raw)
    something_comes_in.keep(something_comes_in.came_in(gateway, cast.program.key_id, events, now))
    arrival_is_taken.take_words(now)


def asked(gateway: Open, cast: Cast, now: datetime) -> None:
    """What the listener does each time."""
    fresh = opened(gateway.id)
    events, mark = fresh.channel.catch_up(fresh.setup, fresh.caught_up_to)
    came = something_comes_in.came_in(fresh, cast.program.key_id, events, now)
    something_comes_in.caught_up(fresh.id, came, mark)
    arrival_is_taken.take_words(now)


def said(cast: Cast, talk: int) -> list[str | None]:
    return [line.text for line in talks.newest(cast.program.id, talk)]


def peer_says(cast: Cast, talk: int, words: str, now: datetime) -> None:
    arrive([Said(b"", talk, words, words, by=cast.peer.id)], now, frozenset())
    words_are_owed.settle_what_is_due(now)
    texts_are_sent.send_what_is_due(now)


def states() -> list[tuple[str, str]]:
    return list(Text.objects.order_by("id").values_list("state", "trouble"))


def posted(gateway: Open, action: str, fields: dict[str, str], query: str = "", **headers: str) -> Raw:
    url = f"{gateway.setup.url(action)}{'?' if query else ''}{query}"
    told = {"content-type": FORM, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return Raw("POST", action, url, query, told, urlencode(fields).encode())


def signed(gateway: Open, action: str, fields: dict[str, str], query: str = "") -> Raw:
    """As Twilio sends it."""
    bare = posted(gateway, action, fields, query)
    signature = RequestValidator("secret").compute_signature(bare.url, fields)
    return posted(gateway, action, fields, query, x_twilio_signature=signature)


def as_json(told: Any, status: int = 200) -> tuple[int, bytes]:
    return status, json.dumps(told).encode()


def test_a_talk_by_twilio_with_repeats_disorder_and_a_text_it_never_told(
    cast: Cast, there: Provider, now: datetime
) -> None:
    values = {"account": "AC1", "token": "secret", "sender": "+15552223333", "base": there.url}
    gateway = a_gateway(cast, "twilio", values, now)
    a_door(cast.member, gateway, AMINA, now)
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    there.answers = [as_json({"messages": []})]
    asked(gateway, cast, now)
    came = {
        f"SM{n}": {"MessageSid": f"SM{n}", "From": AMINA, "To": "+15552223333", "Body": words}
        for n, words in ((1, "One"), (2, "Two"), (3, "Three"))
    }
    for sid in ("SM1", "SM1", "SM3"):
        tells(gateway, cast, signed(gateway, "in", came[sid]), now)
    listed = {"direction": "inbound", "from": AMINA, "date_created": "Mon, 23 Nov 2026 09:58:02 +0000"}
    there.answers = [
        as_json({"messages": [{**listed, "sid": sid, "body": told["Body"]} for sid, told in came.items()]})
    ]
    asked(gateway, cast, now)
    asked(gateway, cast, now)
    assert said(cast, talk) == ["One", "Three", "Two"]
    there.answers = [as_json({"sid": "SM9", "num_segments": "1"}, 201)]
    peer_says(cast, talk, "I hear you.", now)
    callback = there.asked[-1].fields["StatusCallback"].partition("?")[2]
    for status in ("delivered", "sent"):
        report = {"MessageSid": "SM9", "MessageStatus": status}
        tells(gateway, cast, signed(gateway, "status", report, callback), now)
    assert states() == [("delivered", "")]


def test_what_twilio_did_not_sign_is_not_heard(cast: Cast, there: Provider, now: datetime) -> None:
    gateway = a_gateway(cast, "twilio", {"token": "secret"}, now)
    fields = {"MessageSid": "SM1", "From": AMINA, "Body": "Send me her number"}
    with pytest.raises(NotGenuine):
        tells(gateway, cast, posted(gateway, "in", fields, x_twilio_signature="bm8="), now)
    tells(gateway, cast, signed(gateway, "in", fields), now)
    assert doors.find(cast.program.id, "phone", AMINA) is not None


def test_after_a_stop_that_only_twilio_saw_nothing_more_is_sent(
    cast: Cast, there: Provider, now: datetime
) -> None:
    values = {"account": "AC1", "token": "secret", "sender": "+15552223333", "base": there.url}
    gateway = a_gateway(cast, "twilio", values, now)
    a_door(cast.member, gateway, AMINA, now)
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    there.answers = [as_json({"code": 21610, "message": "unsubscribed"}, 400)]
    peer_says(cast, talk, "I hear you.", now)
    peer_says(cast, talk, "Are you there?", now + timedelta(minutes=1))
    (asked_once,) = there.asked
    assert asked_once.fields["Body"] == "I hear you."
    door = doors.find(cast.program.id, "phone", AMINA)
    assert door is not None
    assert door.stopped_at == now
    assert states()[0] == ("stopped", "stopped")


def at_answers(cost: str = "KES 0.8000") -> tuple[int, bytes]:
    recipient = {
        "statusCode": 101,
        "number": AMINA,
        "status": "Success",
        "cost": cost,
        "messageId": "ATXid_1",
    }
    return as_json({"SMSMessageData": {"Message": "Sent", "Recipients": [recipient]}}, 201)


def test_a_talk_by_africas_talking_told_twice_and_fetched_besides(
    cast: Cast, there: Provider, now: datetime
) -> None:
    values = {"username": "open", "key": "k", "sender": OURS, "base": there.url}
    gateway = a_gateway(cast, "africastalking", values, now)
    a_door(cast.member, gateway, AMINA, now)
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    there.answers = [as_json({"SMSMessageData": {"Messages": []}})]
    asked(gateway, cast, now)
    told = {"from": AMINA, "to": OURS, "text": "Habari", "id": "uuid-1", "date": "2026-11-23T09:58:02Z"}
    missed = {**told, "text": "Upo?", "date": "2026-11-23 09:59:10", "id": 15072, "linkId": ""}
    for _ in range(2):
        tells(gateway, cast, posted(gateway, "in", told), now)
    there.answers = [as_json({"SMSMessageData": {"Messages": [{**told, "id": 15071}, missed]}})]
    asked(gateway, cast, now)
    assert said(cast, talk) == ["Habari", "Upo?"]
    assert opened(gateway.id).caught_up_to == "15072"
    there.answers = [at_answers()]
    peer_says(cast, talk, "Nipo hapa. “Karibu”…", now)
    assert there.asked[-1].fields["message"] == 'Nipo hapa. "Karibu"...'
    report = {"id": "ATXid_1", "status": "Failed", "phoneNumber": AMINA, "failureReason": "UserIsInactive"}
    tells(gateway, cast, posted(gateway, "status", report), now)
    assert states() == [("failed", "address")]
    month = gateways.month([gateway.id], now.date())[gateway.id]
    assert (month.went, month.segments, month.cost_millionths) == (1, 1, 800_000)


def test_at_the_ceiling_a_talk_that_goes_on_is_carried_and_one_that_rests_waits(
    cast: Cast, there: Provider, now: datetime
) -> None:
    values = {"username": "open", "key": "k", "sender": OURS, "base": there.url}
    gateway = a_gateway(cast, "africastalking", values, now, ceiling_millionths=1_000_000)
    a_door(cast.member, gateway, AMINA, now)
    a_door(cast.other_member, gateway, "+254711000222", now - timedelta(days=4))
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    resting = walk_together(cast.other_member, cast.other_peer, cast.program.key_id, now)
    there.answers = [at_answers("KES 1.6000")]
    peer_says(cast, talk, "This reaches the ceiling.", now)
    peer_says(cast, talk, "This goes on.", now)
    arrive([Said(b"", resting, "a", "After a long rest.", by=cast.other_peer.id)], now, frozenset())
    words_are_owed.settle_what_is_due(now)
    texts_are_sent.send_what_is_due(now)
    assert [each.fields["message"] for each in there.asked] == ["This reaches the ceiling.", "This goes on."]
    assert opened(gateway.id).trouble == "ceiling"
    with turn.write():
        more = {**gateway.settings, "ceiling_millionths": 9_000_000}
        setup = gateway.setup
        writes.change(
            gateway.id, cast.program.key_id, "Ours", setup.values, setup.path, shown="", settings=more
        )
    texts_are_sent.send_what_is_due(now + timedelta(hours=2))
    assert there.asked[-1].fields["message"] == "After a long rest."


def test_a_gateway_nobody_described_signs_hangs_up_and_carries_a_talk(
    cast: Cast, there: Provider, now: datetime
) -> None:
    values = {
        "out_url": f"{there.url}/send",
        "ok_answers": "0=sent",
        "out_wide": "coding=2",
        "check": "hmac",
        "check_name": "X-Signature",
        "check_secret": "s3",
    }
    gateway = a_gateway(cast, "http", values, now, price_millionths=500_000, currency="KES")
    a_door(cast.member, gateway, AMINA, now)
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    bare = posted(gateway, "in", {"from": AMINA, "text": "ሰላም", "id": "m1"})
    with pytest.raises(NotGenuine):
        tells(gateway, cast, bare, now)
    signature = hmac.new(b"s3", bare.body, hashlib.sha256).hexdigest()
    signed_one = Raw("POST", "in", bare.url, "", {**bare.headers, "x-signature": signature}, bare.body)
    for _ in range(2):
        tells(gateway, cast, signed_one, now)
    assert said(cast, talk) == ["ሰላም"]
    there.answers = [HANGS_UP, (200, b"0: queued")]
    peer_says(cast, talk, "ሰላም " * 20, now)
    for minute in range(1, 6):
        texts_are_sent.send_what_is_due(now + timedelta(minutes=minute))
    assert [each.fields["coding"] for each in there.asked] == ["2", "2"]
    month = gateways.month([gateway.id], now.date())[gateway.id]
    assert (month.went, month.again, month.segments, month.cost_millionths) == (1, 1, 2, 1_000_000)
