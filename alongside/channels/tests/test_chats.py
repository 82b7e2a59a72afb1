"""Whole talks by WhatsApp and Telegram; what their servers answer comes over real sockets."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from alongside.base import turn
from alongside.channels.ingress import Ingress
from alongside.channels.telegram import adapter as telegram
from alongside.channels.tests.provider import HANGS_UP, Provider, provider
from alongside.channels.whatsapp import adapter as whatsapp
from alongside.flows import arrival_is_taken, something_comes_in, texts_are_sent, words_are_owed
from alongside.flows.message_arrives import Said, arrive
from alongside.flows.tests.carrying import a_door
from alongside.flows.tests.speaking import ogg
from alongside.flows.tests.walking import walk_together
from alongside.gateways import kinds, writes
from alongside.gateways import reads as gateways
from alongside.people import doors
from alongside.rules.channel import Raw, Reply
from alongside.talk import reads as talks
from alongside.talk import voice_notes
from alongside.talk.access import room_for

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
AMINA = "KE.13491208655302741918"


@pytest.fixture
def there() -> Iterator[Provider]:
    kinds.opened(telegram.CHANNEL)
    kinds.opened(whatsapp.CHANNEL)
    with provider() as playing:
        yield playing


def a_gateway(cast: Cast, kind: str, values: dict[str, str], there: Provider, now: datetime) -> Open:
    with turn.write():
        gateway_id = writes.add(
            cast.program.id, cast.program.key_id, kind, "Ours", {**values, "base": there.url}, now
        )
    found = gateways.get(gateway_id)
    assert found is not None
    return found


def says(told: Any) -> tuple[int, bytes]:
    return 200, json.dumps(told).encode()


def said(cast: Cast, talk: int) -> list[str | None]:
    return [line.text for line in talks.newest(cast.program.id, talk)]


def peer_says(cast: Cast, talk: int, words: str, now: datetime) -> None:
    arrive([Said(b"", talk, words, words, by=cast.peer.id)], now, frozenset())
    words_are_owed.settle_what_is_due(now)
    texts_are_sent.send_what_is_due(now)


def polled(gateway: Open, cast: Cast, now: datetime) -> None:
    """What the listener does each time."""
    fresh = gateways.get(gateway.id)
    assert fresh is not None
    events, mark = fresh.channel.catch_up(fresh.setup, fresh.caught_up_to)
    came = something_comes_in.came_in(fresh, cast.program.key_id, events, now)
    something_comes_in.caught_up(fresh.id, came, mark)
    arrival_is_taken.take_words(now)
    arrival_is_taken.take_voice_notes(now)
    arrival_is_taken.take_words(now)


def update(number: int, **more: Any) -> dict[str, Any]:
    chat = {"id": 7, "first_name": "Amina", "type": "private"}
    message = {"message_id": number, "from": {"id": 7, "is_bot": False}, "chat": chat, "date": 1795428002}
    return {"update_id": number, "message": {**message, **more}}


def test_a_talk_by_telegram_behind_a_satellite_link(cast: Cast, there: Provider, now: datetime) -> None:
    """It is asked, hangs up, repeats itself; a voice note comes between two texts; the peer answers."""
    gateway = a_gateway(cast, "telegram", {"token": "1:A", "way": "polling"}, there, now)
    a_door(cast.member, gateway, "7", now)
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    voice = {"file_id": "x", "duration": 32, "mime_type": "audio/ogg", "file_size": 400}
    came = [update(501, text="One"), update(502, voice=voice), update(503, text="Three")]
    there.answers = [
        says({"ok": True, "result": came}),
        says({"ok": True, "result": {"file_path": "voice/1.oga", "file_size": 400}}),
        (200, ogg(32)),
        says({"ok": True, "result": came[1:]}),  # told once more
    ]
    polled(gateway, cast, now)
    polled(gateway, cast, now)
    assert said(cast, talk) == ["One", "Voice note, 0:32", "Three"]
    heard = voice_notes.of(room_for(cast.peer.id, talk)[0], 2)
    assert heard == voice_notes.Sound("audio/ogg", 32, ogg(32))
    there.answers = [says({"ok": True, "result": {"message_id": 9, "chat": {"id": 7}}})]
    peer_says(cast, talk, "I hear you.", now)
    assert json.loads(there.asked[-1].body)["text"] == "I hear you."
    there.answers = [(403, json.dumps({"ok": False, "description": "bot was blocked by the user"}).encode())]
    peer_says(cast, talk, "Are you there?", now + timedelta(minutes=1))
    door = doors.find(cast.program.id, "telegram", "7")
    assert door is not None
    assert door.stopped_at is not None


def meta_says(gateway: Open, cast: Cast, value: dict[str, Any], now: datetime) -> None:
    """A webhook of Meta's is understood, kept and taken."""
    body = {"entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}]}
    raw = Raw("POST", "in", "", "", {}, json.dumps(body).encode())
    events = gateway.channel.parse(gateway.setup, raw)
    something_comes_in.keep(something_comes_in.came_in(gateway, cast.program.key_id, events, now))
    arrival_is_taken.take_all(now)


def message(ref: str, words: str, **who: str) -> dict[str, Any]:
    text = {"id": ref, "timestamp": "1795428002", "type": "text", "text": {"body": words}}
    return {"messages": [{**who, **text}]}


def test_a_webhook_with_many_messages_that_comes_again_and_again_is_heard_once_and_in_order(
    cast: Cast, there: Provider, now: datetime
) -> None:
    """Through the door that Meta knocks at: the challenge, a forgery, and a batch told three times."""
    gateway = a_gateway(cast, "whatsapp", {**NUMBER, "verify_token": "kiwi"}, there, now)
    a_door(cast.member, gateway, AMINA, now)
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    words = [f"Line {n}" for n in range(1, 6)]
    many = [message(str(n), each, from_user_id=AMINA)["messages"][0] for n, each in enumerate(words)]
    body = {"entry": [{"id": "1", "changes": [{"field": "messages", "value": {"messages": many}}]}]}
    raw = json.dumps(body).encode()
    mine = hmac.new(NUMBER["app_secret"].encode(), raw, hashlib.sha256).hexdigest()
    signed = Raw("POST", "in", "", "", {"x-hub-signature-256": f"sha256={mine}"}, raw)
    forged = Raw("POST", "in", "", "", {"x-hub-signature-256": f"sha256={'0' * 64}"}, raw)
    asked = "hub.mode=subscribe&hub.verify_token=kiwi&hub.challenge=1158201444"
    challenge = Raw("GET", "in", "", asked, {}, b"")

    async def knock() -> list[Reply]:
        ingress = Ingress()
        ingress.open()
        try:
            knocks = (challenge, forged, signed, signed, signed)
            return [await ingress.answer(each, gateway.setup.path) for each in knocks]
        finally:
            await ingress.close()

    answers = asyncio.run(knock())
    assert [each.status for each in answers] == [200, 403, 200, 200, 200]
    assert answers[0].body == b"1158201444"
    arrival_is_taken.take_all(now + timedelta(seconds=1))
    assert said(cast, talk) == words


NUMBER = {"phone_number_id": "1", "access_token": "t", "app_secret": "s"}


def test_who_was_known_by_number_is_the_same_person_by_their_id(
    cast: Cast, there: Provider, now: datetime
) -> None:
    gateway = a_gateway(cast, "whatsapp", NUMBER, there, now)
    a_door(cast.member, gateway, "+254711000111", now)
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    meta_says(gateway, cast, message("1", "By my number", **{"from": "254711000111"}), now)
    both = {"from": "254711000111", "from_user_id": AMINA}
    for _ in range(2):
        meta_says(gateway, cast, message("2", "By both", **both), now)
    meta_says(gateway, cast, message("3", "By my id alone", from_user_id=AMINA), now)
    assert said(cast, talk) == ["By my number", "By both", "By my id alone"]
    assert doors.find(cast.program.id, "whatsapp", "+254711000111") is None
    there.answers = [says({"messages": [{"id": "wamid.1"}]})]
    peer_says(cast, talk, "I hear you.", now)
    assert json.loads(there.asked[-1].body)["recipient"] == AMINA


def test_after_a_day_only_that_something_waits_goes_by_whatsapp(
    cast: Cast, there: Provider, now: datetime
) -> None:
    gateway = a_gateway(cast, "whatsapp", {**NUMBER, "template": "note_waits"}, there, now)
    a_door(cast.member, gateway, AMINA, now)
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    there.answers = [says({"messages": [{"id": "wamid.1"}]})]
    peer_says(cast, talk, "On the same day", now + timedelta(hours=23))
    late = now + timedelta(hours=25)
    peer_says(cast, talk, "On the next day", late)
    texts_are_sent.send_what_is_due(late)
    sent = [json.loads(each.body) for each in there.asked]
    assert [each.get("text", each.get("template")) for each in sent] == [
        {"body": "On the same day", "preview_url": False},
        {"name": "note_waits", "language": {"code": "en"}},
    ]
    assert "On the next day" not in str(there.asked)


def test_what_may_have_gone_is_sent_once_more_and_marked(cast: Cast, there: Provider, now: datetime) -> None:
    gateway = a_gateway(cast, "whatsapp", NUMBER, there, now)
    a_door(cast.member, gateway, AMINA, now)
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    there.answers = [HANGS_UP, says({"messages": [{"id": "wamid.1"}]})]
    peer_says(cast, talk, "I hear you.", now)
    for minute in range(1, 10):
        texts_are_sent.send_what_is_due(now + timedelta(minutes=minute))
    sent = [json.loads(each.body) for each in there.asked]
    assert [each["text"]["body"] for each in sent] == ["I hear you."] * 2
    assert len({each["biz_opaque_callback_data"] for each in sent}) == 1
