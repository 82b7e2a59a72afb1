"""Signed-in devices. The cookie holds a secret; only its hash is a row."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, F, OuterRef

from alongside.base import turn
from alongside.base.door import TEAM, Visitor
from alongside.base.ids import new_token
from alongside.people.models import Handle, LostWords, Person, Program, Recovery, Role, Session
from alongside.people.reads import CHANNELS

LASTS = timedelta(days=90)
OWN_DEVICE_LASTS = timedelta(days=400)
BORROWED_IDLE = timedelta(minutes=2)
TOUCHED_EVERY = timedelta(minutes=10)
SIGN_LASTS = timedelta(minutes=15)


def hash_of(token: str) -> bytes:
    """16 bytes that stand for the cookie's secret (160 random bits, so a plain hash is enough)."""
    return hashlib.blake2b(token.encode("utf-8", "replace"), digest_size=16).digest()


def sign_in(person: Person, now: datetime, *, own_device: bool = False, borrowed_device: bool = False) -> str:
    """A new session; returns the secret for the cookie, which is kept nowhere."""
    turn.required()
    token = new_token()
    lasts = BORROWED_IDLE if borrowed_device else OWN_DEVICE_LASTS if own_device else LASTS
    Session.objects.create(
        program_id=person.program_id,
        person=person,
        token_hash=hash_of(token),
        made_at=now,
        last_at=now,
        ends_at=now + lasts,
        own_device=own_device,
        borrowed_device=borrowed_device,
    )
    return token


def visitor(token: str, now: datetime) -> tuple[Visitor, Program] | None:
    """Who holds this secret, if the session still runs and the person is still here, and their program.

    One question, asked for every page: a row for each of their roles.
    """
    asks = LostWords.objects.filter(person_id=OuterRef("person_id"), peer_at__isnull=False, ends_at__gt=now)
    left = Handle.objects.filter(person_id=OuterRef("person_id"), channel="note", proved_at__isnull=False)
    doors = Handle.objects.filter(person_id=OuterRef("person_id"), channel__in=CHANNELS, stopped_at=None)
    channels = Program.objects.filter(
        id=OuterRef("program_id"), gateway__isnull=False, gateway__closed_at=None
    )
    rows = list(
        Session.objects.filter(token_hash=hash_of(token), ends_at__gt=now, person__deleted_at=None)
        .select_related("person", "program")
        .annotate(
            asked_back=Exists(asks.filter(refused_at=None, used_at=None)),
            is_told=Exists(left),
            has_door=Exists(doors.filter(still_asked_at=None).exclude(gateway_id=None)),
            may_text=Exists(channels),
            has_words=Exists(Recovery.objects.filter(person_id=OuterRef("person_id"))),
            a_role=F("person__role__role"),
        )
    )
    if not rows:
        return None
    row = rows[0]
    who = Visitor(
        person_id=row.person_id,
        program_id=row.program_id,
        session_id=row.id,
        roles=frozenset(each.a_role for each in rows if each.a_role),
        language=row.person.language,
        zone=row.person.time_zone or row.program.time_zone,
        key_id=row.person.key_id,
        own_device=row.own_device,
        borrowed_device=row.borrowed_device,
        last_at=row.last_at,
        promise_seen=row.person.promise_seen,
        delete_at=row.person.delete_at,
        asked_back=row.asked_back,
        is_told=row.is_told,
        has_words=row.has_words,
        has_door=row.has_door,
        may_text=row.may_text,
    )
    return who, row.program


def needs_touch(who: Visitor, now: datetime) -> bool:
    """Whether the session's end should be moved: a borrowed device at every page, others now and then."""
    return who.borrowed_device or now - who.last_at > TOUCHED_EVERY


def touch(session_id: int, now: datetime) -> None:
    turn.required()
    row = Session.objects.filter(id=session_id).first()
    if row is None:
        return
    lasts = BORROWED_IDLE if row.borrowed_device else OWN_DEVICE_LASTS if row.own_device else LASTS
    Session.objects.filter(id=session_id).update(last_at=now, ends_at=now + lasts)


def sign_out(session_id: int) -> int | None:
    """Ends a session; whose it was."""
    turn.required()
    ended = Session.objects.filter(id=session_id)
    person_id = ended.values_list("person_id", flat=True).first()
    ended.delete()
    return person_id


def sign_out_everywhere(person_id: int) -> None:
    turn.required()
    Session.objects.filter(person_id=person_id).delete()


def people_of(token_hashes: Iterable[bytes], now: datetime) -> dict[bytes, int]:
    """Who is behind these sessions, of those that still run: one question for a whole batch."""
    hashes = list(set(token_hashes))
    if not hashes:
        return {}
    marks = ", ".join(["%s"] * len(hashes))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.token_hash, s.person_id FROM people_session s "
            "JOIN people_person p ON p.id = s.person_id "
            f"WHERE s.token_hash IN ({marks}) AND s.ends_at > %s AND p.deleted_at IS NULL",
            [*hashes, connection.ops.adapt_datetimefield_value(now)],
        )
        return {bytes(row[0]): row[1] for row in cursor.fetchall()}


class Speaker(NamedTuple):
    """Who is behind a session. `promise_changed`: a member who has not read the promise as it stands now."""

    person_id: int
    promise_changed: bool


def speakers(token_hashes: Iterable[bytes], now: datetime) -> dict[bytes, Speaker]:
    """The same for those who would like to say something: still one question for a whole batch."""
    hashes = list(set(token_hashes))
    if not hashes:
        return {}
    marks = ", ".join(["%s"] * len(hashes))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.token_hash, s.person_id, p.promise_seen < g.promise_version AND EXISTS ("
            "SELECT 1 FROM people_role r WHERE r.program_id = p.program_id AND r.role = 'member' "
            "AND r.person_id = p.id) FROM people_session s "
            "JOIN people_person p ON p.id = s.person_id JOIN people_program g ON g.id = p.program_id "
            f"WHERE s.token_hash IN ({marks}) AND s.ends_at > %s AND p.deleted_at IS NULL",
            [*hashes, connection.ops.adapt_datetimefield_value(now)],
        )
        return {bytes(row[0]): Speaker(row[1], bool(row[2])) for row in cursor.fetchall()}


def callers(person_ids: Iterable[int]) -> dict[int, Speaker]:
    """The same for those who are known by their door, a phone or a chat: no question where there are none."""
    asked = set(person_ids)
    if not asked:
        return {}
    member = Role.objects.filter(person_id=OuterRef("id"), role="member")
    rows = Person.objects.filter(id__in=asked, deleted_at=None).annotate(
        changed=Exists(member.filter(person__promise_seen__lt=F("person__program__promise_version")))
    )
    return {row.id: Speaker(row.id, row.changed) for row in rows}


def shown_a_sign(person_ids: Iterable[int], now: datetime) -> set[int]:
    """Who of these has a device that showed a sign within the last 15 minutes."""
    recent = Session.objects.filter(person_id__in=list(person_ids), last_at__gt=now - SIGN_LASTS)
    return set(recent.filter(ends_at__gt=now).values_list("person_id", flat=True))


def any_of(person_id: int, now: datetime) -> bool:
    """Whether some device of theirs is signed in."""
    return Session.objects.filter(person_id=person_id, ends_at__gt=now).exists()


def team_here(person_ids: Iterable[int], now: datetime) -> dict[int, bool]:
    """Who of these is of the team still, and whether a device of theirs showed a sign lately."""
    sign = Session.objects.filter(
        person_id=OuterRef("person_id"), last_at__gt=now - SIGN_LASTS, ends_at__gt=now
    )
    rows = Role.objects.filter(person_id__in=list(person_ids), role__in=TEAM).annotate(here=Exists(sign))
    return dict(rows.values_list("person_id", "here"))


def zone_and_language(person_id: int) -> tuple[str, str]:
    """How someone is shown times and words."""
    row = Person.objects.select_related("program").get(id=person_id)
    return row.time_zone or row.program.time_zone, row.language


def set_device(session_id: int, now: datetime, *, own: bool, borrowed: bool) -> None:
    """Whose device this session is on, as its person says now; its end moves with that."""
    turn.required()
    lasts = BORROWED_IDLE if borrowed else OWN_DEVICE_LASTS if own else LASTS
    Session.objects.filter(id=session_id).update(
        own_device=own, borrowed_device=borrowed, last_at=now, ends_at=now + lasts
    )
