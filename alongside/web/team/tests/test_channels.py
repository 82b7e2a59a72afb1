"""A coordinator's channels, as a browser meets them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.base import turn
from alongside.channels import registry
from alongside.flows.tests.carrying import Remembers, a_door
from alongside.gateways import kinds, lights, writes
from alongside.gateways import reads as gateways
from alongside.gateways.models import Gateway
from alongside.rules.channel import Carried, Field, Wellbeing
from alongside.rules.channel_troubles import CEILING, REFUSED
from alongside.web.team import channels_fields, channels_words

if TYPE_CHECKING:
    from django.test import Client

    from alongside.channels.adapter import Adapter
    from alongside.gateways.lights import Light
    from alongside.gateways.reads import Open
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

SECRET, NUMBER = "xyzzy-plugh-4711", "+254 712 345678"
SET = {
    "name": "Our number",
    "shown": "21454",
    "value_token": SECRET,
    "value_account": "AC 77 plover",
    "person_pays": "1 shilling",
    "ring_back": "0800 123",
    "neutral": "Jirani.",
    "sender": "JIRANI",
    "currency": "kes",
    "price": "0.8",
    "ceiling": "5,000",
    "silent_days": "90",
}


@pytest.fixture
def channel() -> Iterator[Remembers]:
    """A channel with a secret to fill in."""
    made = Remembers()
    made.fields = (Field("account", "Account"), Field("token", "Token", secret=True))
    kinds.opened(made)
    yield made
    kinds.closed(made)


@pytest.fixture
def desk(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.coordinator)


def added(desk: Client, **more: str) -> Open:
    answer = desk.post("/desk/channels/new/remembers", {**SET, **more})
    assert answer.status_code == 303, html.unescape(answer.content.decode())
    found = gateways.get(int(answer.headers["Location"].rsplit("/", 1)[1]))
    assert found is not None
    return found


def read(answer: Any) -> str:
    """The words of a page, without its marks."""
    main = re.sub(r"(?s)^.*<main|</main>.*$", "", answer.content.decode())
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


def test_what_is_typed_is_kept_sealed_and_no_secret_is_shown_again(channel: Remembers, desk: Client) -> None:
    gateway = added(desk)
    assert gateway.setup.values == {"account": "AC 77 plover", "token": SECRET}
    names = ("price_millionths", "ceiling_millionths", "currency")
    assert [gateway.settings[name] for name in names] == [800_000, 5_000_000_000, "KES"]
    (row,) = Gateway.objects.values_list()
    assert [value for value in row if "plover" in str(value) or SECRET in str(value)] == []
    page = desk.get(f"/desk/channels/{gateway.id}/change").content.decode()
    assert SECRET not in page
    assert 'value="AC 77 plover"' in page
    assert "Kept. Type a new one to change it." in page


def test_a_secret_left_empty_stays_and_a_new_one_takes_its_place(channel: Remembers, desk: Client) -> None:
    gateway, address = added(desk), added(desk).setup.path
    change = f"/desk/channels/{gateway.id}/change"
    assert desk.post(change, {**SET, "value_token": "", "name": "Another"}).status_code == 303
    found = gateways.get(gateway.id)
    assert found is not None
    assert (found.name, found.setup.values["token"], found.setup.path) == (
        "Another",
        SECRET,
        gateway.setup.path,
    )
    assert found.setup.path != address
    desk.post(change, {**SET, "value_token": "a new one"})
    found = gateways.get(gateway.id)
    assert found is not None
    assert found.setup.values["token"] == "a new one"


def test_a_mistake_keeps_what_was_typed_but_no_secret(channel: Remembers, desk: Client) -> None:
    wrong = {**SET, "value_account": "", "ceiling": "a lot", "currency": "shillings"}
    answer = desk.post("/desk/channels/new/remembers", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('class="mistake"') == 3
    assert ('value="a lot"' in page, SECRET in page) == (True, False)
    assert Gateway.objects.count() == 0
    assert desk.get("/desk/channels/new/nothing").status_code == 404


def test_the_page_says_what_to_paste_where_and_how_it_is(
    channel: Remembers, desk: Client, now: datetime
) -> None:
    gateway = added(desk)
    page = read(desk.get(f"/desk/channels/{gateway.id}"))
    assert gateway.setup.url("in") in page
    assert "Not used yet" in page
    with turn.write():
        writes.came(gateway.id, now)
        writes.is_troubled(gateway.id, REFUSED, now)
    page = read(desk.get(f"/desk/channels/{gateway.id}"))
    assert "Does not work since 13:00" in page  # in Nairobi
    assert "It refused our name or password (the token)." in page
    assert "Last received: 13:00 · Last sent: nothing yet" in page
    assert "Our number: It refused our name or password" in read(desk.get("/program"))


def test_a_look_is_answered_in_plain_words(
    channel: Remembers, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = f"/desk/channels/{added(desk).id}"
    assert "It cannot be asked how it is." in read(desk.post(one, {"do": "look"}))
    monkeypatch.setattr(channel, "look", lambda setup: Wellbeing(credit="KES 12.50"))
    page = read(desk.post(one, {"do": "look"}))
    assert ("It lets us in. Credit left: KES 12.50" in page, "Credit: KES 12.50" in page) == (True, True)
    monkeypatch.setattr(channel, "look", lambda setup: Wellbeing(trouble=REFUSED))
    assert "It refused our name or password (the token)." in read(desk.post(one, {"do": "look"}))


def test_a_test_message_goes_to_her_own_phone_and_its_answer_is_shown(
    channel: Remembers, desk: Client
) -> None:
    one = f"/desk/channels/{added(desk).id}"
    answer = desk.post(one, {"do": "send", "to": NUMBER})
    assert "It took the message." in read(answer)
    assert "712" not in answer.content.decode()
    (sent,) = channel.sent
    assert (sent.to, sent.text) == ("+254712345678", "Jirani. This is a test. There is nothing to do.")
    channel.becomes = [Carried("later", REFUSED)]
    page = read(desk.post(one, {"do": "send", "to": NUMBER}))
    assert "It did not go. It refused our name or password (the token)." in page
    assert desk.post(one, {"do": "send", "to": "my phone"}).status_code == 422
    assert len(channel.sent) == 2


def test_closing_says_how_many_are_reached_and_asks_who_writes_to_them_then(
    channel: Remembers, desk: Client, cast: Cast, now: datetime
) -> None:
    gateway, other = added(desk), added(desk, name="The other")
    a_door(cast.member, gateway, "+254712345678", now)
    end = f"/desk/channels/{gateway.id}/end"
    page = read(desk.get(end))
    assert "1 phone or address is reached by it now." in page
    assert ("712345678" in page, "Amina" in page) == (False, False)
    assert desk.post(end, {"to": str(other.id)}).status_code == 303
    assert [each.id for each in gateways.opened(cast.program.id)] == [other.id]
    assert bytes(Gateway.objects.get(id=gateway.id).sealed) == b""
    assert desk.get(end).status_code == 404


def test_a_gateway_of_another_program_is_not_there(
    channel: Remembers, desk: Client, cast: Cast, sign_in: SignIn
) -> None:
    gateway = added(desk)
    elsewhere = sign_in(cast.elsewhere_coordinator)
    for page in ("", "/change", "/end"):
        assert elsewhere.get(f"/desk/channels/{gateway.id}{page}").status_code == 404
        assert elsewhere.post(f"/desk/channels/{gateway.id}{page}", SET).status_code == 404
    assert "Our number" not in elsewhere.get("/desk/channels").content.decode()
    assert gateways.get(gateway.id) is not None


def test_what_a_month_costs_and_when_its_ceiling_is_reached(
    channel: Remembers, desk: Client, cast: Cast, now: datetime
) -> None:
    gateway = added(desk)
    with turn.write():
        told = {"went": 900, "came": 300, "segments": 1000, "cost_millionths": 4_100_000_000}
        writes.count(cast.program.id, gateway.id, now.date(), **told)
    sentence = (
        "KES 4100.00 of at most KES 5000.00 are spent this month. If it goes on so, all of it on 29 November"
    )
    page = read(desk.get("/desk/channels"))
    assert sentence in page
    assert "Our number 300 900 1000 0 KES 4100.00" in page
    assert sentence in read(desk.get("/program"))


def test_what_waits_for_long_or_is_stuck_is_said_before_it_is_called_well(
    channel: Remembers, desk: Client, cast: Cast, now: datetime
) -> None:
    gateway = added(desk)
    with turn.write():
        writes.went(gateway.id, now)
    (light,) = lights.of(cast.program.id, now.date())

    def state(light: Light, since: datetime | None) -> tuple[str, str, bool]:
        seen = channels_words.state(light, since, now, "Africa/Nairobi")
        return seen.words, seen.why, seen.well

    assert state(light, None) == ("Works", "", True)
    assert state(light, now - timedelta(minutes=9)) == ("Works", "", True)
    waited = "The oldest message has waited for 11 minutes."
    assert state(light, now - timedelta(minutes=11)) == ("Slow", waited, False)
    stuck = replace(light, stuck=2, arrived_at=now - timedelta(hours=3))
    words = "2 messages came in and could not be taken. Please tell whoever runs this computer."
    assert state(stuck, None) == ("Something is stuck", words, False)
    held = replace(light, trouble=CEILING, trouble_at=now, spent=100, ceiling=100, currency="KES")
    assert state(held, None)[0] == "Held back"
    spent = "KES 0.00 of KES 0.00 are spent this month. Only talks that are going on are carried."
    assert channels_words.spent(held, now.date()) == spent.replace("0.00", "0.0001")


def test_the_list_costs_the_same_for_one_and_three(channel: Remembers, desk: Client) -> None:
    costs = []
    for _ in range(2):
        added(desk)
        desk.get("/desk/channels")
        with CaptureQueriesContext(connection) as asked:
            desk.get("/desk/channels")
        costs.append(len(asked))
        added(desk)
    assert costs[0] == costs[1] <= 10


@pytest.mark.parametrize("kind", registry.found(), ids=lambda kind: kind.kind)
def test_every_kind_has_a_form_that_keeps_what_is_typed_sealed(
    kind: Adapter, desk: Client, cast: Cast, now: datetime
) -> None:
    """A word of its own in each field: none of an adapter's own values stands anywhere unsealed."""
    kinds.opened(kind)
    page = desk.get(f"/desk/channels/new/{kind.kind}")
    assert page.status_code == 200
    words = {field.name: f"canary{number:04d}x" for number, field in enumerate(kind.fields)}
    words |= {field.name: field.choices[0][0] for field in kind.fields if field.choices}
    typed = {channels_fields.name_of(field): words[field.name] for field in kind.fields}
    answer = desk.post(f"/desk/channels/new/{kind.kind}", {"name": "Ours", "silent_days": "60", **typed})
    assert answer.status_code == 303, read(answer)
    (gateway,) = gateways.opened(cast.program.id)
    asked = {field.name: words[field.name] for field in kind.fields if field.name != "base"}
    assert dict(gateway.setup.values) == asked
    assert [value for row in Gateway.objects.values_list() for value in row if "canary" in str(value)] == []
    shown = desk.get(f"/desk/channels/{gateway.id}/change").content.decode()
    assert [field.name for field in kind.fields if field.secret and words[field.name] in shown] == []
    assert "canary" not in desk.get("/desk/channels").content.decode()
    assert desk.get(f"/desk/channels/{gateway.id}").status_code == 200


def test_an_old_secret_is_not_shown_by_a_mistake_either(channel: Remembers, desk: Client) -> None:
    gateway = added(desk)
    answer = desk.post(
        f"/desk/channels/{gateway.id}/change", {**SET, "name": "", "value_token": "new-secret"}
    )
    page = answer.content.decode()
    assert (answer.status_code, SECRET in page, "new-secret" in page) == (422, False, False)
