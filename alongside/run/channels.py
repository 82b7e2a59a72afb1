"""`alongside channels ...`: gateways that run on this computer, beside Alongside."""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alongside.run.plain import Stop, say

if TYPE_CHECKING:
    from alongside.people.models import Program

Command = Callable[[argparse.Namespace, Path], int]


def add(commands: argparse._SubParsersAction[Any], shared: argparse.ArgumentParser) -> None:
    """The commands and their options."""
    group = commands.add_parser("channels", help="Set up a gateway for SMS on this computer, and check it")
    kinds = group.add_subparsers(metavar="GATEWAY", required=True)

    def kind(name: str, does: str, run: Command) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = kinds.add_parser(
            name, help=does, description=f"{does}.", parents=[shared]
        )
        made.add_argument("--check", action="store_true", help="say in plain words whether it is well")
        made.add_argument("--over", action="store_true", help="replace the configuration that is there")
        made.add_argument("--program", metavar="NAME", help="which program, where there are several")
        made.add_argument("--number", metavar="N", default="", help="the number people text")
        made.add_argument("--country", metavar="XX", default="", help="two letters of its country: KE")
        made.set_defaults(run=run)
        return made

    kannel = kind("kannel", "SMS over an operator's SMPP line, with Kannel", _kannel)
    line = kannel.add_mutually_exclusive_group()
    line.add_argument("--smpp", metavar="HOST:PORT", help="the operator's message centre")
    line.add_argument("--modem", metavar="DEVICE", help="a modem with a SIM card, such as /dev/ttyUSB0")
    line.add_argument("--fake", action="store_true", help="no line at all, to try things (fakesmsc)")
    kannel.add_argument("--smpp-name", metavar="NAME", default="", help="as the operator calls you")
    kannel.add_argument("--port", type=int, default=13000, help="the first of four ports in a row (13000)")
    gammu = kind("gammu", "SMS over one USB modem with a SIM card, with gammu-smsd", _gammu)
    gammu.add_argument("--modem", metavar="DEVICE", default="", help="the modem, such as /dev/ttyUSB0")
    gammu.add_argument("--dummy", action="store_true", help=argparse.SUPPRESS)  # a modem of files, for tests


def _kannel(chosen: argparse.Namespace, data: Path) -> int:
    _open(data)
    from alongside.run import kannel

    return kannel.check(chosen, data) if chosen.check else kannel.write(chosen, data)


def _gammu(chosen: argparse.Namespace, data: Path) -> int:
    _open(data)
    from alongside.run import gammu

    return gammu.check(chosen, data) if chosen.check else gammu.write(chosen, data)


def _open(data: Path) -> None:
    """The install must be there; from then on this process knows its channels."""
    from alongside.run import prepare

    prepare.open_existing(data)
    from alongside.channels import registry

    registry.open_all()


def program_of(wanted: str | None) -> Program:
    """The program that is meant; the only one where there is one."""
    from alongside.people import reads

    found = [each for each in reads.programs() if not wanted or wanted in (each.name, each.slug)]
    if not found:
        raise Stop("ALONGSIDE-050: there is no such program. Set one up first: alongside serve")
    if len(found) > 1:
        raise Stop(f"ALONGSIDE-041: which program? Say --program with one of: {names(found)}", 2)
    return found[0]


def names(programs: list[Program]) -> str:
    return ", ".join(each.slug for each in programs)


def folder(data: Path, name: str, *within: str) -> Path:
    """A folder of a gateway in the data folder, for its owner alone."""
    made = data / name
    for path in (made, *(made / each for each in within)):
        path.mkdir(mode=0o700, exist_ok=True)
        path.chmod(0o700)
    return made


def write_once(path: Path, text: str, over: bool) -> None:
    """A configuration, readable by its owner alone. One that is there is not lost by mistake."""
    if path.exists() and not over:
        raise Stop(f"ALONGSIDE-051: {path} is there already. Replace it with --over, or look with --check.")
    draft = path.with_suffix(".draft")
    draft.touch(mode=0o600)
    draft.write_text(text)
    os.replace(draft, path)


def new_password() -> str:
    return secrets.token_urlsafe(18)


def need(program: str, package: str) -> None:
    """Says where a program comes from, if it is not here."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    if shutil.which(program, path=path) is None:
        say(f"{program} is not on this computer yet. On Debian or Ubuntu: apt-get install {package}")


def verdict(found: list[tuple[bool | None, str]]) -> int:
    """Prints what was found, as `alongside check` does. 1 where something is wrong."""
    for well, words in found:
        print(f"  {'ok' if well else '--' if well is None else 'NO'}  {words}")
    wrong = sum(well is False for well, _ in found)
    print()
    print("  All is well." if not wrong else f"  {wrong} to look at: the lines that begin with NO.")
    return 1 if wrong else 0
