"""What a peer shows only after the start is shown then, and what is never shown never is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from alongside.flows import peer_tells_of_themselves
from alongside.flows.tests.walking import walk_together
from alongside.people.told import once_started
from alongside.rules import lived
from alongside.rules.fit import NEVER, STARTED, SUGGESTED

if TYPE_CHECKING:
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_a_member_reads_what_their_peer_shows_after_the_start(
    cast: Cast, sign_in: SignIn, now: datetime
) -> None:
    peer_tells_of_themselves.tell(
        cast.program.id,
        cast.peer.id,
        cast.peer.key_id,
        now,
        about="I keep bees.",
        lived=lived.mask_of(["low", "loss", "prison"]),
        shown={"low": SUGGESTED, "loss": STARTED, "prison": NEVER},
    )
    told = once_started(cast.program.id, cast.peer.id)
    assert told is not None
    assert (told.about, set(told.codes)) == ("I keep bees.", {"low", "loss"})
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    counts = []
    for person in (cast.member, cast.peer):
        page = sign_in(person).get(f"/talk/{talk}/more").content.decode()
        counts.append([page.count(words) for words in ("I keep bees.", "lost someone", "prison")])
    words = lived.by_code("loss")
    assert words is not None
    assert counts == [[1, int("lost someone" in words.words), 0], [0, 0, 0]]
