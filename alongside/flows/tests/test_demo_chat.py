"""The demo's chats are whole: a voice note that came through the same door as any other."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.channels.trial_chat.adapter import CHANNEL
from alongside.channels.trial_chat.tune import tune
from alongside.flows import demo_chat
from alongside.flows.demo_grows import Filled
from alongside.flows.tests.walking import walk_together
from alongside.gateways import kinds
from alongside.people import doors
from alongside.talk import reads as talks
from alongside.talk import voice_notes
from alongside.talk.access import room_for

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def test_one_hums_and_one_writes(cast: Cast, now: datetime) -> None:
    kinds.opened(CHANNEL)
    then = now - timedelta(days=9)
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, then)
    people = {demo_chat.HUMS: cast.member.id, demo_chat.WRITES: cast.other_member.id}
    demo_chat.some_write_by_chat(Filled(cast.program, people, {}), now)
    assert [line.text for line in talks.newest(cast.program.id, talk)] == [
        f"Voice note, 0:05\n{demo_chat.BESIDE}"
    ]
    heard = voice_notes.of(room_for(cast.peer.id, talk)[0], 1)
    assert heard == voice_notes.Sound("audio/wav", 5, tune())
    reached = doors.for_answers([cast.member.id, cast.other_member.id])
    assert [reached[each].channel for each in (cast.member.id, cast.other_member.id)] == [
        "whatsapp",
        "telegram",
    ]
