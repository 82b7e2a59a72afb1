"""Twilio, as its contract says, and as it answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from alongside.channels import asking
from alongside.channels.tests.provider import HANGS_UP, Provider, provider
from alongside.channels.twilio.adapter import CHANNEL
from alongside.rules.channel import (
    Carried,
    Event,
    Message,
    NotUnderstood,
    Outgoing,
    Raw,
    Reply,
    Setup,
    Started,
    Status,
    Stopped,
    Wellbeing,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
CAME = {
    "ToCountry": "US",
    "SmsMessageSid": "SM9a",
    "NumMedia": "0",
    "SmsSid": "SM9a",
    "SmsStatus": "received",
    "Body": "Are you there?",
    "FromCountry": "US",
    "To": "+15552223333",
    "MessagingServiceSid": "MG1",
    "NumSegments": "1",
    "MessageSid": "SM9a",
    "AccountSid": "AC1",
    "From": "+15550001111",
    "ApiVersion": "2010-04-01",
}
STATUS = {"MessageSid": "SM7c", "MessageStatus": "delivered", "To": "+15550001111", "From": "+15552223333"}
LISTED: dict[str, Any] = {
    "sid": "SM9a",
    "direction": "inbound",
    "from": "+15550001111",
    "to": "+15552223333",
    "body": "Are you there?",
    "num_media": "0",
    "date_created": "Mon, 23 Nov 2026 09:58:02 +0000",
}


def setup(base: str = "", address: str = "https://help.example.org", **values: str) -> Setup:
    standard = {"account": "AC1", "token": "secret", "sender": "+15552223333", "base": base}
    return Setup(1, 1, standard | values, "path", address)


def parsed(fields: dict[str, str], query: str = "") -> list[Event]:
    return CHANNEL.parse(setup(), Raw("POST", "in", "", query, {}, urlencode(fields).encode()))


def outgoing(sender: str = "", hours: float = 1) -> Outgoing:
    return Outgoing("1f", "+15550001111", "I am here.", NOW, NOW + timedelta(hours=hours), sender=sender)


@pytest.fixture
def there() -> Iterator[Provider]:
    with provider() as played:
        yield played


def test_a_text_somebody_wrote() -> None:
    assert parsed(CAME) == [Message("SM9a", "+15550001111", "Are you there?")]


def test_a_picture_that_came_with_it_is_told() -> None:
    assert parsed({**CAME, "Body": "", "NumMedia": "1", "MediaUrl0": "https://x"}) == [
        Message("SM9a", "+15550001111", "", attached=True)
    ]


def test_json_says_the_same() -> None:
    told = Raw("POST", "in", "", "", {"content-type": "application/json"}, json.dumps(CAME).encode())
    assert CHANNEL.parse(setup(), told) == parsed(CAME)


def test_stop_and_start_are_what_twilio_made_of_them() -> None:
    assert parsed({**CAME, "Body": "STOP", "OptOutType": "STOP"}) == [Stopped("SM9a", "+15550001111")]
    assert parsed({**CAME, "Body": "START", "OptOutType": "START"}) == [Started("SM9a", "+15550001111")]


def test_help_is_a_message_and_never_swallowed() -> None:
    assert parsed({**CAME, "Body": "HELP", "OptOutType": "HELP"}) == [Message("SM9a", "+15550001111", "HELP")]


def test_a_shop_and_their_other_channels_are_none_of_our_business() -> None:
    assert parsed({**CAME, "From": "PIZZA"}) + parsed({**CAME, "From": "whatsapp:+15550001111"}) == []


@pytest.mark.parametrize(
    ("status", "events"),
    [
        ("queued", []),
        ("sending", []),
        ("sent", [Status("SM7c", "sent")]),
        ("delivered", [Status("SM7c", "delivered")]),
        ("read", [Status("SM7c", "read")]),
        ("undelivered", [Status("SM7c", "failed", "unknown")]),
        ("failed", [Status("SM7c", "failed", "unknown")]),
    ],
)
def test_what_became_of_a_text(status: str, events: list[Event]) -> None:
    assert parsed({**STATUS, "MessageStatus": status}) == events


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        ("30003", "address"),
        ("30005", "address"),
        ("30007", "unknown"),
        ("30034", "sender"),
        ("30036", "late"),
    ],
)
def test_why_it_did_not_arrive(code: str, trouble: str) -> None:
    told = parsed({**STATUS, "MessageStatus": "undelivered", "ErrorCode": code})
    assert told == [Status("SM7c", "failed", trouble)]


def test_a_text_that_a_stop_held_back_stops_the_rest() -> None:
    assert parsed({**STATUS, "MessageStatus": "failed", "ErrorCode": "21610"}) == [
        Status("SM7c", "failed", "stopped"),
        Stopped("SM7c", "+15550001111"),
    ]


def test_our_own_name_for_a_text_comes_back_in_the_address() -> None:
    assert parsed(STATUS, "ours=1f") == [Status("1f", "delivered")]


def test_what_is_neither_is_not_understood() -> None:
    for fields in (
        {},
        {**STATUS, "MessageStatus": "dancing"},
        {**CAME, "From": ""},
        {"From": "+15550001111"},
    ):
        with pytest.raises(NotUnderstood):
            parsed(fields)


def test_it_is_answered_in_its_own_language() -> None:
    told = Raw("POST", "in", "", "", {}, b"")
    assert CHANNEL.answer(setup(), told, [], None) == Reply(200, b"<Response/>", "text/xml; charset=utf-8")


def test_a_text_goes_out_as_the_contract_says(there: Provider) -> None:
    there.says(201, '{"sid": "SM7c", "status": "queued", "num_segments": "2", "price": null}')
    assert CHANNEL.send(setup(there.url), outgoing()) == Carried("sent", ref="SM7c", segments=2)
    (asked,) = there.asked
    assert (asked.method, asked.path) == ("POST", "/2010-04-01/Accounts/AC1/Messages.json")
    assert asked.headers["authorization"] == "Basic QUMxOnNlY3JldA=="
    assert asked.fields == {
        "To": "+15550001111",
        "Body": "I am here.",
        "SmartEncoded": "false",
        "ValidityPeriod": "3600",
        "From": "+15552223333",
        "StatusCallback": "https://help.example.org/in/path/status?ours=1f",
    }


def test_a_messaging_service_sends_by_its_own_name(there: Provider) -> None:
    there.says(201, '{"sid": "SM7c", "num_segments": "0"}')
    CHANNEL.send(setup(there.url, sender="MG1"), outgoing())
    assert (there.asked[0].fields.get("MessagingServiceSid"), there.asked[0].fields.get("From")) == (
        "MG1",
        None,
    )


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://localhost:8000", "http://10.0.0.7"])
def test_an_address_nobody_reaches_is_not_given_for_reports(address: str, there: Provider) -> None:
    there.says(201, '{"sid": "SM7c"}')
    CHANNEL.send(setup(there.url, address), outgoing())
    assert "StatusCallback" not in there.asked[0].fields


@pytest.mark.parametrize(("hours", "seconds"), [(24, "36000"), (-1, "1")])
def test_what_waits_there_is_not_sent_after_its_deadline(hours: float, seconds: str, there: Provider) -> None:
    there.says(201, '{"sid": "SM7c"}')
    CHANNEL.send(setup(there.url), outgoing(hours=hours))
    assert there.asked[0].fields["ValidityPeriod"] == seconds


@pytest.mark.parametrize(
    ("status", "code", "carried"),
    [
        (400, 21610, Carried("stopped", "stopped")),
        (400, 21211, Carried("never", "address")),
        (400, 21614, Carried("never", "address")),
        (400, 21606, Carried("later", "sender")),
        (400, 21408, Carried("later", "address")),
        (400, 99999, Carried("never", "strange")),
        (401, 20003, Carried("later", "refused")),
        (404, 20404, Carried("later", "refused")),
        (429, 20429, Carried("slower", "too_fast")),
        (429, 0, Carried("slower", "too_fast")),
        (500, 20500, Carried("unsure", "silent")),
        (503, 20503, Carried("later", "silent")),
    ],
)
def test_what_a_refusal_means(status: int, code: int, carried: Carried, there: Provider) -> None:
    there.says(status, json.dumps({"code": code, "message": "No: +15550001111", "status": status}))
    assert CHANNEL.send(setup(there.url), outgoing()) == carried


def test_an_answer_that_never_comes_leaves_it_unsure(there: Provider) -> None:
    there.answers = [HANGS_UP]
    assert CHANNEL.send(setup(there.url), outgoing()) == Carried("unsure", "silent")


def test_nobody_there_is_tried_later() -> None:
    assert CHANNEL.send(setup("http://127.0.0.1:9"), outgoing()) == Carried("later", "silent")


def test_credit_is_asked_for(there: Provider) -> None:
    there.says(200, '{"account_sid": "AC1", "balance": "12.34", "currency": "USD"}')
    assert CHANNEL.look(setup(there.url)) == Wellbeing(credit="USD 12.34")


@pytest.mark.parametrize(("status", "trouble"), [(401, "refused"), (0, "silent"), (503, "silent")])
def test_what_is_wrong_is_seen_by_looking(status: int, trouble: str, there: Provider) -> None:
    there.says(status)
    assert CHANNEL.look(setup(there.url)) == Wellbeing(trouble=trouble)


def test_an_account_within_another_is_well_without_a_balance(there: Provider) -> None:
    there.answers = [(404, b'{"code": 20404}'), (200, b'{"messages": []}')]
    assert CHANNEL.look(setup(there.url)) == Wellbeing(facts={"account": "AC1"})
    assert [asked.path.rpartition("/")[2] for asked in there.asked] == ["Balance.json", "Messages.json"]


def listing(*messages: dict[str, Any], more: str = "") -> bytes:
    return json.dumps({"messages": messages, "next_page_uri": more or None}).encode()


def test_the_first_time_nothing_is_fetched_but_the_time(there: Provider) -> None:
    there.answers = [(200, listing(LISTED))]
    assert CHANNEL.catch_up(setup(there.url), "") == ([], "2026-11-23T10:00:00+00:00")


def test_what_was_missed_is_fetched_and_known_by_the_same_name(there: Provider) -> None:
    there.answers = [(200, listing({**LISTED, "sid": "SM8", "direction": "outbound-api"}, LISTED))]
    events, mark = CHANNEL.catch_up(setup(there.url), "2026-11-23T09:55:00+00:00")
    made = datetime(2026, 11, 23, 9, 58, 2, tzinfo=UTC)
    assert (events, mark) == (
        [Message("SM9a", "+15550001111", "Are you there?", made)],
        "2026-11-23T10:00:00+00:00",
    )
    assert there.asked[0].query == {"To": "+15552223333", "PageSize": "200", "DateSent>": "2026-11-23"}


def test_what_is_older_than_the_last_look_is_not_fetched_again(there: Provider) -> None:
    there.answers = [(200, listing(LISTED))]
    assert CHANNEL.catch_up(setup(there.url), "2026-11-23T10:30:00+00:00")[0] == []


def test_after_a_long_time_away_page_after_page_is_read_oldest_first(there: Provider) -> None:
    older = {**LISTED, "sid": "SM5", "date_created": "Mon, 23 Nov 2026 09:01:00 +0000"}
    there.answers = [
        (200, listing(LISTED, more="/2010-04-01/Accounts/AC1/Messages.json?Page=1")),
        (200, listing(older, more="https://elsewhere.example.org/")),
    ]
    events, _ = CHANNEL.catch_up(setup(there.url), "2026-11-23T09:00:00+00:00")
    assert [getattr(each, "ref", "") for each in events] == ["SM5", "SM9a"]
    assert len(there.asked) == 2


def test_a_list_that_does_not_open_is_asked_again(there: Provider) -> None:
    there.says(500)
    with pytest.raises(asking.Trouble):
        CHANNEL.catch_up(setup(there.url), "2026-11-23T09:00:00+00:00")


def test_a_messaging_service_has_no_list_of_its_own() -> None:
    assert CHANNEL.catch_up(setup(sender="MG1"), "") == ([], "")
