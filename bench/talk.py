"""What a line of talk costs: 200 conversations, closed loop, 120-byte lines, everything on.

Both people of each conversation have their page's stream open. One sends, waits until the line is on disk,
then the other sends. Meanwhile 20 forms a second are posted and the worker runs. Nothing is switched off.
CPU is that of the server process (worker included) and, on PostgreSQL, of the whole database.
`--conversations N`, `--seconds N`, `--idle N` change the load. DATABASE_URL chooses the database.
"""

import argparse
import asyncio
import json
import sys
import time
from typing import Any

import uvloop

from bench import Figures, figure, percentile
from bench.load import Meter, Talkers
from bench.seed import talks
from bench.server import Server

PACE = 50  # lines a second, for the figures of latency


def run(args: list[str]) -> Figures:
    options = argparse.ArgumentParser(prog="bench talk")
    options.add_argument("--conversations", type=int, default=200)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--repeats", type=int, default=3)
    options.add_argument("--idle", type=int, default=2000)
    chosen = options.parse_args(args)
    server = Server()
    try:
        server.prepare()
        seeded = talks(chosen.conversations, chosen.idle)
        server.start(until="/live/0")
        return uvloop.run(measured(server, seeded, chosen))
    finally:
        server.stop()


async def measured(server: Server, seeded: dict[str, Any], chosen: argparse.Namespace) -> Figures:
    meter = Meter()
    talkers = Talkers(server.port, seeded, meter)
    figures: Figures = {}
    await talkers.open_streams()
    costs, rates = [], []
    forms = asyncio.create_task(talkers.post_forms(20))
    for repeat in range(chosen.repeats):
        cost, rate = await saturated(server, talkers, meter, chosen.seconds)
        costs.append(cost)
        rates.append(rate)
        print(f"  run {repeat + 1}: {cost:.3f} CPU s per 1,000, {rate:,.0f} lines/s", file=sys.stderr)
    paced = await paced_at(server, talkers, meter, chosen.seconds)
    forms.cancel()
    figures["cpu_s_per_1000"] = figure(
        middle(costs), "s", f"median of {spread(costs)}, forms and worker beside"
    )
    figures["sends_per_s"] = figure(
        middle(rates), "1/s", f"median of {spread(rates)}; client on the same cores"
    )
    figures |= paced
    figures["form_writes"] = figure(meter.forms, "forms", "posted meanwhile, each answered 2xx or 3xx")
    figures["forms_refused"] = figure(meter.forms_refused, "forms", "answered otherwise")
    figures["lost_or_doubled"] = figure(
        meter.missing() + meter.twice, "lines", "acknowledged but not received once"
    )
    await talkers.close_streams()
    await asyncio.sleep(2)
    before = server.memory_mb()
    await talkers.open_idle()
    await asyncio.sleep(3)
    figures["idle_kib_per_listener"] = figure(
        (server.memory_mb() - before) * 1024 / max(1, chosen.idle), "KiB", f"{chosen.idle} idle streams"
    )
    figures["rss_mb"] = figure(server.memory_mb(), "MB", "server process, idle streams open")
    await talkers.close_streams()
    return figures


async def saturated(server: Server, talkers: "Talkers", meter: Meter, seconds: float) -> tuple[float, float]:
    stop = asyncio.Event()
    loops = asyncio.create_task(talkers.talk(stop, gap=0))
    await asyncio.sleep(2)
    cpu, sent, began = server.cpu_seconds(), meter.acknowledged, time.perf_counter()
    await asyncio.sleep(seconds)
    took = time.perf_counter() - began
    sent, cpu = meter.acknowledged - sent, server.cpu_seconds() - cpu
    stop.set()
    await loops
    await asyncio.sleep(0.5)
    return cpu / sent * 1000, sent / took


async def paced_at(server: Server, talkers: "Talkers", meter: Meter, seconds: float) -> Figures:
    stop = asyncio.Event()
    meter.clear_times()
    cpu, sent = server.cpu_seconds(), meter.acknowledged
    loops = asyncio.create_task(talkers.talk(stop, gap=talkers.count / PACE))
    await asyncio.sleep(seconds)
    stop.set()
    await loops
    await asyncio.sleep(0.5)
    cost = (server.cpu_seconds() - cpu) / (meter.acknowledged - sent) * 1000
    return {
        "ack_ms_p50": figure(ms(meter.acks, 0.50), "ms", f"paced at {PACE}/s"),
        "ack_ms_p99": figure(ms(meter.acks, 0.99), "ms", f"paced at {PACE}/s"),
        "receive_ms_p50": figure(ms(meter.receives, 0.50), "ms", "from send to the other's open page"),
        "receive_ms_p99": figure(ms(meter.receives, 0.99), "ms", "from send to the other's open page"),
        "paced_cpu_s_per_1000": figure(cost, "s", f"paced at {PACE}/s; forms and worker in it too"),
    }


def middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def spread(values: list[float]) -> str:
    return json.dumps([round(value, 3) for value in values])


def ms(seconds: list[float], share: float) -> float:
    return percentile(seconds, share) * 1000 if seconds else float("nan")
