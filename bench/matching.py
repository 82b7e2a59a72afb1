"""What suggesting three people among 100,000 peers of one program costs, and whether they are the right ones.

Through the shipped flow, as the page "choose" calls it: right, wishes opened, rarity, narrowing, ranking,
reasons, names and words opened, what was shown kept. Each request is another member's. Warm: 20 requests go
before. CPU is that of this process and, on PostgreSQL, of the whole database.

The mix is written down in `bench.population`: 40 experiences by Zipf, 10% here now, 20 languages by Zipf.
`--peers N`, `--requests N` change the load, `--compared N` how many answers are held against the slow,
obvious way: the rule asked of every single peer. DATABASE_URL chooses the database, an empty one.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bench import Figures, figure, percentile, population
from bench.server import TICKS, Server, stat

if TYPE_CHECKING:
    from alongside.people.models import Program
    from alongside.rules.fit import Card
    from alongside.rules.wishes import Wishes

WARM = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """One member's open wish to talk."""

    person_id: int
    request_id: int
    wishes: "Wishes"


@dataclass(slots=True)
class Cost:
    """What a number of calls took: each one's time here, and all of the database's."""

    cpu_ms: list[float]
    wall_ms: list[float]
    database_ms: float

    def mean(self) -> float:
        """CPU of one call, the database's share included."""
        return (sum(self.cpu_ms) + self.database_ms) / len(self.cpu_ms)


def run(args: list[str]) -> Figures:
    options = argparse.ArgumentParser(prog="bench matching")
    options.add_argument("--peers", type=int, default=100_000)
    options.add_argument("--requests", type=int, default=200)
    options.add_argument("--compared", type=int, default=20)
    chosen = options.parse_args(args)
    server = Server()
    try:
        server.prepare()
        from alongside.base import clock

        now = clock.now()
        print(f"  making {chosen.peers:,} peers ...", file=sys.stderr)
        program = a_program(chosen.peers, now)
        return measured(program, chosen, now)
    finally:
        server.stop()


def a_program(peers: int, now: datetime) -> "Program":
    """A program with that many peers who are ready, each with a key, a sealed name and a sealed page."""
    from alongside.base import turn
    from alongside.base.ids import new_ids
    from alongside.people import programs, tallies
    from alongside.people.models import Availability, Person, Profile
    from alongside.people.reads import name_place
    from alongside.rules import lived
    from alongside.rules.fit import SUGGESTED
    from alongside.vault import keys

    chance = Random(20261122)
    program_key = keys.make(0)
    with turn.write():
        program = programs.add(programs.NewProgram("Bench", "KE", ["en"], "Africa/Nairobi"), program_key, now)
        programs.open_up(program, now)
    key_ids, ids = keys.make_many(program.key_id, peers), new_ids(peers)
    shown = dict.fromkeys(lived.codes_of((1 << population.EXPERIENCES) - 1), SUGGESTED)
    people = zip(ids, key_ids, strict=True)
    with turn.write():
        Person.objects.bulk_create(
            (
                Person(
                    id=person_id,
                    program=program,
                    key_id=key_id,
                    name=keys.seal(key_id, f"Peer {person_id}", name_place(person_id)),
                    language="en",
                    arrived_at=now,
                )
                for person_id, key_id in people
            ),
            batch_size=500,
        )
        Profile.objects.bulk_create(
            (
                Profile(
                    person_id=person_id,
                    program=program,
                    about=keys.seal(key_id, "I keep bees.", f"people_profile.about {person_id}"),
                    shown=shown,
                )
                for person_id, key_id in zip(ids, key_ids, strict=True)
            ),
            batch_size=500,
        )
        Availability.objects.bulk_create(
            (
                Availability(person_id=person_id, program=program, **population.peer(chance, number, now))
                for number, person_id in enumerate(ids)
            ),
            batch_size=500,
        )
        tallies.recount(program.id)
    settle()
    return program


def settle() -> None:
    """What a running install does by itself: the log is folded in; PostgreSQL knows its tables."""
    from django.db import connection

    from alongside.vault import keys

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM ANALYZE")
    keys._ciphers.clear()  # as after a restart: nobody's key is in memory


def requests(program: "Program", wishes: Sequence["Wishes"], now: datetime) -> list[Asked]:
    """As many members, each with an open wish."""
    from alongside.base import turn
    from alongside.flows import support_is_asked
    from alongside.people import writes
    from alongside.vault import keys

    key_ids = keys.make_many(program.key_id, len(wishes))
    with turn.write():
        members = [
            writes.add_person(program.id, key_id, "Quiet River", ["member"], now, language="en")
            for key_id in key_ids
        ]
    return [
        Asked(member.id, support_is_asked.ask(program, member.id, wish, "I can't sleep.", now), wish)
        for member, wish in zip(members, wishes, strict=True)
    ]


def cost_of(calls: Sequence[Callable[[], object]]) -> Cost:
    """Does each once, one after the other."""
    cpu, wall = [], []
    before = database_seconds()
    for call in calls:
        began_wall, began = time.perf_counter(), time.process_time()
        call()
        cpu.append((time.process_time() - began) * 1000)
        wall.append((time.perf_counter() - began_wall) * 1000)
    return Cost(cpu, wall, (database_seconds() - before) * 1000)


def database_seconds() -> float:
    """CPU so far of the PostgreSQL we are connected to: all its processes, and those of it that ended.

    None on SQLite, which works inside this process.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        head = int(stat(cursor.fetchone()[0])[1])
    ticks = sum(int(field) for field in stat(head)[11:15])
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = stat(int(folder.name))
            except OSError:
                continue
            if int(fields[1]) == head:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / TICKS


def measured(program: "Program", chosen: argparse.Namespace, now: datetime) -> Figures:
    from alongside.flows import support_is_asked

    chance = Random(7)
    mixed = [population.wishes(chance) for _ in range(WARM + chosen.requests)]
    asked = requests(program, mixed, now)

    def look(each: Asked, at: datetime = now) -> Callable[[], object]:
        return lambda: support_is_asked.suggestions(each.person_id, each.request_id, at)

    cost_of([look(each) for each in asked[:WARM]])
    first = cost_of([look(each) for each in asked[WARM:]])
    again = cost_of([look(each) for each in asked[WARM:]])
    night = now + timedelta(hours=5)  # nobody is here any more: all who told hours are looked at
    sleepless = requests(program, [population.wishes(chance) for _ in range(WARM)], now)
    alone = cost_of([look(each, night) for each in sleepless])
    rare = requests(program, [population.rare(chance) for _ in range(WARM)], now)
    few = cost_of([look(each) for each in rare])
    same = same_answers(program, [each.wishes for each in asked[-chosen.compared :]], now)
    mix = f"{chosen.peers:,} peers, {chosen.requests} requests; mix in bench/population.py"
    return {
        "suggest_cpu_ms": figure(first.mean(), "ms", f"CPU of one, database included; mean; {mix}"),
        "suggest_cpu_ms_p95": figure(percentile(first.cpu_ms, 0.95), "ms", "this process"),
        "suggest_database_cpu_ms": figure(
            first.database_ms / len(first.cpu_ms), "ms", "of it in PostgreSQL; SQLite runs in the process"
        ),
        "suggest_wall_ms_p50": figure(percentile(first.wall_ms, 0.5), "ms", "what was shown is kept on disk"),
        "suggest_wall_ms_p95": figure(percentile(first.wall_ms, 0.95), "ms"),
        "look_again_cpu_ms": figure(again.mean(), "ms", "the same three, when the page is opened again"),
        "nobody_here_cpu_ms": figure(alone.mean(), "ms", "nobody is here: all with hours are looked at"),
        "rare_language_cpu_ms": figure(few.mean(), "ms", "a language that one or two peers speak"),
        "same_answers": figure(same, "of " + str(chosen.compared), "as the rule asked of every peer"),
    }


def same_answers(program: "Program", wishes: Sequence["Wishes"], now: datetime) -> int:
    """How many of these get the people, in the order, that the slow and obvious way finds."""
    from zoneinfo import ZoneInfo

    from alongside.people import candidates, tallies
    from alongside.rules import fit, week

    print(f"  comparing {len(wishes)} answers with the slow way ...", file=sys.stderr)
    everyone, scale = every_card(program, now), tallies.scale_of(program.id)
    part = week.part_of(now.astimezone(ZoneInfo(program.time_zone)))
    same = 0
    for each in wishes:
        slow = fit.best(each, everyone, scale, part, 3)
        found = candidates.best(program.id, each, scale, now, part, 3)
        same += [who.person_id for who in slow] == [card.person_id for card in found]
    return same


def every_card(program: "Program", now: datetime) -> list["Card"]:
    """All the peers, one by one."""
    from alongside.people import availability
    from alongside.people.models import Availability

    ids = list(Availability.objects.filter(program_id=program.id).values_list("person_id", flat=True))
    cards: list[Card] = []
    for start in range(0, len(ids), 5000):
        cards += availability.cards(ids[start : start + 5000], now).values()
    return cards
