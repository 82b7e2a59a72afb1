"""What a gateway that nobody described tells us, read by the names of its fields."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64encode
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from alongside.channels.http.adapter import CHANNEL
from alongside.rules.channel import (
    Event,
    Message,
    NotGenuine,
    NotUnderstood,
    Raw,
    Reply,
    Setup,
    Status,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
CAME = {"from": "+254711000111", "text": "Habari", "id": "m1"}


def setup(**values: str) -> Setup:
    return Setup(1, 1, values, "path", "https://help.example.org")


def raw(
    body: bytes = b"",
    query: str = "",
    action: str = "in",
    method: str = "POST",
    address: str = "",
    **headers: str,
) -> Raw:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return Raw(method, action, "", query, told, body, address)


def form(fields: dict[str, str], action: str = "in", **headers: str) -> Raw:
    return raw(urlencode(fields).encode(), action=action, **headers)


def as_json(told: object, query: str = "", action: str = "in") -> Raw:
    return raw(json.dumps(told).encode(), query, action, content_type="application/json")


def parsed(told: Raw, **values: str) -> list[Event]:
    return CHANNEL.parse(setup(**values), told)


def is_believed(told: Raw, **values: str) -> bool:
    try:
        CHANNEL.verify(setup(**values), told)
    except NotGenuine:
        return False
    return True


def test_a_text_by_the_usual_names() -> None:
    assert parsed(form(CAME)) == [Message("m1", "+254711000111", "Habari")]


def test_a_text_by_names_of_their_own_in_the_address() -> None:
    told = raw(query="msisdn=0711000111&body=Habari&ref=7&at=1795428000", method="GET")
    names = {"in_sender": "msisdn", "in_text": "body", "in_id": "ref", "in_time": "at", "country": "KE"}
    assert parsed(told, **names) == [
        Message("7", "+254711000111", "Habari", datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
    ]


def test_a_text_by_places_in_json() -> None:
    told = as_json({"message": {"who": "254711000111", "words": [{"text": "Habari"}], "n": 7}})
    names = {"in_sender": "message.who", "in_text": "message.words.0.text", "in_id": "message.n"}
    assert parsed(told, **names) == [Message("7", "+254711000111", "Habari")]


def test_several_texts_in_a_list() -> None:
    told = as_json({"results": [{**CAME, "id": n} for n in (1, 2)], "count": 2})
    assert parsed(told, in_list="results") == [
        Message("1", "+254711000111", "Habari"),
        Message("2", "+254711000111", "Habari"),
    ]


def test_a_text_without_a_name_is_known_by_its_time() -> None:
    told = {"from": "+254711000111", "text": "Habari", "time": "2026-11-23T10:00:00Z"}
    first, again = parsed(form(told), in_time="time"), parsed(form(told), in_time="time")
    later = parsed(form({**told, "time": "2026-11-23T10:00:01Z"}), in_time="time")
    assert (first == again, first == later) == (True, False)


def test_without_a_name_and_a_time_no_text_is_taken_for_a_repeat() -> None:
    told = form({"from": "+254711000111", "text": "yes"})
    assert parsed(told) != parsed(told)


def test_the_usual_words_for_what_became_of_a_text() -> None:
    words = {"DELIVRD": "delivered", "Success": "delivered", "ACCEPTD": "sent", "UNDELIV": "failed"}
    for word, state in words.items():
        (event,) = parsed(form({"id": "g7", "status": word}, "status"))
        assert isinstance(event, Status)
        assert (event.ref, event.state) == ("g7", state)
    assert parsed(form({"id": "g7", "status": "queued"}, "status")) == []


def test_words_of_their_own_for_what_became_of_a_text() -> None:
    names = {"status_state": "dlr", "status_id": "key", "status_map": "1=delivered\n2 = failed, 8=nothing"}
    told = [parsed(form({"key": "g7", "dlr": dlr}, "status"), **names) for dlr in ("1", "2", "8")]
    assert told == [[Status("g7", "delivered")], [Status("g7", "failed", "unknown")], []]


def test_our_own_name_comes_back_in_the_address_of_reports() -> None:
    told = raw(b"status=sent", "ours=1f", "status")
    assert parsed(told) == [Status("1f", "sent")]


def test_what_is_not_set_down_is_not_understood() -> None:
    for told in (
        form({"text": "no sender"}),
        form({"from": "Safaricom", "text": "Hi"}),
        form({"id": "g7", "status": "dancing"}, "status"),
        form({"status": "sent"}, "status"),
        as_json([]),
    ):
        with pytest.raises(NotUnderstood):
            parsed(told)
    with pytest.raises(NotUnderstood):
        parsed(as_json({"results": "none"}), in_list="results")


def test_only_the_method_that_was_agreed_on_is_heard() -> None:
    assert is_believed(form(CAME))
    assert not is_believed(raw(method="GET"))
    assert is_believed(raw(method="GET"), in_method="GET")


def test_a_secret_in_a_header() -> None:
    agreed = {"check": "header", "check_name": "X-Api-Key", "check_secret": "s3"}
    assert is_believed(form(CAME, x_api_key="s3"), **agreed)
    assert not is_believed(form(CAME, x_api_key="s4"), **agreed)
    assert not is_believed(form(CAME), **agreed)


def test_a_secret_in_a_field_or_in_the_address() -> None:
    agreed = {"check": "field", "check_name": "key", "check_secret": "s3"}
    assert is_believed(form({**CAME, "key": "s3"}), **agreed)
    assert is_believed(raw(query="key=s3"), **agreed)
    assert not is_believed(form({**CAME, "key": ""}), **agreed)


@pytest.mark.parametrize("written_as", ["hex", "prefixed", "base64"])
def test_a_signature_of_what_was_sent(written_as: str) -> None:
    body = urlencode(CAME).encode()
    digest = hmac.new(b"s3", body, hashlib.sha256)
    told = {
        "hex": digest.hexdigest(),
        "prefixed": f"sha256={digest.hexdigest()}",
        "base64": b64encode(digest.digest()).decode(),
    }[written_as]
    agreed = {"check": "hmac", "check_name": "X-Signature", "check_secret": "s3"}
    assert is_believed(raw(body, x_signature=told), **agreed)
    assert not is_believed(raw(body + b"!", x_signature=told), **agreed)
    assert not is_believed(raw(body), **agreed)


def test_a_check_without_a_secret_lets_nobody_in() -> None:
    assert not is_believed(form(CAME, x_key=""), check="header", check_name="X-Key", check_secret="")
    assert not is_believed(form(CAME), check="header", check_name="", check_secret="s3")


def test_only_from_addresses_that_were_agreed_on() -> None:
    agreed = {"in_addresses": "196.201.214.0/24, 2001:db8::1"}
    came_from = ["196.201.214.77", "2001:db8::1", "2001:db8::", "2001:db8:0:1::1", "196.201.215.1", "", "no"]
    believed = [is_believed(raw(address=address), **agreed) for address in came_from]
    assert believed == [True, True, True, False, False, False, False]
    assert not is_believed(raw(address="196.201.214.77"), in_addresses="everybody")


def test_it_is_answered_what_it_wants() -> None:
    assert CHANNEL.answer(setup(in_answer="ACK/Jasmin"), form(CAME), [], None) == Reply(200, b"ACK/Jasmin")
    assert CHANNEL.answer(setup(), form(CAME), [], None) == Reply()


def test_letters_that_stand_in_the_address_as_they_are() -> None:
    told = raw(query="from=%2B254711000111&id=1&text=ሰላም".encode().decode("latin-1"), method="GET")
    assert parsed(told) == [Message("1", "+254711000111", "ሰላም")]
