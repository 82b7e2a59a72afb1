"""Something has already happened: numbers to ring and what to say, calm and short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alongside.people.models import Program

if TYPE_CHECKING:
    from django.test import Client

    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HURT = "/at/open-door/help/hurt"


def text(browser: Client) -> str:
    answer = browser.get(HURT)
    assert answer.status_code == 200
    return answer.content.decode()


def test_something_has_already_happened_is_short_and_rings_nobody(cast: Cast, stranger: Client) -> None:
    Program.objects.filter(id=cast.program.id).update(emergency_number="999", poison_number="0800 111")
    page = text(stranger)
    wanted = ["tel:999", "tel:0800111", "What to say", "What happens when you ring"]
    assert sorted(wanted, key=page.index) == wanted


def test_where_the_numbers_are_not_known_it_says_so(cast: Cast, stranger: Client) -> None:
    Program.objects.filter(id=cast.program.id).update(emergency_number="", poison_number="")
    page = text(stranger)
    assert "We don’t know the emergency number here. Ask someone near you." in page
    assert "We don’t know a number for poisons here." in page
