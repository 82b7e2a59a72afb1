"""`alongside channels gammu`: a safe configuration for gammu-smsd with one modem, and whether it is well."""

from __future__ import annotations

import argparse
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.base import clock
from alongside.channels.gammu.adapter import is_running
from alongside.flows import gateway_beside_is_set_up
from alongside.run import channels
from alongside.run.plain import Stop, say

if TYPE_CHECKING:
    from alongside.gateways.reads import Open

FOLDER, FILE = "gammu", "smsd.conf"
FOLDERS = ("inbox", "outbox", "sent", "error", "late")

# debuglevel 0: the log names files, and their names hold numbers; so it goes nowhere.
# commtimeout: how often the outbox is looked at; its own standard is every 30 seconds.
CONFIGURATION = """\
# Written by `alongside channels gammu`. Words and numbers stand in these folders alone, until Alongside has
# them, and in no log.
[gammu]
{modem}
gammucoding = utf8

[smsd]
service = files
inboxpath = {folder}/inbox/
outboxpath = {folder}/outbox/
sentsmspath = {folder}/sent/
errorsmspath = {folder}/error/
inboxformat = unicode
outboxformat = unicode
transmitformat = auto
logfile = /dev/null
debuglevel = 0
receivefrequency = 2
commtimeout = 2
sendtimeout = 60
maxretries = 3
loopsleep = 1
multiparttimeout = 600
checksecurity = {checks}
checkbattery = 0
hangupcalls = 0
deliveryreport = no
"""

MODEM = """\
device = {device}
connection = at"""

DUMMY = """\
model = dummy
connection = none
port = {folder}/dummy
gammuloc = /dev/null"""


def write(chosen: argparse.Namespace, data: Path) -> int:
    """Writes the configuration and its folders, and gives the program its gateway."""
    program = channels.program_of(chosen.program)
    if not chosen.modem and not chosen.dummy:
        raise Stop("ALONGSIDE-056: which modem? Say --modem DEVICE, such as /dev/ttyUSB0", 2)
    if any(sign < " " for sign in chosen.modem):
        raise Stop("ALONGSIDE-056: which modem? Say --modem DEVICE, such as /dev/ttyUSB0", 2)
    there = gateway_beside_is_set_up.beside(program, "gammu")
    name = there.setup.values["modem"] if there else secrets.token_hex(8)
    channels.folder(data, FOLDER)
    folder = channels.folder(data / FOLDER, name, *FOLDERS)
    modem = DUMMY.format(folder=folder) if chosen.dummy else MODEM.format(device=chosen.modem)
    text = CONFIGURATION.format(folder=folder, modem=modem, checks=0 if chosen.dummy else 1)
    channels.write_once(folder / FILE, text, chosen.over)
    values = {"modem": name, "country": chosen.country.upper(), "number": chosen.number}
    gateway_beside_is_set_up.set_up(program, "gammu", "SMS", values, clock.now())
    channels.need("gammu-smsd", "gammu-smsd")
    say(f"Written: {folder / FILE}. Keep this running, and start it with the computer:")
    print(f"gammu-smsd --config {folder / FILE} --pid {folder / 'smsd.pid'}")
    say("Run it as the account that runs Alongside: both work in this folder.")
    say("Then look whether all is well: alongside channels gammu --check")
    return 0


def check(chosen: argparse.Namespace, data: Path) -> int:
    """Looks at the configuration and at what runs."""
    program = channels.program_of(chosen.program)
    gateway = gateway_beside_is_set_up.beside(program, "gammu")
    if gateway is None:
        raise Stop("ALONGSIDE-057: this program has no modem yet: alongside channels gammu --help")
    return channels.verdict(_found(gateway, data / FOLDER / gateway.setup.values["modem"]))


def _found(gateway: Open, folder: Path) -> list[tuple[bool | None, str]]:
    if not (folder / FILE).exists():
        return [(False, f"{folder / FILE} is not there. Write it: alongside channels gammu --over")]
    text = (folder / FILE).read_text()
    private = not folder.stat().st_mode & 0o077
    quiet = "logfile = /dev/null" in text
    runs = is_running(folder / "smsd.pid")
    waited = int(gateway.channel.look(gateway.setup).facts.get("waited") or 0)
    unsent = len(list((folder / "error").glob("OUT*")))
    return [
        (
            private,
            f"Others can look into {folder}. Do: chmod 700" if not private else "Only its owner can look in.",
        ),
        (quiet, "It keeps no log." if quiet else "Its log could hold numbers. Set logfile = /dev/null"),
        (runs, "gammu-smsd is running." if runs else "gammu-smsd is not running."),
        (waited < 180, f"The oldest text has waited {waited} seconds to be sent."),
        (None if unsent else True, f"{unsent} texts could not be sent."),
    ]
