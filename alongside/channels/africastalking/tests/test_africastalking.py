"""Africa's Talking, as its contract says, and as it answered others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlencode

import pytest

from alongside.channels import asking
from alongside.channels.africastalking.adapter import CHANNEL
from alongside.channels.tests.provider import HANGS_UP, Provider, provider
from alongside.rules.channel import (
    Carried,
    Event,
    Message,
    NotGenuine,
    NotUnderstood,
    Outgoing,
    Raw,
    Setup,
    Status,
    Stopped,
    Wellbeing,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
CAME = {
    "date": "2026-11-23T09:58:02Z",
    "from": "+254711000111",
    "id": "28a92cdf-2d63-4ee3-93df-4233d3de0356",
    "linkId": "b9c8f4a2",
    "text": "Habari, naweza kuongea?",
    "to": "20880",
    "networkCode": "63902",
    "cost": "None",
}
FETCHED = {key: CAME[key] for key in ("linkId", "text", "to", "date", "from")} | {"id": 15071}


def setup(base: str = "", **values: str) -> Setup:
    standard = {"username": "openapp", "key": "atsk_secret", "sender": "20880", "base": base}
    return Setup(1, 1, standard | values, "path", "https://help.example.org")


def raw(fields: dict[str, str], action: str = "in", method: str = "POST") -> Raw:
    return Raw(method, action, "", "", {}, urlencode(fields).encode())


def parsed(fields: dict[str, str], action: str = "in") -> list[Event]:
    return CHANNEL.parse(setup(), raw(fields, action))


@pytest.fixture
def there() -> Iterator[Provider]:
    with provider() as played:
        yield played


def outgoing(text: str = "Nipo hapa.", sender: str = "") -> Outgoing:
    return Outgoing("1f", "+254711000111", text, NOW, NOW + timedelta(hours=1), sender=sender)


def recipient(code: int, status: str = "Success", cost: str = "KES 0.8000") -> str:
    told = {
        "statusCode": code,
        "number": "+254711000111",
        "status": status,
        "cost": cost,
        "messageId": "ATXid_1",
    }
    return json.dumps({"SMSMessageData": {"Message": "Sent to 1/1", "Recipients": [told]}})


def test_a_text_somebody_wrote() -> None:
    (event,) = parsed(CAME)
    assert isinstance(event, Message)
    assert (event.sender, event.text) == ("+254711000111", "Habari, naweza kuongea?")
    assert event.at == datetime(2026, 11, 23, 9, 58, 2, tzinfo=UTC)


def test_a_text_is_the_same_whether_it_was_told_or_fetched(there: Provider) -> None:
    there.says(200, json.dumps({"SMSMessageData": {"Messages": [FETCHED]}}))
    fetched, mark = CHANNEL.catch_up(setup(there.url), "15000")
    assert (fetched, mark) == (parsed(CAME), "15071")


def test_a_time_in_their_other_way_of_writing_makes_no_second_text() -> None:
    other = parsed({**CAME, "date": "2026-11-23 09:58:02"})
    assert [each.ref for each in other] == [each.ref for each in parsed(CAME)]


def test_the_same_words_a_minute_later_are_another_text() -> None:
    other = parsed({**CAME, "date": "2026-11-23T09:59:02Z"})
    assert [each.ref for each in other] != [each.ref for each in parsed(CAME)]


def test_what_a_shop_or_an_operator_sends_is_none_of_our_business() -> None:
    assert parsed({**CAME, "from": "Safaricom"}) == []


@pytest.mark.parametrize(
    ("status", "state"),
    [("Sent", "sent"), ("Submitted", "sent"), ("Buffered", "sent"), ("Success", "delivered")],
)
def test_what_became_of_a_text(status: str, state: str) -> None:
    told = {"id": "ATXid_1", "status": status, "phoneNumber": "+254711000111", "networkCode": "63902"}
    assert [(each.ref, each.state) for each in parsed(told, "status") if isinstance(each, Status)] == [
        ("ATXid_1", state)
    ]


@pytest.mark.parametrize(
    ("reason", "trouble"),
    [
        ("InsufficientCredit", "credit"),
        ("UserIsInactive", "address"),
        ("NotNetworkSubscriber", "address"),
        ("UserAccountSuspended", "address"),
        ("InvalidLinkId", "strange"),
        ("DeliveryFailure", "unknown"),
    ],
)
def test_why_a_text_failed(reason: str, trouble: str) -> None:
    told = {"id": "ATXid_1", "status": "Failed", "phoneNumber": "+254711000111", "failureReason": reason}
    assert parsed(told, "status") == [Status("ATXid_1", "failed", trouble)]


def test_who_is_on_their_list_wants_no_more() -> None:
    told = {"id": "ATXid_1", "status": "Rejected", "phoneNumber": "+254711000111"}
    assert parsed({**told, "failureReason": "UserInBlackList"}, "status") == [
        Status("ATXid_1", "failed", "stopped"),
        Stopped("ATXid_1", "+254711000111"),
    ]


def test_who_opts_out_is_told_without_an_id() -> None:
    (event,) = parsed({"senderId": "20880", "phoneNumber": "+254711000111"}, "stopped")
    assert isinstance(event, Stopped)
    assert (event.sender, event.why) == ("+254711000111", "asked")


def test_an_address_pasted_at_the_wrong_place_loses_nothing() -> None:
    assert parsed(CAME, "status") == parsed(CAME, "in")


def test_what_is_neither_is_not_understood() -> None:
    for fields in ({}, {"id": "1", "status": "Dancing"}, {**CAME, "from": ""}, {"from": "+254711000111"}):
        with pytest.raises(NotUnderstood):
            parsed(fields)


def test_only_posts_are_heard() -> None:
    CHANNEL.verify(setup(), raw(CAME))
    with pytest.raises(NotGenuine):
        CHANNEL.verify(setup(), raw(CAME, method="GET"))


def test_a_text_goes_out_as_the_contract_says(there: Provider) -> None:
    there.says(201, recipient(101))
    carried = CHANNEL.send(setup(there.url), outgoing())
    assert carried == Carried("sent", ref="ATXid_1", cost=Decimal("0.8000"), currency="KES")
    (asked,) = there.asked
    assert (asked.method, asked.path, asked.headers["apikey"]) == (
        "POST",
        "/version1/messaging",
        "atsk_secret",
    )
    assert asked.fields == {
        "username": "openapp",
        "to": "+254711000111",
        "message": "Nipo hapa.",
        "from": "20880",
        "bulkSMSMode": "1",
        "enqueue": "1",
    }


def test_a_programs_own_neutral_name_goes_before(there: Provider) -> None:
    there.says(201, recipient(101))
    CHANNEL.send(setup(there.url), outgoing(sender="Barua"))
    CHANNEL.send(setup(there.url, sender=""), outgoing())
    assert [asked.fields.get("from") for asked in there.asked] == ["Barua", None]


@pytest.mark.parametrize(
    ("code", "carried"),
    [
        (402, Carried("later", "sender")),
        (403, Carried("never", "address")),
        (405, Carried("later", "credit")),
        (406, Carried("stopped", "stopped")),
        (407, Carried("later", "address")),
        (500, Carried("later", "strange")),
        (999, Carried("later", "strange")),
    ],
)
def test_a_number_that_was_refused(code: int, carried: Carried, there: Provider) -> None:
    there.says(201, recipient(code, "No", "0"))
    assert CHANNEL.send(setup(there.url), outgoing()) == carried


@pytest.mark.parametrize(
    ("status", "body", "carried"),
    [
        (
            201,
            '{"SMSMessageData": {"Message": "InvalidSenderId", "Recipients": []}}',
            Carried("later", "sender"),
        ),
        (401, "The supplied authentication is invalid", Carried("later", "refused")),
        (429, "", Carried("slower", "too_fast")),
        (502, "", Carried("unsure", "silent")),
        (503, "", Carried("later", "silent")),
        (201, "hello", Carried("later", "strange")),
    ],
)
def test_a_request_that_was_refused(status: int, body: str, carried: Carried, there: Provider) -> None:
    there.says(status, body)
    assert CHANNEL.send(setup(there.url), outgoing()) == carried


def test_an_answer_that_never_comes_leaves_it_unsure(there: Provider) -> None:
    there.answers = [HANGS_UP]
    assert CHANNEL.send(setup(there.url), outgoing()) == Carried("unsure", "silent")


def test_nobody_there_is_tried_later() -> None:
    assert CHANNEL.send(setup("http://127.0.0.1:9"), outgoing()) == Carried("later", "silent")


def test_credit_is_asked_for(there: Provider) -> None:
    there.says(200, '{"UserData": {"balance": "KES 1785.50"}}')
    assert CHANNEL.look(setup(there.url)) == Wellbeing(credit="KES 1785.50")
    assert (there.asked[0].path, there.asked[0].query) == ("/version1/user", {"username": "openapp"})


@pytest.mark.parametrize(("status", "trouble"), [(401, "refused"), (200, "strange"), (0, "silent")])
def test_what_is_wrong_is_seen_by_looking(status: int, trouble: str, there: Provider) -> None:
    there.says(status)
    assert CHANNEL.look(setup(there.url)) == Wellbeing(trouble=trouble)


def test_what_was_written_before_the_gateway_was_ours_is_passed_over(there: Provider) -> None:
    there.answers = [
        (200, json.dumps({"SMSMessageData": {"Messages": [FETCHED]}}).encode()),
        (200, b'{"SMSMessageData": {"Messages": []}}'),
    ]
    assert CHANNEL.catch_up(setup(there.url), "") == ([], "15071")
    assert [asked.query["lastReceivedId"] for asked in there.asked] == ["0", "15071"]


def test_a_message_that_is_not_understood_holds_up_none_after_it(there: Provider) -> None:
    odd = [{"id": 15072, "from": "", "text": "?"}, {**FETCHED, "id": 15073}]
    there.says(200, json.dumps({"SMSMessageData": {"Messages": odd}}))
    events, mark = CHANNEL.catch_up(setup(there.url), "15071")
    assert (events, mark) == (parsed(CAME), "15073")


def test_an_inbox_that_does_not_open_is_asked_again(there: Provider) -> None:
    there.says(500)
    with pytest.raises(asking.Trouble):
        CHANNEL.catch_up(setup(there.url), "15071")


def test_the_sandbox_is_asked_where_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    urls: list[str] = []

    def ask(method: str, url: str, **told: object) -> asking.Said:
        urls.append(url)
        return asking.Said(401, b"", {})

    monkeypatch.setattr(asking, "ask", ask)
    CHANNEL.look(setup(username="sandbox"))
    CHANNEL.look(setup())
    assert urls == [
        "https://api.sandbox.africastalking.com/version1/user",
        "https://api.africastalking.com/version1/user",
    ]
