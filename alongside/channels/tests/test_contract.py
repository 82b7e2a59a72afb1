"""Every channel goes through the same cases, with what its provider really sends and answers."""

from __future__ import annotations

import io
import itertools
import json
import logging
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest

from alongside.base import turn
from alongside.channels import near, registry
from alongside.channels.tests.contract import Case, cases
from alongside.channels.tests.provider import provider
from alongside.gateways import arrivals
from alongside.gateways.models import Arrival
from alongside.rules import channel_troubles
from alongside.rules.channel import (
    RANK,
    Carried,
    NotGenuine,
    NotUnderstood,
    Pressed,
    Screen,
    Status,
    Stopped,
)
from alongside.rules.channel_events import once_of
from alongside.rules.texts import moves
from alongside.run import logs

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.channels.adapter import Adapter
    from conftest import Cast

ADAPTERS = {adapter.kind: adapter for adapter in registry.found()}
ALL = [case for adapter in ADAPTERS.values() for case in cases(adapter)]
IN = [case for case in ALL if case.comes_in]
OUT = [case for case in ALL if not case.comes_in]
GENUINE = [case for case in IN if case.told.get("genuine", True) and case.told.get("understood", True)]

# Why a channel has no recorded case of a kind. Nothing else is let off.
NO_FORGERY = {
    "africastalking": "the provider signs nothing: the secret address and its known ids stand for it",
    "africastalking_ussd": "the provider signs nothing: the secret address stands for it",
    "africastalking_voice": "the provider signs nothing: the secret address stands for it",
    "trial": "it is reached from our own page only",
    "trial_chat": "it is the demo's own, and nothing leaves this computer",
}
NO_STOP = {
    "kannel": "an operator tells nobody; people text STOP, which is a word (rules.steering)",
    "gammu": "a SIM tells nobody; people text STOP, which is a word (rules.steering)",
    "http": "what a local aggregator tells is mapped to a status; people text STOP",
    "trial": "nobody is at the other end but us",
    "trial_chat": "nobody is at the other end but us",
    "email": "people write that they want no more; a machine does not tell it",
}


def of(cases: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=str)


def adapter_of(case: Case) -> Adapter:
    return ADAPTERS[case.kind]


@pytest.fixture(autouse=True)
def nearby(settings: Any) -> None:
    """A provider of these tests is on this computer."""
    settings.GATEWAYS_NEAR = frozenset({near.ALL})


def reported(kind: str) -> set[str]:
    """The states that stand in the recorded reports of a channel."""
    told = [event for case in GENUINE if case.kind == kind for event in case.events()]
    return {event.state for event in told if isinstance(event, Status)}


@pytest.mark.parametrize("kind", sorted(ADAPTERS))
def test_a_channel_has_what_the_contract_asks_for(kind: str) -> None:
    adapter = ADAPTERS[kind]
    mine = [case for case in ALL if case.kind == kind]
    assert mine, f"nothing is recorded for {kind}"
    can = adapter.capabilities(mine[0].setup())
    assert all(case.told["source"] for case in mine)
    assert adapter.title
    assert adapter.about
    assert len({field.name for field in adapter.fields}) == len(adapter.fields)
    if not can.answers_at_once:
        assert [case for case in mine if not case.comes_in], f"nothing that goes out is recorded for {kind}"
    if can.statuses:
        states = {
            event.state
            for case in mine
            if case.comes_in
            for event in case.events()
            if isinstance(event, Status)
        }
        assert states - {"taken"} == set(can.statuses) - {"taken"}, f"{kind} says it tells more or less"
    if kind not in NO_FORGERY:
        assert [case for case in mine if not case.told.get("genuine", True)], f"no forgery for {kind}"
    stops = [case for case in mine if case.comes_in and any(isinstance(e, Stopped) for e in case.events())]
    refused = [case for case in mine if case.told.get("carried", {}).get("how") == "stopped"]
    assert stops or refused or kind in NO_STOP or can.answers_at_once or can.calls


@of(GENUINE)
def test_what_a_provider_sends_is_believed_and_understood(case: Case) -> None:
    adapter, setup, raw = adapter_of(case), case.setup(), case.raw()
    adapter.verify(setup, raw)
    events = adapter.parse(setup, raw)
    assert events == case.events()
    if "reply" in case.told:
        screen = Screen("What next?", more=True) if any(isinstance(e, Pressed) for e in events) else None
        reply = adapter.answer(setup, raw, events, screen)
        told = case.told["reply"]
        assert (reply.status, reply.body.decode()) == (told.get("status", 200), told.get("body", ""))


@of([case for case in IN if not case.told.get("genuine", True)])
def test_what_somebody_else_sends_is_not_believed(case: Case) -> None:
    with pytest.raises(NotGenuine):
        adapter_of(case).verify(case.setup(), case.raw())


@of([case for case in IN if not case.told.get("understood", True)])
def test_what_breaks_the_contract_is_said_to(case: Case) -> None:
    adapter = adapter_of(case)
    adapter.verify(case.setup(), case.raw())
    with pytest.raises(NotUnderstood):
        adapter.parse(case.setup(), case.raw())


@of(IN)
def test_a_broken_request_breaks_nothing(case: Case) -> None:
    adapter, setup, body = adapter_of(case), case.setup(), case.raw().body
    broken = [
        b"",
        b"\xff\xfe\x00",
        b"{",
        b"[]",
        b"null",
        b"a=b&a=c&%zz",
        b"<x>",
        b'{"entry":[{"changes":7}]}',
    ]
    broken += [body[: len(body) * tenth // 10] for tenth in range(1, 10)]
    broken += [body.replace(b":", b",", 1), body + body]
    for each in broken:
        others: list[dict[str, Any]] = [{"body": each}, {"body": each, "query": ""}, {"headers": {}}]
        for other in others:
            raw = case.raw(**other)
            for step in (adapter.verify, adapter.parse):
                try:
                    step(setup, raw)
                except (NotGenuine, NotUnderstood):
                    continue


@of(OUT)
def test_what_goes_out_is_what_the_provider_expects_and_its_answer_is_understood(case: Case) -> None:
    adapter = adapter_of(case)
    with provider() as there:
        told = case.told.get("provider", {})
        body = told.get("body", "")
        there.says(told.get("status", 200), body if isinstance(body, str) else json.dumps(body))
        carried = case.hand_over(adapter, there.url)
        assert_same(carried, case)
        if "asked" in case.told:
            assert_asked(there.asked, case.told["asked"])


def assert_same(carried: Carried, case: Case) -> None:
    expected = asdict(case.carried())
    assert {name: asdict(carried)[name] for name in case.told["carried"]} == {
        name: expected[name] for name in case.told["carried"]
    }
    assert carried.trouble in ("", *channel_troubles.TROUBLES)


def assert_asked(asked: Any, expected: dict[str, Any]) -> None:
    assert asked, "nobody was asked"
    request = asked[-1]
    if "method" in expected:
        assert request.method == expected["method"]
    if "path" in expected:
        assert request.path == expected["path"]
    for name in ("query", "fields"):
        if name in expected:
            got = getattr(request, name)
            assert {key: got.get(key) for key in expected[name]} == expected[name]
    if "json" in expected:
        assert json.loads(request.body) == expected["json"]
    for name, value in expected.get("headers", {}).items():
        assert request.headers.get(name.lower()) == value


@of([case for case in OUT if "provider" in case.told])
def test_a_provider_that_does_not_answer_leaves_it_unsure_and_one_that_is_not_there_later(case: Case) -> None:
    adapter = adapter_of(case)
    if not case.told.get("setup", {}).get("base"):
        return
    with provider() as there:
        there.says(0)
        hung_up = case.hand_over(adapter, there.url)
        nobody = there.url
    gone = case.hand_over(adapter, nobody)
    if case.told["carried"]["how"] == "sent":
        assert (hung_up.how, gone.how) == ("unsure", "later")


@of(GENUINE)
@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_a_repeat_is_kept_once(case: Case, cast: Cast, now: datetime) -> None:
    events = [each for each in case.events() if not isinstance(each, Pressed)]
    if not events:
        return
    came = [arrivals.CameIn(cast.program.id, GATEWAY, cast.program.key_id, each, now) for each in events]
    with turn.write():
        a_gateway_row(cast, now)
        for _ in range(3):
            arrivals.keep(came)
    assert Arrival.objects.count() == len({once_of(each) for each in events})


GATEWAY = 4711


def a_gateway_row(cast: Cast, now: datetime) -> None:
    from alongside.gateways.models import Gateway

    Gateway.objects.create(
        id=GATEWAY, program=cast.program, kind="x", name="x", sealed=b"", path_hash=b"x" * 16, made_at=now
    )


@pytest.mark.parametrize("kind", sorted(kind for kind in ADAPTERS if reported(kind) & RANK.keys()))
def test_reports_in_any_order_end_at_the_same_state(kind: str) -> None:
    states: list[Any] = sorted(reported(kind) & RANK.keys())
    for order in itertools.islice(itertools.permutations(states), 24):
        stands = "taken"
        for state in order:
            if moves(stands, state):
                stands = state
        assert stands == max([*states, "taken"], key=lambda state: RANK[state])


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """All that any logger would write, as the shipped command writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Line())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


@of(ALL)
def test_no_secret_no_number_and_no_word_reaches_a_log(case: Case, logged: io.StringIO) -> None:
    adapter = adapter_of(case)
    private = [
        str(case.told.get("setup", {}).get(field.name, "")) for field in adapter.fields if field.secret
    ]
    if case.comes_in:
        for step in (adapter.verify, adapter.parse):
            try:
                step(case.setup(), case.raw())
            except (NotGenuine, NotUnderstood):
                logging.getLogger("alongside").exception("not believed")
        private += [
            part
            for each in case.events()
            for part in (getattr(each, "sender", ""), getattr(each, "text", ""))
        ]
    else:
        with provider() as there:
            there.says(500, json.dumps(case.told.get("provider", {}).get("body", "")))
            case.hand_over(adapter, there.url)
        private += case.private()
    logging.getLogger("alongside").info("the end")
    written = logged.getvalue()
    assert "the end" in written
    assert [each for each in private if len(each) > 3 and each in written] == []
