"""What was open before "Before we open" was there stays open, and nobody is asked anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import connection

from alongside.base import turn
from alongside.people import consents, programs
from alongside.people.models import Person, Program

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
MIGRATION = import_module("alongside.migrations.0003_what_was_open_stays_open")


def test_programs_stay_open_and_members_have_read_what_they_were_shown(cast: Cast, now: datetime) -> None:
    with turn.write():
        first = programs.write_promise(cast.program.id, "consent_only", "One.", now)
        consents.give(cast.member, first, "en", now)
        second = programs.write_promise(cast.program.id, "consent_only", "Two.", now)
        consents.give(cast.other_member, first, "en", now)
        consents.give(cast.other_member, second, "en", now + timedelta(days=1))
        Program.objects.update(opened_at=None, promise_version=0)  # as rows of before have it
        Person.objects.update(promise_seen=0)
    MIGRATION.stay_open(apps, SimpleNamespace(connection=connection))
    here, there = (Program.objects.get(id=each.id) for each in (cast.program, cast.elsewhere))
    assert (here.opened_at, here.promise_version) == (here.made_at, 2)
    assert (there.opened_at, there.promise_version) == (there.made_at, 0)
    people = (cast.member, cast.other_member, cast.peer, cast.elsewhere_member)
    assert [Person.objects.get(id=each.id).promise_seen for each in people] == [1, 2, 0, 0]
