"""From a prepared data folder to an open door: deletions are finished, the worker runs, pages are served."""

from django.db import connections

from alongside.base import clock
from alongside.flows import keys_are_destroyed
from alongside.people import reads
from alongside.run import gateway_work, invite, mail_in, ways_out
from alongside.run import serve as server
from alongside.run.plain import Stop, say
from alongside.run.worker import Postman, Worker


def serve(host: str, port: int, *, demo: bool, began: float) -> None:
    """Serves until told to stop. On SQLite the worker is a thread of this process."""
    back = keys_are_destroyed.at_start(clock.now())
    if back:
        say(f"{back} destroyed keys had come back with an older copy. They are destroyed again.")
    ready_for(port, demo=demo)
    ways_out.open_all()
    alone = connections["default"].vendor == "sqlite"
    threads: list[Worker] = [
        Worker(everything=alone),
        *([Postman(), *gateway_work.workers()] if alone else []),
        *mail_in.listeners(),
    ]
    connections.close_all()
    for each in threads:
        each.start()
    try:
        server.serve(host, port, began)
    finally:
        for each in threads:
            each.stop()


def ready_for(port: int, *, demo: bool) -> None:
    """The demo is filled in, or a first start says how to set up. The two never mix."""
    programs = reads.programs()
    real = [program for program in programs if not program.is_demo]
    if demo and real:
        raise Stop(
            "ALONGSIDE-042: there is a real program in this data folder, and a demo never mixes with one. "
            "Leave --demo out, or choose an empty folder with --data."
        )
    if demo:
        from alongside.run import demo as example

        example.fill(clock.now())
    elif not programs:
        invite.coordinator("", port)
