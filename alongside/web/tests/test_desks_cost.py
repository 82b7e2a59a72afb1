"""What a desk costs: the same for one and three of everything that can wait on it, ten at most."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.base.ids import id_at, new_id
from alongside.flows import (
    peer_is_here,
    peer_is_made_ready,
    peer_tells_of_themselves,
    support_is_asked,
)
from alongside.gateways.arrivals import TRIED_AT_MOST
from alongside.matching import reads as matching
from alongside.rules import fit, lived, tongues
from alongside.rules.channel_troubles import ADDRESS, CREDIT
from alongside.rules.quiet import HELLO
from alongside.rules.report import CHOICES
from alongside.rules.wishes import Wishes
from conftest import a_person

if TYPE_CHECKING:
    from alongside.people.models import Person
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

LOW = lived.LIVED[0]
ALIKE = Wishes(tongues.mask_of(["en"]), lived.mask_of([LOW.code]))


class Waiting:
    """One of everything that can wait, each time `one_more` is called."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now, self.before = cast, now, now - timedelta(hours=1)
        self.long_ago = now - timedelta(days=20)

    def make(self, table: str, /, **values: Any) -> Any:
        return apps.get_model("alongside", table)._default_manager.create(
            **{"program_id": self.cast.program.id, **values}
        )

    def peer_is_ready(self) -> None:
        peer, program = self.cast.peer, self.cast.program.id
        told = {
            "tongues": ALIKE.tongues,
            "lived": ALIKE.lived,
            "shown": {LOW.code: fit.SUGGESTED},
            "hours": 1,
        }
        peer_tells_of_themselves.tell(program, peer.id, peer.key_id, self.before, capacity=9, **told)
        peer_tells_of_themselves.shows_it(program, peer.id, self.before)
        peer_is_made_ready.note(
            program, peer.id, set(), self.cast.supervisor.id, self.cast.coordinator.id, self.before
        )
        assert peer_is_made_ready.make_ready(program, peer.id, self.cast.coordinator.id, self.before)
        peer_is_here.switch_on(program, peer.id, None, self.now)

    def walk(self, member: Person, peer: Person, **how: Any) -> tuple[Any, Any]:
        said = {"last_n": 4, "last_at": self.before, **how}
        talk = self.make("Conversation", id=new_id(), kind="match", made_at=self.long_ago, **said)
        for seat, person in enumerate((member, peer), 1):
            self.make(
                "Membership",
                conversation_id=talk.id,
                person_id=person.id,
                seat=seat,
                key_id=person.key_id,
                seen_n=talk.last_n,
            )
        match = self.make(
            "Match",
            member_id=member.id,
            peer_id=peer.id,
            conversation_id=talk.id,
            began_at=self.long_ago,
        )
        return talk, match

    def on_both_desks(self) -> None:
        member = a_person(self.cast.program, "Zuri", ["member"], self.before)
        peer, now = self.cast.peer, self.now
        talk, match = self.walk(member, peer)
        who = {"person_id": member.id, "conversation_id": talk.id}
        self.make("IfQuiet", **who, wish=HELLO, days=3, at=self.long_ago)
        self.make("KeptWords", **who, writer_id=peer.id, n=1, words=b"", asked_at=self.before)
        at = {"said_at": self.before, "at": now + timedelta(days=1)}
        self.make("NextTalk", match_id=match.id, said_by_id=member.id, **at)
        self.make("ThatHelped", match_id=match.id, at=self.before)
        came, _ = self.walk(a_person(self.cast.program, "Neema", ["member"], self.before), peer, last_n=0)
        used = {"made_at": self.before, "ends_at": now, "used_at": self.before, "conversation_id": came.id}
        self.make("Card", peer_id=peer.id, found_by=str(came.id).encode()[-16:], **used)
        lost = {"told": b"", "made_at": self.before, "ends_at": now + timedelta(days=1)}
        self.make("LostWords", peer_id=peer.id, token_hash=str(new_id()).encode()[-16:], **lost)
        known = {"person_id": member.id, "peer_at": self.before}
        self.make("LostWords", peer_id=peer.id, token_hash=str(new_id()).encode()[-16:], **known, **lost)
        asks = a_person(self.cast.program, "Pendo", ["member"], self.before)
        support_is_asked.ask(self.cast.program, asks.id, ALIKE, "", now)
        wish = matching.open_request(asks.id)
        assert wish is not None
        support_is_asked.ask_whoever(asks.id, wish.id, now)
        self.on_the_teams(member, talk)

    def on_the_teams(self, member: Person, talk: Any) -> None:
        peer = a_person(self.cast.program, "Baraka", ["peer"], self.before)
        where, before = {"conversation_id": talk.id}, self.before
        self.make("Backup", **where, peer_id=peer.id, made_at=before)
        self.make("Report", **where, key_id=1, by_id=member.id, about_id=peer.id, choice=CHOICE, at=before)
        outside = {"key_id": 1, "clause": "x", "told_before": True, "consented": True, "words": b""}
        times = {"happened_at": before, "at": before, "review_by": self.now + timedelta(days=3)}
        self.make("OutsideContact", **where, person_id=member.id, **outside, **times)
        self.make("HelpAsked", person_id=member.id, words=b"w", made_at=before)
        self.make("HelpAsked", person_id=member.id, words=b"", made_at=before)
        self.make("HelpLine", name="Never rung", phone="123")
        self.make("Readiness", peer_id=peer.id, supervisor_id=self.cast.supervisor.id)
        self.make("AfterTalk", **where, peer_id=peer.id, up_to_n=1, how=b"", at=before, shared_at=before)
        self.make("Break", peer_id=peer.id, made_at=before - timedelta(days=3))
        self.walk(a_person(self.cast.program, "Imani", ["member"], before), peer)
        left = a_person(self.cast.program, "Makena", ["member"], before)
        wish = self.make("Request", person_id=left.id, choices=b"", state="waiting", made_at=before)
        passed = {"state": "passed", "made_at": before, "answered_at": before}
        self.make("Offer", request_id=wish.id, peer_id=peer.id, **passed)
        self.by_a_channel()
        self.make("Invitation", token_hash=str(new_id()).encode()[-16:], roles=["peer"], **self.lasts())

    def by_a_channel(self) -> None:
        """It does not work, costs much, and something is stuck there; and a message was not brought."""
        member = a_person(self.cast.program, "Wema", ["member"], self.before)
        token, day = str(new_id()).encode()[-16:], self.now.date().replace(day=1)
        gateway = self.make(
            "Gateway", kind="http", name="Jirani", sealed=b"", path_hash=token, made_at=self.before,
            trouble=CREDIT, trouble_at=self.before, settings={"ceiling_millionths": 100, "currency": "KES"},
        )  # fmt: skip
        self.make("Month", gateway_id=gateway.id, month=day, cost_millionths=90)
        came = {"ref": token, "sender": token, "sealed": b"", "at": self.before, "tries": TRIED_AT_MOST}
        self.make("Arrival", gateway_id=gateway.id, **came)
        handle = self.make("Handle", person_id=member.id, channel="phone", address=b"", found_by=token)
        lost = {"state": "failed", "state_at": self.now, "deadline_at": self.now, "trouble": ADDRESS}
        self.make(
            "Text", gateway_id=gateway.id, handle_id=handle.id, person_id=member.id, kind="line", urgency=1,
            made_at=self.now, id=id_at(int(self.now.timestamp() * 1000)) + new_id() % 2**20, **lost,
        )  # fmt: skip
        no_note = {"kind": "note", "since": self.before, "failed_at": self.before, "trouble": "address"}
        self.make("Notice", person_id=member.id, **no_note)

    def lasts(self) -> dict[str, Any]:
        return {"made_at": self.before, "ends_at": self.now + timedelta(days=7)}


CHOICE = CHOICES[0].code

ON_A_PEERS = (
    "would like one hello",
    "lost their words",
    "keep a line of yours",
    "came in with your card",
    "left you a kind word",
    "would like to talk next",
    "Say hello</button>",
)
ON_THE_TEAMS = (
    "calls for someone to their side",
    "Someone told us of something",
    "To look at again by",
    "Someone has gone quiet",
    "shows you how they are",
    "Someone would like to talk with one of the team now",
    "Someone wants us to ring or come",
    "Everyone we could ask",
    "one of us says that they know them",
    "is leaving. Tell someone",
    "/end",
    "Jirani: The credit there is used up.",
    "are spent this month.",
    "came in and could not be taken",
)


def looked(browser: Any, page: str) -> tuple[int, str]:
    """How many questions it cost, and what it says. The look before writes down that they have looked."""
    browser.get(page)
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(page)
    return len(asked), answer.content.decode()


def test_a_peers_desk_costs_the_same_for_one_and_three_of_everything(
    cast: Cast, sign_in: SignIn, now: datetime
) -> None:
    waiting, browser = Waiting(cast, now), sign_in(cast.peer)
    waiting.peer_is_ready()
    waiting.on_both_desks()
    one, page = looked(browser, "/desk")
    assert [page.count(words) for words in ON_A_PEERS] == [1] * len(ON_A_PEERS)
    news, _ = looked(browser, "/desk/news")
    waiting.on_both_desks()
    waiting.on_both_desks()
    three, page = looked(browser, "/desk")
    assert [page.count(words) for words in ON_A_PEERS] == [3] * len(ON_A_PEERS)
    assert page.count("how are you") == 1  # of one talk at a time
    assert (one, news) == (three, looked(browser, "/desk/news")[0])
    assert (one, news) == (10, 5)


def test_the_teams_desk_costs_the_same_for_one_and_three_of_everything(
    cast: Cast, sign_in: SignIn, now: datetime
) -> None:
    waiting = Waiting(cast, now)
    apps.get_model("alongside", "Role")._default_manager.create(
        program_id=cast.program.id, person_id=cast.supervisor.id, role="coordinator"
    )
    browser = sign_in(cast.supervisor)
    waiting.peer_is_ready()
    waiting.on_both_desks()
    one, page = looked(browser, "/program")
    assert [page.count(words) for words in ON_THE_TEAMS] == [1] * len(ON_THE_TEAMS)
    waiting.on_both_desks()
    waiting.on_both_desks()
    three, page = looked(browser, "/program")
    assert [page.count(words) for words in ON_THE_TEAMS] == [3] * len(ON_THE_TEAMS)
    assert ("3 help lines should be rung again." in page, one) == (True, three)
    assert "3 messages of the last week could not be brought." in page
    assert "3 notes could not be sent." in page
    assert one == 10
