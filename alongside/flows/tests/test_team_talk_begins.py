"""A talk of one of the team with somebody: one, however often it is begun."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from alongside.flows import team_talk_begins
from alongside.talk import reads as talks
from alongside.vault import keys
from alongside.vault.models import Key

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def test_two_taps_at_once_come_to_one_talk(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second tap had looked before the talk of the first was there: nobody waits alone in another."""
    make_many = keys.make_many
    begun: list[int] = []

    def meanwhile(key_id: int, count: int) -> list[int]:
        if not begun:
            begun.append(0)
            begun[0] = tap() or 0
        return make_many(key_id, count)

    def tap() -> int | None:
        return team_talk_begins.begin(cast.program.id, cast.supervisor.id, cast.member.id, now)

    monkeypatch.setattr(keys, "make_many", meanwhile)
    before = Key.objects.using("keys").count()
    assert tap() == begun[0] != 0
    assert [talk.conversation_id for talk in talks.conversations_of(cast.member.id)] == begun
    assert Key.objects.using("keys").count() == before + 2
