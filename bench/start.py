"""From the command `alongside serve` to the first page, and what the server then holds in memory.

The data folder is prepared (tables, key, a living program) as it is after the first start. `--starts N`.
"""

import argparse
import json
import time

from bench import Figures, figure
from bench.server import Server

SETTLES = 5  # seconds until memory is read


def run(args: list[str]) -> Figures:
    options = argparse.ArgumentParser(prog="bench start")
    options.add_argument("--starts", type=int, default=5)
    chosen = options.parse_args(args)
    server = Server()
    try:
        server.prepare()
        fill()
        took = []
        for number in range(chosen.starts):
            if number:
                server.end()
            took.append(server.start())
        time.sleep(SETTLES)
        memory = server.memory_mb()
    finally:
        server.stop()
    seen = json.dumps([round(seconds, 3) for seconds in took])
    return {
        "first_page_s": figure(sorted(took)[len(took) // 2], "s", f"home, whole; median of {seen}"),
        "rss_mb": figure(memory, "MB", f"server process, worker in it on SQLite, idle {SETTLES} s"),
    }


def fill() -> None:
    """A program with people in it: the demo's."""
    from django.db import connections

    from alongside.base import clock
    from alongside.run import demo

    demo.fill(clock.now())
    connections.close_all()
