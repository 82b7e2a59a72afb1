"""Someone deletes everything about themselves: the pages of all the others open, and no longer name them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from alongside.flows import person_asks_for_deletion
from alongside.people import reads
from alongside.run import demo
from conftest import a_browser

if TYPE_CHECKING:
    from conftest import SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def people() -> list[Any]:
    return list(apps.get_model("alongside", "Person")._default_manager.filter(deleted_at=None).order_by("id"))


def talks_of(person_id: int) -> list[int]:
    memberships = apps.get_model("alongside", "Membership")._default_manager
    return list(
        memberships.filter(person_id=person_id, left_at=None).values_list("conversation_id", flat=True)
    )


def test_everybody_else_still_finds_their_pages(now: datetime, sign_in: SignIn) -> None:
    demo.fill(now)
    everyone = people()
    names = reads.names([person.id for person in everyone])
    talking = [person for person in everyone if talks_of(person.id)]
    assert len(talking) >= 4
    leaving, staying = talking[0::2], [person for person in everyone if person not in talking[0::2]]
    assert any(set(talks_of(one.id)) & set(talks_of(other.id)) for one in leaving for other in staying)
    for person in leaving:
        assert person_asks_for_deletion.delete(person.id, now)
    opened = 0
    for person in staying:
        browser = sign_in(person)
        pages = ["/", "/me", "/desk", "/program", "/waiting", "/choose", "/practice"]
        pages += [f"/talk/{talk}" for talk in talks_of(person.id)]
        pages += [f"/program/people/{other.id}" for other in everyone]
        for page in pages:
            answer = browser.get(page)
            assert answer.status_code in (200, 303, 404), page
            opened += answer.status_code == 200
            shown = [names[one.id] for one in leaving if f">{names[one.id]}<" in answer.content.decode()]
            assert shown == [], page
        for talk in talks_of(person.id):
            assert browser.get(f"/talk/{talk}").status_code == 200
    assert opened > len(staying)


def test_who_was_deleted_is_a_stranger(now: datetime, sign_in: SignIn) -> None:
    demo.fill(now)
    person = next(person for person in people() if talks_of(person.id))
    (talk, *_) = talks_of(person.id)
    browser = sign_in(person)
    assert browser.get(f"/talk/{talk}").status_code == 200
    person_asks_for_deletion.delete(person.id, now)
    assert browser.get(f"/talk/{talk}").status_code == a_browser().get(f"/talk/{talk}").status_code == 404
