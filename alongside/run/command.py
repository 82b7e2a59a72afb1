"""The command `alongside`. Each subcommand is imported when it is asked for, so that a start is quick."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NoReturn

from alongside.run import channels
from alongside.run.databases import BadSetting
from alongside.run.plain import Stop, say

HELP = """
environment:
  ALONGSIDE_DATA, ALONGSIDE_HOST, ALONGSIDE_PORT, ALONGSIDE_DEMO=1   the same as the options
  ALONGSIDE_HOSTS        names this install answers to besides localhost, with commas between
  ALONGSIDE_HTTPS=1      behind a proxy that speaks HTTPS
  ALONGSIDE_GATEWAYS_NEAR  SMS gateways that may be reached on this computer or its network:
                         127.0.0.1:13013, with commas between; 1 for any
  ALONGSIDE_SMTP_URL     smtp://name:password@host:587, to tell who is away; with it:
  ALONGSIDE_MAIL_FROM    who e-mails come from; ALONGSIDE_ADDRESS: our own address in them, if wanted
  ALONGSIDE_MAIL_IN      127.0.0.1:8025: where the mail server of this computer hands over what comes
  DATABASE_URL           postgres://... instead of SQLite files; KEYS_DATABASE_URL for the keys

exit codes:
  0 done    1 could not be done, or `check` found something wrong    2 not understood
"""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"  {message}. See: {self.prog} --help\n")


def main(arguments: list[str] | None = None) -> None:
    """Runs one command. A mistake is one line that says what to do."""
    chosen = parser().parse_args(arguments)
    os.umask(0o077)  # whatever is written is for its owner alone
    try:
        sys.exit(run(chosen))
    except (Stop, BadSetting) as stop:
        say(str(stop))
        sys.exit(getattr(stop, "code", 1))
    except KeyboardInterrupt:
        say("Stopped.")
        sys.exit(130)


def run(chosen: argparse.Namespace) -> int:
    """Settles the data folder, then hands over."""
    data = data_folder(chosen)
    os.environ["ALONGSIDE_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.run.settings")
    command: Callable[[argparse.Namespace, Path], int] = chosen.run
    return command(chosen, data)


def data_folder(chosen: argparse.Namespace) -> Path:
    """--data, else ALONGSIDE_DATA, else `data` here (for a demo `data/demo`, apart from real data)."""
    given = chosen.data or os.environ.get("ALONGSIDE_DATA")
    standard = "data/demo" if getattr(chosen, "demo", False) else "data"
    return Path(given or standard).resolve()


def parser() -> Parser:
    """All commands and their options."""
    shared = Parser(add_help=False)
    shared.add_argument("--data", metavar="DIR", help="the data folder (data)")
    whole = Parser(
        prog="alongside",
        description="Peer support for mental health, run by any community, on any phone.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"alongside {version()}")
    commands = whole.add_subparsers(metavar="COMMAND", required=True)

    def add(name: str, does: str, run: Callable[[argparse.Namespace, Path], int]) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=does, description=f"{does}.", parents=[shared])
        made.set_defaults(run=run)
        return made

    add_serving(add)
    add_keeping(add)
    channels.add(commands, shared)
    return whole


Add = Callable[[str, str, Callable[[argparse.Namespace, Path], int]], argparse.ArgumentParser]


def add_serving(add: Add) -> None:
    """Commands that run Alongside."""
    on = os.environ.get
    served = add("serve", "Start Alongside and keep it running", serve)
    served.add_argument(
        "--host", default=on("ALONGSIDE_HOST") or "127.0.0.1", help="where to listen (127.0.0.1)"
    )
    served.add_argument("--port", default=on("ALONGSIDE_PORT") or "8000", type=port, help="port (8000)")
    served.add_argument(
        "--demo",
        action="store_true",
        default=on("ALONGSIDE_DEMO") == "1",
        help="fill an empty data folder with a living example first; never mixes with real data",
    )
    add("worker", "Do what falls due (PostgreSQL only; on SQLite `serve` does it)", worker)
    filled = add("demo", "Fill an empty data folder with a living example", demo)
    filled.set_defaults(demo=True)
    invited = add("invite", "Print a link that lets someone in, once, for 7 days", invite)
    as_whom = invited.add_mutually_exclusive_group(required=True)
    as_whom.add_argument("--coordinator", action="store_true", help="as a coordinator")
    as_whom.add_argument("--new-program", action="store_true", help="to set up one more program here")
    invited.add_argument("--program", metavar="NAME", help="which program, where there are several")
    invited.add_argument("--port", default=on("ALONGSIDE_PORT") or "8000", type=port, help=argparse.SUPPRESS)
    measured = add("bench", "Measure this install (in a checkout: script/bench)", bench)
    measured.add_argument("name", nargs="?", help="what to measure")
    measured.add_argument("--json", action="store_true", help="print one JSON object")


def add_keeping(add: Add) -> None:
    """Commands that look after the data."""
    backed = add("backup", "Write an encrypted backup, also while Alongside runs", backup)
    backed.add_argument("--to", metavar="DIR", help="where to (DATA/backups)")
    backed.add_argument("--keys-to", metavar="DIR", help="where the keys go, apart (DATA/key-copies)")
    restored = add("restore", "Put a backup back", restore)
    restored.add_argument("file", metavar="FILE", help="the backup, alongside-....age")
    restored.add_argument("--keys", metavar="FILE", help="the copy of the keys, keys-....age")
    restored.add_argument("--identity", metavar="FILE", required=True, help="the file that opens backups")
    restored.add_argument("--over", action="store_true", help="replace what is in the data folder now")
    add("check", "Say in plain words whether this install is well", check)


def version() -> str:
    from alongside import __version__

    return __version__


def port(text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; choose a number from 0 to 65535")
    return int(text)


def serve(chosen: argparse.Namespace, data: Path) -> int:
    began = time.monotonic()
    from alongside.run import logs, prepare

    signal.signal(signal.SIGTERM, told_to_stop)
    logs.start()
    prepare.prepare(data)
    with prepare.in_use(data):
        from alongside.run import start

        start.serve(chosen.host, chosen.port, demo=chosen.demo, began=began)
    return 0


def told_to_stop(number: int, frame: FrameType | None) -> NoReturn:
    """SIGTERM is an ordinary end: what stands in a `finally` still runs."""
    raise SystemExit(0)


def worker(chosen: argparse.Namespace, data: Path) -> int:
    from alongside.run import logs, prepare

    if not os.environ.get("DATABASE_URL"):
        raise Stop(
            "ALONGSIDE-020: on SQLite `alongside serve` does the worker's work itself: one process writes "
            "best alone. A worker of its own is for PostgreSQL (DATABASE_URL)."
        )
    logs.start()
    prepare.prepare(data)
    with prepare.in_use(data):
        from alongside.run import gateway_work, mail_in
        from alongside.run import worker as working

        working.work_until_told_to_stop([working.Postman(), *gateway_work.workers(), *mail_in.listeners()])
    return 0


def demo(chosen: argparse.Namespace, data: Path) -> int:
    from alongside.base import clock
    from alongside.run import prepare

    prepare.prepare(data)
    from alongside.run import demo as example

    example.fill(clock.now())
    say(f"The demo is in {data}. Look at it with: alongside serve --demo --data {data}")
    return 0


def invite(chosen: argparse.Namespace, data: Path) -> int:
    from alongside.run import prepare

    prepare.prepare(data)
    from alongside.run import invite as inviting

    if chosen.new_program:
        return inviting.one_more_program(chosen.port)
    return inviting.coordinator(chosen.program or "", chosen.port)


def backup(chosen: argparse.Namespace, data: Path) -> int:
    from alongside.run import prepare

    prepare.open_existing(data)
    from alongside.run import backup as keeping

    to, keys_to = chosen.to or data / "backups", chosen.keys_to or data / prepare.COPIES_OF_KEYS
    return keeping.backup(data, Path(to).resolve(), Path(keys_to).resolve())


def restore(chosen: argparse.Namespace, data: Path) -> int:
    from alongside.run import prepare

    prepare.make_folder(data)
    prepare.set_up_django()
    from alongside.run import restore as bringing_back

    return bringing_back.restore(
        data,
        Path(chosen.file),
        Path(chosen.keys) if chosen.keys else None,
        Path(chosen.identity),
        over=chosen.over,
    )


def check(chosen: argparse.Namespace, data: Path) -> int:
    from alongside.run import prepare

    prepare.open_existing(data)
    from alongside.run import check as looking

    return looking.check(data)


def bench(chosen: argparse.Namespace, data: Path) -> int:
    import importlib.util
    import subprocess

    if importlib.util.find_spec("bench") is None:
        raise Stop("ALONGSIDE-021: the benches are in the source checkout. There: script/bench")
    told = [word for word in (chosen.name, "--json" if chosen.json else None) if word]
    return subprocess.call([sys.executable, "-m", "bench", *told])  # noqa: S603  our own module, no shell
