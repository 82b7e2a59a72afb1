"""Somebody would like to talk: what the desk shows of it, saying hello, and passing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from alongside.flows import (
    peer_is_here,
    peer_is_made_ready,
    peer_tells_of_themselves,
    program_pauses,
    support_is_asked,
)
from alongside.matching import reads as matching
from alongside.rules import fit, lived, loves, tongues
from alongside.rules.wishes import Wishes

if TYPE_CHECKING:
    from alongside.people.models import Person
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

LOW, FEAR = lived.LIVED[0], lived.LIVED[1]
ALIKE = Wishes(tongues.mask_of(["en"]), lived.mask_of([LOW.code, FEAR.code]), loves=1 << loves.LOVES[0].bit)
WORDS = "They let me out on Friday."


def is_ready_and_here(cast: Cast, peer: Person, now: datetime) -> None:
    peer_tells_of_themselves.tell(
        peer.program_id,
        peer.id,
        peer.key_id,
        now,
        tongues=ALIKE.tongues,
        lived=ALIKE.lived,
        loves=ALIKE.loves,
        shown={LOW.code: fit.SUGGESTED, FEAR.code: fit.NEVER},
        hours=1,
    )
    peer_tells_of_themselves.shows_it(peer.program_id, peer.id, now)
    program = cast.program.id
    peer_is_made_ready.note(program, peer.id, set(), cast.supervisor.id, cast.coordinator.id, now)
    assert peer_is_made_ready.make_ready(program, peer.id, cast.coordinator.id, now)
    peer_is_here.switch_on(program, peer.id, None, now)


def asks_whoever_is_free(cast: Cast, member: Person, now: datetime) -> None:
    support_is_asked.ask(cast.program, member.id, ALIKE, WORDS, now)
    wish = matching.open_request(member.id)
    assert wish is not None
    support_is_asked.ask_whoever(member.id, wish.id, now)


def test_the_desk_shows_who_would_like_to_talk_and_only_what_was_agreed(
    cast: Cast, sign_in: SignIn, now: datetime
) -> None:
    is_ready_and_here(cast, cast.peer, now)
    asks_whoever_is_free(cast, cast.member, now - timedelta(minutes=3))
    page = sign_in(cast.peer).get("/desk").content.decode()
    assert ("Amina" in page, "waiting 3 minutes" in page, WORDS in page) == (True, True, True)
    assert (LOW.both in page, FEAR.both in page) == (True, False)
    team = sign_in(cast.coordinator).get("/program").content.decode()
    assert ("Someone, 3 minutes" in team, "Amina" in team, WORDS in team) == (True, False, False)
    there = sign_in(cast.elsewhere_coordinator).get("/program").content.decode()
    assert "Someone, 3 minutes" not in there


def test_saying_hello_leads_to_the_talk(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    is_ready_and_here(cast, cast.peer, now)
    is_ready_and_here(cast, cast.other_peer, now)
    asks_whoever_is_free(cast, cast.member, now)
    (offer,), (other,) = matching.offers_for(cast.peer.id), matching.offers_for(cast.other_peer.id)
    browser = sign_in(cast.peer)
    late = sign_in(cast.other_peer)
    assert late.post(f"/desk/{offer.offer_id}/hello").status_code == 404  # not their question
    answer = browser.post(f"/desk/{offer.offer_id}/hello")
    assert answer["Location"].startswith("/talk/")
    assert browser.get(answer["Location"]).status_code == 200
    page = browser.get("/desk").content.decode()
    assert ("Nobody is waiting." in page, answer["Location"] in page) == (True, True)
    assert late.post(f"/desk/{other.offer_id}/hello").status_code in (303, 404)
    assert late.get(answer["Location"]).status_code == 404


def test_passing_takes_it_off_the_desk_and_nobody_is_told(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    is_ready_and_here(cast, cast.peer, now)
    asks_whoever_is_free(cast, cast.member, now)
    (offer,) = matching.offers_for(cast.peer.id)
    browser = sign_in(cast.peer)
    assert browser.get("/desk/news").json() == {"news": "1-0-0"}
    assert browser.post(f"/desk/{offer.offer_id}/pass")["Location"] == "/desk"
    assert browser.get("/desk/news").json() == {"news": "0-0-0"}
    assert matching.walks_of(cast.peer.id) == []
    waiting = sign_in(cast.member).get("/waiting").content.decode()
    assert ("Rosa" in waiting, "passed" in waiting) == (False, False)


def test_a_pause_does_not_touch_who_is_talking(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    is_ready_and_here(cast, cast.peer, now)
    asks_whoever_is_free(cast, cast.member, now)
    (offer,) = matching.offers_for(cast.peer.id)
    address = sign_in(cast.peer).post(f"/desk/{offer.offer_id}/hello")["Location"]
    program_pauses.pause(cast.program.id, now + timedelta(days=7))
    assert sign_in(cast.member).get(address).status_code == 200
    assert "Nobody new" in sign_in(cast.other_member).get("/ask").content.decode()
    said = sign_in(cast.member).post(address, {"words": "Are you there?", "once": "a1"})
    assert said.status_code == 303
