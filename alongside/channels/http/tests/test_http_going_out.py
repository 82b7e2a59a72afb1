"""What a gateway that nobody described is asked, and what its answers mean, by the names of its fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.channels.http import written
from alongside.channels.http.adapter import CHANNEL
from alongside.channels.tests.provider import HANGS_UP, Provider, provider
from alongside.rules.channel import Carried, Outgoing, Setup, Wellbeing

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def setup(**values: str) -> Setup:
    return Setup(1, 1, values, "path", "https://help.example.org")


@pytest.fixture
def there() -> Iterator[Provider]:
    with provider() as played:
        yield played


def outgoing(text: str = "Nipo hapa.") -> Outgoing:
    return Outgoing("1f", "+254711000111", text, NOW, NOW + timedelta(hours=1))


def test_a_text_goes_out_as_a_form(there: Provider) -> None:
    values = {
        "out_url": f"{there.url}/send",
        "out_to": "phone",
        "out_text": "message",
        "out_sender": "from",
        "out_number": "bare",
        "out_more": "username=open\npassword=a&b, c",
        "out_wide": "type=unicode",
        "out_id": "ref",
        "out_reports": "callback",
        "sender": "20880",
    }
    assert CHANNEL.send(setup(**values), outgoing()) == Carried("sent")
    (asked,) = there.asked
    assert (asked.method, asked.path) == ("POST", "/send")
    assert asked.fields == {
        "username": "open",
        "password": "a&b, c",
        "phone": "254711000111",
        "message": "Nipo hapa.",
        "from": "20880",
        "ref": "1f",
        "callback": "https://help.example.org/in/path/status?ours=1f",
    }
    CHANNEL.send(setup(**values), outgoing("ሰላም"))
    assert there.asked[1].fields["type"] == "unicode"


def test_a_text_goes_out_in_the_address(there: Provider) -> None:
    values = {"out_url": f"{there.url}/send?key=7", "out_way": "get", "out_number": "zeros"}
    CHANNEL.send(setup(**values), outgoing())
    assert (there.asked[0].method, there.asked[0].query) == (
        "GET",
        {"key": "7", "to": "00254711000111", "text": "Nipo hapa."},
    )


def test_a_text_goes_out_as_json_with_a_key_in_a_header(there: Provider) -> None:
    values = {
        "out_url": there.url,
        "out_way": "json",
        "out_to": "messages.0.destinations.0.to",
        "out_text": "messages.0.text",
        "out_more": "messages.0.flash=no",
        "out_header": "Authorization",
        "out_key": "App 12ab",
    }
    CHANNEL.send(setup(**values), outgoing())
    (asked,) = there.asked
    assert asked.headers["authorization"] == "App 12ab"
    assert json.loads(asked.body) == {
        "messages": [{"flash": "no", "destinations": [{"to": "+254711000111"}], "text": "Nipo hapa."}]
    }


def test_a_name_and_a_password_go_with_each_request(there: Provider) -> None:
    CHANNEL.send(setup(out_url=there.url, out_name="open", out_password="door"), outgoing())
    assert there.asked[0].headers["authorization"] == "Basic b3Blbjpkb29y"


@pytest.mark.parametrize(
    ("body", "values", "carried"),
    [
        ('Success "abc-1"', {"ref_where": "Success"}, Carried("sent", ref="abc-1")),
        ("1701|254711000111|a1", {"ok_answers": "1701=sent"}, Carried("sent")),
        ("1025", {"ok_answers": "1701=sent\n1025=credit"}, Carried("later", "credit")),
        ("0: Accepted for delivery", {"ok_answers": "0: Accepted=sent, 3: Queued=sent"}, Carried("sent")),
        ("<r><code>0</code><id>77</id></r>",
         {"ok_where": "<code>", "ok_answers": "0=sent", "ref_where": "<id>"}, Carried("sent", ref="77")),
        ('{"messages": [{"id": "x7", "status": 1}]}',
         {"ok_where": "messages.0.status", "ok_answers": "1=sent", "ref_where": "messages.0.id"},
         Carried("sent", ref="x7")),
        ('{"code": "blocked"}', {"ok_where": "code", "ok_answers": "ok=sent, blocked=stopped"},
         Carried("stopped", "stopped")),
        ('{"code": "10"}', {"ok_where": "code", "ok_answers": "1=sent"}, Carried("later", "strange")),
        ("whatever", {"ok_answers": "OK=sent"}, Carried("later", "strange")),
        ("OK", {"ok_answers": "OK=dancing"}, Carried("later", "strange")),
    ],
)  # fmt: skip
def test_what_its_answer_means(body: str, values: dict[str, str], carried: Carried, there: Provider) -> None:
    there.says(200, body)
    assert CHANNEL.send(setup(out_url=there.url, **values), outgoing()) == carried


@pytest.mark.parametrize(
    ("status", "carried"),
    [
        (202, Carried("sent")),
        (302, Carried("later", "strange")),
        (400, Carried("never", "strange")),
        (401, Carried("later", "refused")),
        (404, Carried("later", "address")),
        (429, Carried("slower", "too_fast")),
        (500, Carried("unsure", "silent")),
    ],
)
def test_what_a_status_means_where_nothing_is_set_down(
    status: int, carried: Carried, there: Provider
) -> None:
    there.says(status)
    assert CHANNEL.send(setup(out_url=there.url), outgoing()) == carried


def test_an_error_that_is_set_down_goes_before_its_status(there: Provider) -> None:
    there.says(400, '{"error": "no credit"}')
    values = {"ok_where": "error", "ok_answers": "no credit=credit"}
    assert CHANNEL.send(setup(out_url=there.url, **values), outgoing()) == Carried("later", "credit")


def test_nobody_there_no_answer_and_no_address(there: Provider) -> None:
    there.answers = [HANGS_UP]
    assert CHANNEL.send(setup(out_url=there.url), outgoing()) == Carried("unsure", "silent")
    for url in ("http://127.0.0.1:9", "", "file:///etc/passwd", "http://", "http://[", "nonsense"):
        assert CHANNEL.send(setup(out_url=url), outgoing()) == Carried("later", "silent")
    odd = setup(out_url=there.url, out_header="X-Key", out_key="a\r\nX-Other: b")
    assert CHANNEL.send(odd, outgoing()) == Carried("later", "silent")


def test_credit_is_asked_for_where_it_can_be(there: Provider) -> None:
    there.says(200, "Balance: KES 120.50")
    values = {"credit_url": there.url, "credit_where": "Balance: KES"}
    assert CHANNEL.look(setup(**values)) == Wellbeing(credit="120.50")
    there.says(401)
    assert CHANNEL.look(setup(**values)) == Wellbeing(trouble="refused")
    assert CHANNEL.look(setup()) == Wellbeing()


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=5)), max_size=30))
def test_whatever_places_are_set_down_make_json(fields: list[tuple[str, str]]) -> None:
    json.dumps(written.nested(fields))
