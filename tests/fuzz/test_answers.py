"""Whatever a provider answers, handing over a text, looking and catching up end in plain values, soon."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.channels import asking, registry
from alongside.channels.tests.contract import Case, cases
from alongside.rules.channel import Carried, Joined, Wellbeing
from alongside.rules.channel_events import read, written
from alongside.rules.channel_troubles import TROUBLES
from tests.fuzz.made_up import latin, odd_json, with_odd_value

OUT = {adapter.kind: [case for case in cases(adapter) if not case.comes_in] for adapter in registry.found()}
HTTP = sorted(kind for kind, found in OUT.items() if any("provider" in case.told for case in found))
ADAPTERS = {adapter.kind: adapter for adapter in registry.found()}
MARKS = st.sampled_from(["", "0", "15071", "past 7", "2026-11-23T10:00:00+00:00"])
HOWS = {"sent", "later", "never", "unsure", "stopped", "slower"}


@st.composite
def answers(draw: st.DrawFn, case: Case) -> asking.Said:
    """What was recorded, with something odd in it; or anything."""
    body = case.told.get("provider", {}).get("body", "")
    recorded = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    content = draw(
        st.binary(max_size=200)
        | odd_json.map(lambda told: json.dumps(told).encode())
        | st.just(recorded)
        | st.just(with_odd_value(draw, recorded))
    )
    status = draw(
        st.sampled_from([200, 200, 201, 202, 204, 302, 400, 401, 403, 404, 409, 429, 500, 502, 503, 999])
    )
    return asking.Said(
        status, content, draw(st.dictionaries(st.sampled_from(["date", "retry-after"]), latin))
    )


@pytest.mark.parametrize("kind", HTTP)
def test_no_answer_of_a_provider_breaks_anything(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    adapter = ADAPTERS[kind]
    with_answer = st.sampled_from(OUT[kind]).flatmap(lambda case: st.tuples(st.just(case), answers(case)))

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(with_answer, MARKS)
    def asked(told: tuple[Case, asking.Said], mark: str) -> None:
        case, answer = told
        for place in (asking, sys.modules[type(adapter).__module__]):
            monkeypatch.setattr(place, "ask", lambda *how, **more: answer, raising=False)
        setup = case.setup("http://provider.example.org")
        if "joined" in case.told:
            judge_carried(adapter.join(setup, Joined(**case.told["joined"])))
        else:
            judge_carried(adapter.send(setup, case.outgoing()))
        judge_wellbeing(adapter.look(setup))
        if adapter.polls and adapter.pause:  # those that ask over HTTP, now and then
            try:
                events, newest = adapter.catch_up(setup, mark)
            except asking.Trouble:
                return
            assert len(newest) <= 80
            assert all(read(written(event)) == event for event in events)

    asked()


def judge_carried(carried: Carried) -> None:
    assert carried.how in HOWS
    assert carried.trouble in ("", *TROUBLES)
    assert (carried.how == "sent") == (carried.trouble == "")
    assert carried.segments >= 0
    assert carried.cost is None or (carried.cost.is_finite() and carried.cost >= 0)
    assert carried.ref.encode("utf-8", "surrogatepass") is not None


def judge_wellbeing(found: Wellbeing) -> None:
    assert found.trouble in ("", *TROUBLES)
    assert len(found.credit) <= 40
    assert all(isinstance(value, str) for value in found.facts.values())


def test_there_are_providers_to_be_asked() -> None:
    everything: Any = HTTP
    assert {"africastalking", "http", "twilio"} <= set(everything)
