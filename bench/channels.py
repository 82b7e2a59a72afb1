"""Texts in and out: kept per CPU second, sent per CPU second, and how long a USSD phone waits.

The shipped server runs with its shipped settings; a Kannel that takes everything stands beside it, in another
process. Three parts: `--came` texts come in over 16 connections, each on disk before it is answered; the
queue then holds `--queued` texts, digests first, and while it drains answers are owed that must not wait
behind it; a USSD phone is dialled `--dialled` times. `--postgres URL` in DATABASE_URL as for other benches.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import time
from typing import Any
from urllib.parse import quote

from bench import Figures, figure
from bench.server import Server, free_port

CONNECTIONS = 16
PER_SECOND = 400  # what the Kannel of this bench takes
ANSWERS = 20  # owed while digests wait
ALLOWED = {"ALONGSIDE_GATEWAYS_NEAR": "1"}


def run(args: list[str]) -> Figures:
    options = argparse.ArgumentParser(prog="bench channels")
    options.add_argument("--came", type=int, default=4000)
    options.add_argument("--queued", type=int, default=50_000)
    options.add_argument("--drain-seconds", type=float, default=60)
    options.add_argument("--dialled", type=int, default=600)
    chosen = options.parse_args(args)
    os.environ.update(ALLOWED)
    server = Server()
    port = free_port()
    kannel = subprocess.Popen([sys.executable, "-m", "bench.kannel_that_takes", str(port)])
    try:
        server.prepare()
        paths = set_up(port, server.port)
        server.start(until="/now")
        found = came_in(server, paths["sms"], chosen.came)
        found |= dialled(server, paths["ussd"], chosen.dialled)
        found |= drained(server, paths, chosen.queued, chosen.drain_seconds)
    finally:
        kannel.terminate()
        server.stop()
    return found


def set_up(kannel: int, port: int) -> dict[str, Any]:
    """A program with a Kannel and a USSD code, by the rooms' own verbs."""
    from alongside.base import clock, turn
    from alongside.gateways import reads, writes
    from alongside.people import programs
    from alongside.run import ways_out
    from alongside.vault import keys

    ways_out.open_all()
    now, key_id = clock.now(), keys.make(0)
    told = {"host": "127.0.0.1", "send_port": str(kannel), "username": "a", "password": "b"}
    told |= {"box_port": "", "per_second": str(PER_SECOND), "country": "KE"}
    with turn.write():
        new = programs.NewProgram("Bench", "KE", ["en"], "Africa/Nairobi")
        program = programs.add(new, key_id, now)
        programs.open_up(program, now)
        sms = writes.add(program.id, key_id, "kannel", "SMS", told, now, shown="1234")
        ussd = writes.add(program.id, key_id, "africastalking_ussd", "USSD", {}, now, shown="*123#")
    ready = reads.these([sms, ussd])
    return {"sms": ready[sms].setup.path, "ussd": ready[ussd].setup.path, "gateway": sms, "program": program}


def came_in(server: Server, path: str, count: int) -> Figures:
    """Texts of a hundred strangers, each said to be kept once it is on disk."""

    def request(n: int) -> bytes:
        query = f"from={quote(f'+2547000{n % 100:05d}')}&to=1234&id=bench-{n}&ts=2026-11-23+10:00:00"
        return asked(f"/in/{path}/in?{query}", f"I slept a little, number {n}".encode(), "text/plain")

    before = server.cpu_seconds()
    took, seconds = asyncio.run(ask_all(server.port, [request(n) for n in range(count)], CONNECTIONS))
    kept = server.cpu_seconds() - before
    quiet()
    whole = server.cpu_seconds() - before
    return {
        "heard_per_cpu_s": figure(count / whole, "1/s", "with all of it: read, answered, answers sent"),
        "came_per_cpu_s": figure(
            count / kept, "1/s", "on disk before it is answered; what it means is read meanwhile"
        ),
        "came_per_s": figure(
            count / seconds, "1/s", f"{CONNECTIONS} connections, the client on the same cores"
        ),
        "came_ms_p99": figure(took[len(took) * 99 // 100] * 1000, "ms", "to the answer"),
    }


def dialled(server: Server, path: str, count: int) -> Figures:
    """Phones that dial, one key after another."""

    def request(n: int) -> bytes:
        session, step = divmod(n, 3)
        text = "*".join(["1"] * step)
        phone = quote(f"+2547100{session:05d}")
        body = f"sessionId=s{session}&phoneNumber={phone}&networkCode=63902&serviceCode=*123%23&text={text}"
        return asked(f"/in/{path}/in", body.encode(), "application/x-www-form-urlencoded")

    quiet()
    before = server.cpu_seconds()
    took, _ = asyncio.run(ask_all(server.port, [request(n) for n in range(count)], 1))
    spent = server.cpu_seconds() - before
    return {
        "ussd_ms_p50": figure(took[len(took) // 2] * 1000, "ms", "a key to its screen, one phone at a time"),
        "ussd_ms_p99": figure(took[len(took) * 99 // 100] * 1000, "ms", "aim 300"),
        "ussd_cpu_ms": figure(spent / count * 1000, "ms", "CPU of the server for a key"),
    }


def drained(server: Server, paths: dict[str, Any], queued: int, seconds: float) -> Figures:
    """A long queue of digests; answers that are owed meanwhile go first."""
    program, gateway_id = paths["program"], paths["gateway"]
    door = fill(program, gateway_id, queued)
    before, began = server.cpu_seconds(), time.perf_counter()
    at_first, waits = waiting(gateway_id), []
    while time.perf_counter() - began < seconds and waiting(gateway_id) > 0:
        waits.append(answer_waits(door))
        time.sleep(max(0.0, seconds / ANSWERS - waits[-1]))
    went, took = at_first - waiting(gateway_id), time.perf_counter() - began
    spent = server.cpu_seconds() - before
    waits.sort()
    return {
        "sent_per_cpu_s": figure(went / spent, "1/s", f"of {queued} queued, {went} in {took:.0f} s"),
        "sent_per_s": figure(went / took, "1/s", f"the gateway takes {PER_SECOND}"),
        "answer_s_worst": figure(
            waits[-1], "s", f"{len(waits)} answers owed behind the queue, to the gateway"
        ),
    }


def fill(program: Any, gateway_id: int, queued: int) -> Any:
    """Digests for one phone, and its door."""
    from datetime import timedelta

    from alongside.base import clock, turn
    from alongside.base.ids import new_ids
    from alongside.outbox import texts
    from alongside.outbox.models import Text
    from alongside.people import doors, writes
    from alongside.vault import keys

    now, key_id = clock.now(), keys.make(program.key_id)
    with turn.write():
        person = writes.add_person(
            program.id, key_id, "Amina", ["member"], now, language="en", time_zone=zone()
        )
        handle = doors.add(program.id, person.id, key_id, "phone", "+254722000001", now)
        doors.heard(handle, gateway_id, now)
        from alongside.people import door_choices

        door_choices.set_shared(handle, False)
    door = doors.get(handle)
    assert door is not None
    cipher = keys.ciphers([key_id])[key_id]
    for at in range(0, queued, 2000):
        rows = [
            Text(
                id=text_id, program_id=program.id, gateway_id=gateway_id, handle_id=handle,
                person_id=person.id, kind="digest", urgency=4, made_at=now, due_at=now, state_at=now,
                deadline_at=now + timedelta(hours=20),
                sealed=keys.sealed_with(cipher, "This week was like last week.", texts.place(text_id)),
            )
            for text_id in new_ids(min(2000, queued - at))
        ]  # fmt: skip
        with turn.write():
            Text.objects.bulk_create(rows)
    return door


def zone() -> str:
    """Where it is about noon: digests wait for the day of who gets them."""
    ahead = 12 - time.gmtime().tm_hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "UTC"


def waiting(gateway_id: int) -> int:
    from alongside.outbox.models import Text

    return Text.objects.filter(gateway_id=gateway_id, kind="digest", state="waiting").count()


def answer_waits(door: Any) -> float:
    """Seconds from owing an answer until the gateway has it."""
    from alongside.base import clock, turn
    from alongside.outbox import texts
    from alongside.outbox.models import Text

    began = time.perf_counter()
    with turn.write():
        text_id = texts.say(door, "I hear you.", clock.now()) or 0
    while time.perf_counter() - began < 60:
        if Text.objects.filter(id=text_id).exclude(state="waiting").exists():
            break
        time.sleep(0.02)
    return time.perf_counter() - began


def quiet() -> None:
    """Until all that came in is taken and all that is owed has gone."""
    from alongside.gateways.models import Arrival
    from alongside.outbox.models import Text

    while Arrival.objects.filter(taken_at=None).exists() or Text.objects.exclude(due_at=None).exists():
        time.sleep(0.2)


def asked(address: str, body: bytes, kind: str) -> bytes:
    lines = (
        f"POST {address} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        "",
        "",
    )
    return "\r\n".join(lines).encode() + body


async def ask_all(port: int, requests: list[bytes], connections: int) -> tuple[list[float], float]:
    """How long each took (sorted), and all together."""
    took: list[float] = []

    async def one(mine: list[bytes]) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in mine:
            began = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            status = int(head.split(b" ", 2)[1])
            if status != 200:
                raise RuntimeError(f"answered {status}")
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.split(b":")[1]))
            took.append(time.perf_counter() - began)
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(one(requests[number::connections]) for number in range(connections)))
    return sorted(took), time.perf_counter() - began
