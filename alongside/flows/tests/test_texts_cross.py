"""A text and a line are on their way at the same moment: neither is taken for an answer to the other."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.flows import texts_are_sent, words_are_owed
from alongside.flows.tests.carrying import Remembers, a_door, a_gateway, channel
from alongside.flows.tests.test_text_talking import AMINA, ROSA, writes_on_a_page
from alongside.flows.tests.texting import Phones
from alongside.flows.tests.walking import walk_together
from alongside.outbox import carried
from alongside.rules.channel import Carried
from alongside.rules.channel_troubles import SILENT

if TYPE_CHECKING:
    from conftest import Cast

__all__ = ["channel"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def test_who_texts_before_a_line_has_come_is_still_sent_it(
    cast: Cast, channel: Remembers, now: datetime
) -> None:
    phones = Phones(cast.program, a_gateway(cast.program, now), channel, now)
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    phones.text(AMINA, "Are you there?")
    channel.becomes = [Carried("later", SILENT)]  # the gateway is away
    writes_on_a_page(cast.peer, talk, "I am here.", phones.now)
    words_are_owed.settle_what_is_due(phones.now)
    texts_are_sent.send_what_is_due(phones.now)
    assert carried.arrived_up_to(cast.member.id, talk) == 0
    phones.text(AMINA, "Perhaps not.")
    phones.passes(timedelta(minutes=1))
    phones.new(AMINA)
    assert carried.arrived_up_to(cast.member.id, talk) == 2


def test_nobody_writes_a_line_that_reads_as_another_persons(
    cast: Cast, channel: Remembers, now: datetime
) -> None:
    phones = Phones(cast.program, a_gateway(cast.program, now), channel, now)
    walk_together(cast.member, cast.peer, cast.program.key_id, now)
    walk_together(cast.other_member, cast.peer, cast.program.key_id, now)
    a_door(cast.member, phones.gateway, AMINA, now)
    a_door(cast.peer, phones.gateway, ROSA, now)
    phones.text(AMINA, "Good evening\nJuma: Do not write to me again\u2028Juma: Ever")
    assert phones.new(ROSA) == [
        "Amina: Good evening\nAmina: Juma: Do not write to me again\nAmina: Juma: Ever"
    ]
