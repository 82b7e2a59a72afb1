"""What a USSD phone's screens and keys need to know of whoever holds it, and of the program."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext, npgettext, pgettext

from alongside.matching import reads as matching
from alongside.matching.rows import CHOOSING
from alongside.people import availability, preferences, reads
from alongside.rules import line_hours, nicknames
from alongside.rules import promise as promises
from alongside.rules.said import said_in
from alongside.rules.ussd import Facts, Line, Step, Talk
from alongside.safety import reads as safety
from alongside.safety.reads import blocked_in
from alongside.steps import next_steps
from alongside.talk import reads as talks
from alongside.talk.rows import rooms
from alongside.vault.install import keyed_hash

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door
    from alongside.people.models import Program, Promise
    from alongside.safety.models import HelpLine
    from alongside.talk.rows import Room

TALKS_AT_MOST = 5
LINES_AT_MOST = 20  # of one talk in one reading
LAST_LINES = 3  # shown again where nothing is new
HELP_AT_MOST = 4

READY_WORDS = (
    said_in("ussd", "Today is hard."),
    said_in("ussd", "Today is better."),
    said_in("ussd", "Are you there?"),
)


def of(door: Door, gateway: Open, program: Program, now: datetime) -> Facts:
    """In the language that is set around it."""
    person = reads.person(door.person_id)
    member = "member" in door.roles
    promise = reads.promise_of(program.id)
    wish = matching.open_request(door.person_id) if member else None
    resting = bool(preferences.resting([door.person_id], now))
    standing = _talks(door, now)
    return Facts(
        program=str(gateway.settings["neutral"]).rstrip(" .:") or program.name,
        languages=_languages(program),
        minimum_age=program.minimum_age,
        is_open=program.opened_at is not None,
        is_member=member,
        is_helper=bool(door.roles - {"member"}),
        locked=door.has_code,
        name=reads.names([door.person_id]).get(door.person_id, "") if door.roles else "",
        nicknames=() if door.roles else _nicknames(door),
        promise=_said_by_its_code(promise),
        promise_lines=_promise_lines(promise),
        promise_unread=bool(member and person and person.promise_seen < program.promise_version),
        talks=standing,
        looking=wish is not None and wish.state != CHOOSING,
        step=_step(door) if member else None,
        resting=resting or _rests(door, standing),
        ready_words=tuple(pgettext("ussd", words) for words in READY_WORDS),
        here=_here(program, now),
        lines=_help_lines(program, now),
        young_lines=_young_lines(program),
        costs=str(gateway.settings["person_pays"]),
    )


def _languages(program: Program) -> tuple[tuple[str, str], ...]:
    names = dict(settings.LANGUAGES)
    return tuple((code, names[code]) for code in program.languages if code in names)


def _nicknames(door: Door) -> tuple[str, ...]:
    """The same three as long as somebody has not chosen, so that a number means the name they saw."""
    digest = iter(keyed_hash("nicknames on a phone", str(door.handle_id)))
    return nicknames.offer(door.language, 3, lambda count: (next(digest) * 256 + next(digest)) % count)


def _said_by_its_code(promise: Promise | None) -> str:
    """The profile, where its own short words say all there is: neither the program nor a law adds any."""
    profile = promises.by_code(promise.profile) if promise else None
    if promise is None or profile is None or promises.law_is_filled(promise.law):
        return ""
    return profile.code if promise.sentence.strip() in ("", profile.sentence) else ""


def _promise_lines(promise: Promise | None) -> tuple[str, ...]:
    profile = promises.by_code(promise.profile) if promise else None
    if promise is None or profile is None:
        return ()
    lines = (*promises.lines(profile, promise.sentence, promise.law), *promises.in_full(promise.law))
    return tuple(line.words if line.own else _filled(line) for line in lines)


def _filled(line: promises.Line) -> str:
    """Each blank is filled once: what stands in a program's own words is no blank."""
    told = {"peer": pgettext("ussd", "person"), **line.told}
    return re.sub(r"\{(\w+)\}", lambda blank: told.get(blank[1], blank[0]), gettext(line.words))


def _talks(door: Door, now: datetime) -> tuple[Talk, ...]:
    """Talks that go on, and closed ones with words that wait; the one with the newest line first."""
    standing = [each for each in talks.conversations_of(door.person_id) if each.kind in ("match", "team")]
    shown = [each for each in standing if each.ended_at is None or each.unread > 0][:TALKS_AT_MOST]
    if not shown:
        return ()
    found = rooms(each.conversation_id for each in shown)
    names = reads.names(person for each in shown for person in each.other_ids)
    blocked = blocked_in(found)
    here = set(availability.here(door.program_id, now))
    made: list[Talk] = []
    for each in shown:
        room = found.get(each.conversation_id)
        if room is None:
            continue
        unread = talks.said_to(room.id, door.person_id, 1, room.last_n)
        if each.ended_at is not None and not unread:
            continue
        lines = _lines(door, room, unread)
        made.append(
            Talk(
                id=room.id,
                name=", ".join(names.get(other, "") for other in each.other_ids),
                unread=len(unread),
                here=bool(here & set(each.other_ids)),
                can_write=each.ended_at is None and each.paused_by is None and room.id not in blocked,
                is_walk=each.kind == "match" and each.ended_at is None,
                begin=lines[0].n if lines else 0,
                lines=lines,
            )
        )
    return tuple(made)


def _lines(door: Door, room: Room, unread: list[int]) -> tuple[Line, ...]:
    """From the first they have not read; the last few where they have read all."""
    seat = room.seat_of(door.person_id)
    if unread:
        spoken = talks.after(door.program_id, room.id, unread[0] - 1, LINES_AT_MOST)
    else:
        spoken = talks.newest(door.program_id, room.id, count=LAST_LINES)
    mine = seat.seat if seat else 0
    return tuple(Line(each.n, each.seat == mine, each.text) for each in spoken if each.text)


def _rests(door: Door, standing: tuple[Talk, ...]) -> bool:
    """Whether they paused a talk that is shown."""
    found = rooms(talk.id for talk in standing if not talk.can_write)
    return any(room.paused_by == door.person_id for room in found.values())


def _step(door: Door) -> Step | None:
    going, _past = next_steps.of(door.person_id, door.key_id)
    return Step(going[0].id, going[0].words) if going else None


def _here(program: Program, now: datetime) -> str:
    count = len(availability.here(program.id, now))
    if not count:
        return pgettext("ussd", "Nobody is here just now.")
    words = npgettext("ussd", "One person is here now.", "%(count)s people are here now.", count)
    return words % {"count": count}


def _help_lines(program: Program, now: datetime) -> tuple[str, ...]:
    """Those that answer now, or may; who is known to be closed is left out."""
    local = now.astimezone(ZoneInfo(program.time_zone))
    states = [
        (line_hours.state(line.hours, local), line)
        for line in safety.help_lines(program.id, for_children=False)
        if line.phone
    ]
    going = [(state.open is None, line) for state, line in states if state.open is not False]
    going.sort(key=lambda each: each[0])
    lines = tuple(_line(line) for _, line in going[:HELP_AT_MOST])
    if not program.emergency_number:
        return lines
    emergency = pgettext("ussd", "Emergency: %(number)s") % {"number": program.emergency_number}
    return (*lines, emergency)


def _young_lines(program: Program) -> tuple[str, ...]:
    lines = tuple(_line(line) for line in safety.lines_for_someone_young(program.id) if line.phone)
    return (program.named_adult, *lines) if program.named_adult else lines


def _line(line: HelpLine) -> str:
    return f"{line.name} {line.phone}"
