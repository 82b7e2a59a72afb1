"""A row in every table that can hold something about somebody, each with a marker of its own.

The same rows prove two things: that everything held comes out of a person's copy, and that nothing of it is
left once they deleted everything.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from alongside.base import turn
from alongside.base.ids import new_id
from alongside.gateways import diallings, dialogs
from alongside.matching import cards, parting, rows
from alongside.outbox import texts
from alongside.people import handles, invitations, lost_words, profiles, sessions
from alongside.people.reads import name_place
from alongside.rules.text_stands import Stands
from alongside.rules.wishes import Wishes
from alongside.safety import (
    asked_help,
    backups,
    kept_words,
    night_letters,
    outside_contacts,
    plans,
    quiet_wishes,
    reports,
)
from alongside.steps import days, next_steps
from alongside.talk import voice_notes
from alongside.talk import writes as talk
from alongside.talk.rows import rooms
from alongside.vault import keys
from alongside.workforce import after_talks, breaks

if TYPE_CHECKING:
    from alongside.people.models import Person
    from conftest import Cast


def table(name: str) -> type[models.Model]:
    return apps.get_model("alongside", name)


@dataclass
class Life:
    """What was planted: the marker of each table, and a conversation with the other person."""

    who: Person
    other: Person
    conversation: int
    markers: dict[str, str] = field(default_factory=dict)
    _minutes: int = 0

    def make(self, name: str, marker: str = "", /, **values: Any) -> Any:
        """A row. Without a marker among its words, the moment it was made is one: no other row has it."""
        model = table(name)
        self._minutes += 1
        moment = self.who.arrived_at - timedelta(days=200, minutes=self._minutes)
        columns = {column.name: column for column in model._meta.concrete_fields}
        if "program" in columns:
            values.setdefault("program_id", self.who.program_id)
        for column in columns.values():
            if isinstance(column, models.DateTimeField) and not column.null:
                values.setdefault(column.name, moment)
        self.markers.setdefault(name, marker or moment.isoformat())
        return model._default_manager.create(**values)

    def sealed(self, key_id: int, name: str, place: Callable[[int], str], told: str = "{}") -> dict[str, Any]:
        """The id of a row to come and words of its own, sealed for it."""
        number = new_id()
        self.markers[name] = f"the words of {name}"
        words = told.format(self.markers[name]) if told == "{}" else told.replace("WORDS", self.markers[name])
        return {"id": number, "words": keys.seal(key_id, words, place(number))}


def live(who: Person, other: Person, cast: Cast, now: datetime) -> Life:
    """`who` as a member, as a peer and as one of the team; `other` walks with them."""
    own = keys.make_many(cast.program.key_id, 3)
    with turn.write():
        sessions.sign_in(who, now)
        conversation = talk.begin(who.program_id, [(who.id, own[0]), (other.id, own[1])], now)
        room = rooms([conversation])[conversation]
        mine, theirs = room.seats
        said = [talk.Line(room, mine, b"1" * 16, "what who wrote")]
        said += [talk.Line(room, theirs, b"2" * 16, "what other wrote")]
        talk.append(said, now)
        sound = voice_notes.Sound("audio/ogg", 4242, b"what who sang")
        voice_notes.keep(room, mine, 1, sound, now)
        life = Life(who, other, conversation)
        life.markers |= {"Session": now.isoformat(), "Conversation": str(conversation)}
        life.markers["VoiceNote"] = '"seconds": 4242'
        life.markers |= {"Membership": str(conversation), "Message": "what who wrote", "Person": "Amina Who"}
        table("Person")._default_manager.filter(id=who.id).update(
            name=keys.seal(who.key_id, "Amina Who", name_place(who.id))
        )
        _as_anybody(life, cast)
        _as_a_member(life)
        _with_the_team(life, own[2])
        _as_a_peer(life)
        _as_one_of_the_team(life, cast)
    return life


def _as_anybody(life: Life, cast: Cast) -> None:
    who, other, make = life.who, life.other, life.make
    life.markers["Role"] = '"roles": ["member"'
    promise = make("Promise", law_by=who, version=9, profile="x", sentence="x")
    words = life.sealed(who.key_id, "Handle", handles.place)
    handle = make(
        "Handle", person=who, channel="x", address=words["words"], id=words["id"], found_by=b"x" * 16
    )
    _by_phone(life, handle)
    make("Consent", person=who, promise=promise, language="en")
    make("Recovery", person=who, found_by=b"y" * 16)
    make("Account", '"kind": "account"', person=who, password="x")
    make("Notice", person=who, kind="desk")
    make("Delivery", '"up_to_line": 4321', person=who, conversation_id=life.conversation, n=4321)
    make("Trace", person=who, by=other, what="help_read")
    make("Trace", person=other, by=who, what="help_read")
    told = life.sealed(cast.program.key_id, "LostWords", lost_words.place, '["WORDS", "from the choir"]')
    lost = {"person": who, "peer": who, "team": who, "token_hash": b"l" * 16, "told": told["words"]}
    make("LostWords", **lost, id=told["id"])
    make("LostWords", person=other, peer=who, token_hash=b"m" * 16, told=b"")


def _by_phone(life: Life, handle: Any) -> None:
    who, make, key = life.who, life.make, life.who.key_id
    gateway = make("Gateway", kind="x", name="x", sealed=b"", path_hash=b"g" * 16)
    stands = keys.seal(key, Stands(kept=("the words of Dialog",)).written(), dialogs.place(handle.id))
    make("Dialog", "the words of Dialog", person=who, handle=handle, sealed=stands)
    by = {"person": who, "handle": handle, "gateway": gateway}
    dialled = new_id()
    screen = keys.seal(key, '{"words": "the words of Dialling"}', diallings.place(dialled))
    make("Dialling", "the words of Dialling", **by, ref=b"d" * 16, typed=b"", id=dialled, sealed=screen)
    text = life.sealed(key, "Text", texts.place)
    make("Text", **by, kind="answer", urgency=0, id=text["id"], sealed=text["words"])


def _as_a_member(life: Life) -> None:
    who, other, make, key = life.who, life.other, life.make, life.who.key_id
    chosen = new_id()
    words = keys.seal(key, "the words of Request", rows.words_place(chosen))
    choices = keys.seal(key, Wishes(1).to_json(), rows.choices_place(chosen))
    wish = make("Request", "the words of Request", id=chosen, person=who, choices=choices, words=words)
    make("Request", person=other, choices=b"", state="met", taken_by=who)
    make("Offer", request=wish, peer=other)
    del life.markers["Offer"]  # whom a wish led to is only counted; what a peer was asked is told
    walked = {"member": who, "peer": other, "conversation_id": life.conversation}
    match = make("Match", request=wish, **walked)
    make("Ending", match=match, by=who.id, how="goodbye")
    make("DoNotMatch", one=who, other=other)
    make("CallWish", person=who, match=match, taken_by=other)
    make("CallWish", person=other, match=match, taken_by=who, taken_at=who.arrived_at)
    make("LinkCode", person=who, code_hash=b"k" * 16)
    make("Meeting", match=match, by=who, how="met", on=who.arrived_at.date())
    make("NextTalk", match=match, said_by=who)
    make("Meanwhile", match=match, rest=1, answer="wait")
    make("PartingLine", match=match, by=who, **life.sealed(key, "PartingLine", parting.line_place))
    make("ThatHelped", match=match, **life.sealed(key, "ThatHelped", parting.helped_place))
    make("NextStep", person=who, **life.sealed(key, "NextStep", next_steps.place))
    note = life.sealed(key, "CheckIn", days.place)
    day = {"person": who, "day": who.arrived_at.date(), "language": "en"}
    make("CheckIn", **day, id=note["id"], note=note["words"])
    make("Rhythm", person=who, how_often="daily", due_at=who.arrived_at - timedelta(days=201))
    life.markers["Rhythm"] = (who.arrived_at - timedelta(days=201)).isoformat()
    asked = make("Questions", person=who, kind="brief", occasion="first")
    answered = {"item": "hope", "value": 7, "channel": "web", "language": "en", "scorer": 1}
    make("MeasureAnswer", person=who, questions=asked, **answered)


def _with_the_team(life: Life, report_key: int) -> None:
    who, other, make, key = life.who, life.other, life.make, life.who.key_id
    at = {"conversation_id": life.conversation}
    plan = json.dumps({"alone": "the words of Plan"})
    sealed = keys.seal(key, plan, plans.words_place(who.id))
    make("Plan", "the words of Plan", person=who, words=sealed)
    kept = make("KeptWords", "the words of KeptWords", person=who, writer=other, n=2, words=b"", **at)
    kept_words.allow(kept.id, key, key, "the words of KeptWords")
    make("KeptWords", person=other, writer=who, n=1, words=b"", **at)
    asked = life.sealed(key, "HelpAsked", asked_help.words_place)
    make("HelpAsked", person=who, to=other, taken_by=other, **asked)
    make("HelpAsked", person=other, to=who, taken_by=who, words=b"")
    ring = life.sealed(key, "IfQuiet", quiet_wishes.ring_place)
    make("IfQuiet", person=who, wish="ring", days=7, id=ring["id"], ring=ring["words"], **at)
    make("Block", by=who, whom=other, **at)
    make("TakeOver", member=who, peer=other, **at)
    told = life.sealed(report_key, "Report", lambda number: reports.place("words", number))
    report = {"key_id": report_key, "choice": "unkind", **at}
    make("Report", by=who, about=other, closed_at=life.who.arrived_at, **report, **told)
    make("Report", by=other, about=who, **report)
    make("Report", by=other, taken_by=who, **report)
    outside = life.sealed(report_key, "OutsideContact", outside_contacts.words_place, '{"whom": "WORDS"}')
    act = {"key_id": report_key, "clause": "law", "told_before": True, "consented": True, **at}
    make("OutsideContact", person=who, **act, **outside)
    make("OutsideContact", person=other, decided_by=who, second=who, reviewed_by=who, words=b"", **act)


def _as_a_peer(life: Life) -> None:
    who, other, make, key = life.who, life.other, life.make, life.who.key_id
    at = {"conversation_id": life.conversation}
    wish = make("Request", person=life.other, choices=b"", state="met")
    make("Offer", request=wish, peer=who, state="passed")
    make("TakeOver", member=other, peer=who, **at)
    about = keys.seal(key, "the words of Profile", profiles.place("about", who.id))
    make("Profile", "the words of Profile", person=who, about=about)
    make("Availability", '"capacity": 917', person=who, ready=True, lived=6, tongues=1, capacity=917)
    if not table("Availability")._default_manager.filter(person=other).exists():
        make("Availability", person=other, walking_with=2)
    note = life.sealed(key, "Card", cards.note_place)
    make("Card", peer=who, made_by=who, found_by=b"c" * 16, id=note["id"], note=note["words"])
    make("NightLetter", writer=who, language="en", written_on=who.arrived_at.date(), **_letter(life))
    how = life.sealed(key, "AfterTalk", after_talks.how_place)
    make("AfterTalk", peer=who, up_to_n=1, id=how["id"], how=how["words"], **at)
    make("Break", peer=who, **life.sealed(key, "Break", breaks.words_place))
    make("Backup", peer=who, **at)
    need = make("Requirement", code="training")
    make("Tick", requirement=need, peer=who, by=who)
    make("Tick", requirement=need, peer=other, by=who)
    make("Readiness", peer=who, supervisor=who, made_ready_by=who, made_ready_at=who.arrived_at)
    make("Readiness", peer=other, supervisor=who, made_ready_by=who)
    life.markers["Readiness"] = who.arrived_at.isoformat()


def _letter(life: Life) -> dict[str, Any]:
    return life.sealed(life.who.key_id, "NightLetter", night_letters.words_place)


def _as_one_of_the_team(life: Life, cast: Cast) -> None:
    who, other, make = life.who, life.other, life.make
    make("Assurance", by=who, code="age")
    note = life.sealed(cast.program.key_id, "Invitation", invitations.note_place)
    link = {"made_by": who, "renews": None, "token_hash": b"z" * 16, "note": note["words"]}
    make("Invitation", **link, id=note["id"])
    make("Invitation", made_by=other, renews=who, token_hash=b"n" * 16)
    make("Duty", '"begins": "10:17"', person=who, weekday=1, begins=617, ends=700)
    make("HelpLine", "the line of HelpLine", name="the line of HelpLine", checked_by=who)
    note = life.sealed(cast.program.key_id, "Backup", backups.note_place)
    called = {"peer": other, "conversation_id": life.conversation, "answered_by": who}
    make("Backup", **called, id=note["id"], note=note["words"])
