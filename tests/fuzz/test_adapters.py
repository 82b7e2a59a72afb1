"""Every adapter is sent what nobody expects. A long run of the same: `bench/fuzz.py`."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.channels.tests.contract import Case
from alongside.rules.channel import Raw
from tests.fuzz.judging import judge, targets
from tests.fuzz.made_up import from_nothing, from_recorded

TARGETS = targets()
each_adapter = pytest.mark.parametrize("kind", sorted(TARGETS))
in_short = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
LARGE = 1_900_000  # bytes: nearly as much as the ingress takes


@each_adapter
def test_what_is_made_up_from_nothing_breaks_nothing(kind: str) -> None:
    target = TARGETS[kind]

    @in_short
    @given(from_nothing(target))
    def sent(raw: Raw) -> None:
        judge(target.adapter, target.setup, raw)

    sent()


@each_adapter
def test_what_was_changed_on_the_way_breaks_nothing(kind: str) -> None:
    target = TARGETS[kind]

    @in_short
    @given(
        st.sampled_from(target.recorded).flatmap(lambda case: st.tuples(st.just(case), from_recorded(case)))
    )
    def sent(changed: tuple[Case, Raw]) -> None:
        case, raw = changed
        judge(target.adapter, case.setup(), raw)

    sent()


LARGEST = {
    "nested": b"[" * LARGE,
    "nested names": b'{"a":' * (LARGE // 5),
    "list": json.dumps({"entry": [{}] * (LARGE // 4)}).encode(),
    "half signs": b'"' + b"\\ud800" * (LARGE // 6) + b'"',
    "number": b"9" * LARGE,
    "fields": b"a=b&" * (LARGE // 4),
    "long field": b"text=" + b"9" * LARGE,
    "coded": b"%41" * (LARGE // 3),
    "parts": b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n\r\n" * (LARGE // 8),
}
JSON = frozenset({"nested", "nested names", "list", "half signs", "number"})


@each_adapter
def test_the_largest_request_is_read_in_bounded_time(kind: str) -> None:
    target = TARGETS[kind]
    for name, body in LARGEST.items():
        case = target.recorded[0]
        coded = "application/json" if name in JSON else "application/x-www-form-urlencoded"
        judge(target.adapter, case.setup(), case.raw(body=body, headers={"content-type": coded}))
