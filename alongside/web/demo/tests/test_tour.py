"""Each stop of the tour opens the very page it names, as somebody who is in the demo."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client

from alongside.channels import registry
from alongside.flows import demo_is_filled
from alongside.people import reads
from alongside.safety import outside_contacts
from alongside.web.demo.tour import BY_CODE, GROUPS, STOPS

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_every_stop_opens_its_page(now: datetime) -> None:
    registry.open_all()  # as every process does when it starts
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


def test_stops_stand_under_headings_that_open_and_say_whom_one_becomes(now: datetime) -> None:
    demo_is_filled.fill(now)
    page = Client(SERVER_NAME="127.0.0.1").get("/demo").content.decode()
    opened = re.findall(r'<details class="card"( open)?><summary><h3>(.*?)</h3>', page)
    assert opened == [(" open" if not at else "", heading) for at, (heading, _) in enumerate(GROUPS)]
    assert re.findall(r'value="([a-z-]+)".*?as <bdi>(.*?)</bdi>', page) == [(s.code, s.who) for s in STOPS]


def test_someone_outside_was_told_about_somebody_once(now: datetime) -> None:
    demo_is_filled.fill(now)
    program = reads.programs()[0]
    names = reads.names(reads.first_members(program.id))
    told = [names[one] for one in names for _ in outside_contacts.not_seen(one)]
    assert told == ["Long Road"]
    assert len(outside_contacts.to_review(program.id)) == 1
