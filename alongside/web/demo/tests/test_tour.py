"""Each stop of the tour opens the very page it names, as somebody who is in the demo."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from alongside.flows import demo_is_filled
from alongside.people import reads
from alongside.web.demo.tour import BY_CODE, STOPS

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_every_stop_opens_its_page(now: datetime) -> None:
    demo_is_filled.fill(now)
    program = reads.programs()[0]
    people = [*reads.roles_in(program.id), *reads.first_members(program.id)]
    numbers = {name: number for number, name in reads.names(people).items()}
    found = {}
    for stop in STOPS:
        browser = Client(SERVER_NAME="127.0.0.1", headers={"sec-fetch-site": "same-origin"})
        entered = browser.post(f"/demo/as/{numbers[stop.who]}", {"see": stop.code})
        found[stop.code] = browser.get(entered.headers["Location"]).status_code
    assert {code: status for code, status in found.items() if status != 200} == {}
    assert len(found) == len(BY_CODE) == len(STOPS)
