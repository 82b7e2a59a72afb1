"""Someone asks for support: what for and with whom; who might fit; one by name, or whoever is free first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import IntegrityError

from alongside.base import turn, wake
from alongside.flows import offer_is_told, peer_is_offered
from alongside.matching import access, walks, writes
from alongside.matching import reads as matching
from alongside.matching.access import NotHere
from alongside.matching.rows import ASKING, CHOOSING, WAITING
from alongside.people import attempts, availability, candidates, cards, reads, tallies
from alongside.rules import fit, tongues, waves, week
from alongside.rules.wishes import TOGETHER

if TYPE_CHECKING:
    from alongside.matching.rows import Wish
    from alongside.people.models import Program
    from alongside.rules.fit import Fit, Narrowing, Reason, Scale
    from alongside.rules.wishes import Wishes

AT_ONCE = 3
# New faces a day. Reloading shows the same ones and counts for nothing.
TO_A_PERSON = 6
ON_A_DEVICE = 12
IN_A_PROGRAM = 300  # and as many again as it has peers
LOOKS_IN_VAIN = 60


@dataclass(frozen=True, slots=True)
class Suggested:
    """A peer who fits, as the member may see them. `tongues` are codes of rules.tongues."""

    peer_id: int
    name: str
    about: str
    reasons: tuple[Reason, ...]
    here_now: bool
    next_here: datetime | None
    tongues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """At most three people; or which wish keeps people away; or that enough were shown for one day."""

    people: tuple[Suggested, ...] = ()
    narrowing: Narrowing | None = None
    used_up: bool = False


def ask(program: Program, person_id: int, wishes: Wishes, words: str, now: datetime) -> int:
    """The number of this person's wish to talk. Who asks again changes the wish that is open."""
    person = reads.person(person_id)
    if person is None or person.program_id != program.id or program.opened_at is None:
        raise NotHere
    try:
        return _ask(program.id, person_id, person.key_id, wishes, words, now)
    except IntegrityError:  # another page of theirs asked at the same moment
        return _ask(program.id, person_id, person.key_id, wishes, words, now)


def suggestions(person_id: int, request_id: int, now: datetime, device: str = "") -> Suggestions:
    """Up to three people this member might like to talk with; the same ones when they look again."""
    asked = access.own_wish(person_id, request_id)
    wishes, program = asked.wishes(), reads.program(asked.program_id)
    if wishes is None or program is None:
        raise NotHere
    scale = tallies.scale_of(program.id)
    part = week.part_of(now.astimezone(ZoneInfo(program.time_zone)))
    kept = availability.cards(matching.suggested_peers(request_id), now)
    fits = fit.best(wishes, kept.values(), scale, part, AT_ONCE)
    if fits or asked.state != CHOOSING:
        return Suggestions(_shown(program.id, fits, now))
    if _enough_for_today(asked, scale, device, now):
        return Suggestions(used_up=True)
    return _new_faces(asked, wishes, scale, part, device, now)


def ask_peer(person_id: int, request_id: int, peer_id: int, ask_others: bool, now: datetime) -> None:
    """Asks one of those who were suggested. `ask_others`: and the others, if this one can't just now."""
    with turn.write():
        asked = access.own_wish(person_id, request_id, lock=True)
        if peer_id in matching.asked_peers(request_id):
            return
        if peer_id not in matching.suggested_peers(request_id):
            raise NotHere
        if asked.state == CHOOSING:
            _ask_by_name(asked, peer_id, ask_others, now)
    peer_is_offered.if_due(request_id, now)


def ask_next(person_id: int, request_id: int, peer_id: int, now: datetime) -> None:
    """ "Rosa can't take on someone new this week. Shall we ask Sipho?" Yes."""
    ask_peer(person_id, request_id, peer_id, False, now)


def ask_whoever(person_id: int, request_id: int, now: datetime, *, soon: bool = False) -> None:
    """Whoever is free first: a few are asked at once; `soon`: by the worker, because somebody waits here."""
    with turn.write():
        asked = access.own_wish(person_id, request_id, lock=True)
        if asked.whoever:
            return
        until = _paused_until(asked, now)
        state = WAITING if until else ASKING
        writes.stands(request_id, state, whoever=True, ask_others=True, due_at=until or now)
    if not soon:
        peer_is_offered.if_due(request_id, now)


def loosen(person_id: int, request_id: int, wish: str, now: datetime) -> None:
    """Lets go of one wish (or, with rules.wishes.TOGETHER, of all that rule people out)."""
    with turn.write():
        asked = access.own_wish(person_id, request_id, lock=True)
        wishes = asked.wishes()
        if wishes is None:
            raise NotHere
        lighter = wishes.without(wish)
        if lighter != wishes:
            _not_asked(writes.choose_anew(request_id, asked.key_id, lighter, None))


def withdraw(person_id: int, request_id: int, now: datetime) -> None:
    """Not any more. What was wished and written goes at once."""
    with turn.write():
        access.own_wish(person_id, request_id, lock=True)
        _not_asked(writes.withdraw(request_id))


def _ask(program_id: int, person_id: int, key_id: int, wishes: Wishes, words: str, now: datetime) -> int:
    with turn.write():
        request_id = writes.open_wish_of(person_id)
        if request_id is None:
            return writes.begin(program_id, person_id, key_id, wishes, words, now)
        _not_asked(writes.choose_anew(request_id, key_id, wishes, words))
        return request_id


def _ask_by_name(asked: Wish, peer_id: int, ask_others: bool, now: datetime) -> None:
    until = _paused_until(asked, now)
    if until:
        writes.stands(asked.id, WAITING, ask_others=ask_others, due_at=until)
        return
    wishes, card = asked.wishes(), availability.cards([peer_id], now).get(peer_id)
    apart = walks.are_apart(asked.program_id, asked.person_id, peer_id)
    if wishes is None or card is None or apart or not fit.allowed(wishes, card):
        writes.could_not(asked.id, peer_id, now)
        if ask_others:
            writes.stands(asked.id, ASKING, ask_others=True, due_at=now)
        return
    shown = cards.shown(asked.program_id, [peer_id])[peer_id]
    back = week.next_here(card.hours, now.astimezone(ZoneInfo(shown.zone)))
    due_at = waves.named_until(now, card.here, back)
    writes.ask(asked.program_id, asked.id, [peer_id], now)
    offer_is_told.tell(asked, [peer_id], now)
    writes.stands(asked.id, ASKING, ask_others=ask_others, wave=0, due_at=due_at)
    wake.nudge("desk", peer_id)


def _new_faces(
    asked: Wish, wishes: Wishes, scale: Scale, part: int, device: str, now: datetime
) -> Suggestions:
    out = matching.left_out(asked.person_id, asked.id, now)
    found = candidates.best(asked.program_id, wishes, scale, now, part, AT_ONCE, out)
    if not found:
        with turn.write():
            attempts.count_each("suggest", [_vainly(asked)], now)
        return Suggestions(narrowing=_narrowing(asked.program_id, wishes, now, out))
    with turn.write():
        if writes.still_chooses(asked):
            writes.suggest(asked.program_id, asked.id, [card.person_id for card in found], now)
        attempts.count_each("suggest", _who_looks(asked, device), now)
    return Suggestions(_shown(asked.program_id, fit.best(wishes, found, scale, part, AT_ONCE), now))


def as_seen(program_id: int, peer_id: int, now: datetime) -> Suggested | None:
    """This peer as someone sees them who has lived through, and loves, the very same: their own preview."""
    card = availability.cards([peer_id], now).get(peer_id)
    if card is None:
        return None
    alike = fit.Wishes(card.tongues, card.lived, card.lived_own, card.loves, card.loves_own)
    reasons = fit.reasons(alike, card, tallies.scale_of(program_id))
    here = card.here and not card.on_break
    return next(iter(_shown(program_id, (fit.Fit(peer_id, here, 0, reasons),), now)), None)


def _shown(program_id: int, fits: tuple[Fit, ...], now: datetime) -> tuple[Suggested, ...]:
    shown = cards.shown(program_id, [each.person_id for each in fits]) if fits else {}
    return tuple(_suggested(each, shown[each.person_id], now) for each in fits if each.person_id in shown)


def _suggested(who: Fit, shown: cards.Shown, now: datetime) -> Suggested:
    there = now.astimezone(ZoneInfo(shown.zone))
    return Suggested(
        peer_id=who.person_id,
        name=shown.name,
        about=shown.about,
        reasons=who.reasons,
        here_now=who.here,
        next_here=None if who.here else week.next_here(shown.hours, there),
        tongues=tongues.codes_of(shown.tongues),
    )


def _narrowing(program_id: int, wishes: Wishes, now: datetime, out: set[int]) -> Narrowing | None:
    hard = wishes.hard()
    without = {wish: candidates.how_many(program_id, wishes.without(wish), now, out) for wish in hard}
    if len(hard) > 1 and not any(without.values()):
        without = {TOGETHER: candidates.how_many(program_id, wishes.without(TOGETHER), now, out)}
    return fit.narrowing(without)


def _who_looks(asked: Wish, device: str) -> list[str]:
    device_too = [f"device {device}"] if device else []
    return [f"person {asked.person_id}", f"program {asked.program_id}", *device_too]


def _vainly(asked: Wish) -> str:
    return f"vainly {asked.person_id}"


def _enough_for_today(asked: Wish, scale: Scale, device: str, now: datetime) -> bool:
    """So that nobody can harvest who in the village lived through what."""
    at_most = {
        "person": TO_A_PERSON,
        "device": ON_A_DEVICE,
        "program": IN_A_PROGRAM + scale.peers,
        "vainly": LOOKS_IN_VAIN,
    }
    seen = attempts.times_each("suggest", [*_who_looks(asked, device), _vainly(asked)], now)
    return any(times >= at_most[who.split(" ")[0]] for who, times in seen.items())


def _paused_until(asked: Wish, now: datetime) -> datetime | None:
    program = reads.program(asked.program_id)
    until = program.paused_until if program else None
    return until if until and until > now else None


def _not_asked(peer_ids: list[int]) -> None:
    for peer_id in peer_ids:
        wake.nudge("desk", peer_id)
