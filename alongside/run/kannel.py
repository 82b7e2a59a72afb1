"""`alongside channels kannel`: a safe configuration for Kannel, and whether the one that runs is well."""

from __future__ import annotations

import argparse
import getpass
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.base import clock
from alongside.channels import near
from alongside.flows import gateway_beside_is_set_up
from alongside.run import channels
from alongside.run.plain import Stop, say

if TYPE_CHECKING:
    from alongside.gateways.reads import Open

FOLDER, FILE = "kannel", "kannel.conf"
LINE = "line"  # what Kannel calls the way to the operator
ADMIN, BOXES, SENDING, FAKE = range(4)  # ports from the first
ROUTED = ("smsc", "smsbox-route")  # each line to an operator needs its way past smsbox

CONFIGURATION = """\
# Written by `alongside channels kannel`. Everything listens on this computer alone.
# What comes in goes by our own box (smsbox-route), not by smsbox: bearerbox keeps each text on disk until
# Alongside has it. smsbox only sends. No log has words or numbers: keep log-level at 2 and the format below.

group = core
admin-port = {admin}
admin-interface = "127.0.0.1"
admin-password = "{admin_password}"
status-password = "{status_password}"
admin-deny-ip = "*.*.*.*"
admin-allow-ip = "127.0.0.1"
smsbox-port = {boxes}
smsbox-interface = "127.0.0.1"
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
smsbox-max-pending = 500
sms-incoming-queue-limit = -1
sms-outgoing-queue-limit = 100000
sms-resend-freq = 5
sms-resend-retry = -1
sms-combine-concatenated-mo = false
store-type = spool
store-location = "{folder}/store"
dlr-storage = spool
dlr-spool = "{folder}/reports"
log-file = "{folder}/log/bearerbox.log"
log-level = 2
access-log = "{folder}/log/access.log"
access-log-format = "%l [SMSC:%i] [ID:%I] flags:%m:%c:%M:%C:%d length:%L"

{line}
group = smsbox-route
smsbox-id = alongside
smsc-id = {name}

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sending}
sendsms-interface = "127.0.0.1"
{sender}log-file = "{folder}/log/smsbox.log"
log-level = 2

group = sendsms-user
username = alongside
password = "{password}"
user-deny-ip = "*.*.*.*"
user-allow-ip = "127.0.0.1"
concatenation = true
max-messages = 12
"""

SMPP = """\
group = smsc
smsc = smpp
smsc-id = {name}
host = "{host}"
port = {port}
transceiver-mode = true
smsc-username = "{user}"
smsc-password = "{password}"
system-type = ""
interface-version = 34
enquire-link-interval = 30
reconnect-delay = 5
throughput = 20
"""

MODEM = """\
group = smsc
smsc = at
smsc-id = {name}
modemtype = auto
device = "{device}"
sim-buffering = true

group = modems
id = generic
name = "Generic Modem"
"""

NO_LINE = """\
group = smsc
smsc = fake
smsc-id = {name}
port = {port}
connect-allow-ip = "127.0.0.1"
"""


def write(chosen: argparse.Namespace, data: Path) -> int:
    """Writes the configuration, gives the program its gateway, and says how both are started."""
    program = channels.program_of(chosen.program)
    line = line_of(chosen)
    folder = channels.folder(data, FOLDER, "store", "reports", "log")
    told = {
        "password": channels.new_password(),
        "status_password": channels.new_password(),
        "admin_password": channels.new_password(),
    }
    text = CONFIGURATION.format(
        folder=folder,
        line=line,
        name=LINE,
        admin=chosen.port + ADMIN,
        boxes=chosen.port + BOXES,
        sending=chosen.port + SENDING,
        sender=f'global-sender = "{plain(chosen.number)}"\n' if chosen.number else "",
        **told,
    )
    channels.write_once(folder / FILE, text, chosen.over)
    values = {
        "host": "127.0.0.1",
        "send_port": str(chosen.port + SENDING),
        "username": "alongside",
        "password": told["password"],
        "status_port": str(chosen.port + ADMIN),
        "status_password": told["status_password"],
        "box_port": str(chosen.port + BOXES),
        "box_name": "alongside",
        "country": chosen.country.upper(),
        "number": plain(chosen.number),
    }
    gateway_beside_is_set_up.set_up(program, "kannel", "SMS", values, clock.now())
    tell(folder / FILE, values)
    return 0


def tell(path: Path, values: dict[str, str]) -> None:
    """What is left to do."""
    channels.need("bearerbox", "kannel")
    ports = (values[each] for each in ("status_port", "box_port", "send_port"))
    say(f"Written: {path}. Keep both of these running, and start them with the computer:")
    print(f"bearerbox {path}")
    print(f"smsbox {path}")
    say("Let Alongside reach them (a setting of `alongside serve`):")
    print(f"ALONGSIDE_GATEWAYS_NEAR={','.join(f'127.0.0.1:{port}' for port in ports)}")
    say("Then look whether all is well: alongside channels kannel --check")


def line_of(chosen: argparse.Namespace) -> str:
    """The part of the configuration that names the way to the operator."""
    if chosen.modem:
        return MODEM.format(name=LINE, device=plain(chosen.modem))
    if chosen.fake:
        return NO_LINE.format(name=LINE, port=chosen.port + FAKE)
    if not chosen.smpp:
        raise Stop("ALONGSIDE-052: which line? Say --smpp HOST:PORT, --modem DEVICE, or --fake to try.", 2)
    host, mark, port = chosen.smpp.rpartition(":")
    if not mark or not port.isdigit() or not host:
        raise Stop("ALONGSIDE-053: --smpp wants HOST:PORT, such as smsc.example.net:2775", 2)
    password = os.environ.get("ALONGSIDE_SMPP_PASSWORD", "")
    if not password and sys.stdin.isatty():
        password = getpass.getpass("  The operator's SMPP password: ")
    return SMPP.format(
        name=LINE, host=plain(host), port=port, user=plain(chosen.smpp_name), password=plain(password)
    )


def plain(text: str) -> str:
    """Nothing in it ends a line of the configuration or its quotes."""
    if re.search(r'[\x00-\x1f"\\]', text):
        raise Stop("ALONGSIDE-054: quotes and line ends cannot stand in a configuration of Kannel.", 2)
    return text


def check(chosen: argparse.Namespace, data: Path) -> int:
    """Looks at the configuration and at what runs."""
    program = channels.program_of(chosen.program)
    gateway = gateway_beside_is_set_up.beside(program, "kannel")
    if gateway is None:
        raise Stop("ALONGSIDE-055: this program has no Kannel yet: alongside channels kannel --help")
    return channels.verdict([*_written(data / FOLDER / FILE), *_running(gateway)])


def _written(path: Path) -> list[tuple[bool | None, str]]:
    if not path.exists():
        return [(None, "Kannel's configuration is not in the data folder; it is not looked at.")]
    found: list[tuple[bool | None, str]] = []
    text = path.read_text()
    mode = path.stat().st_mode & 0o077
    found.append(
        (not mode, f"Others can read {path}. Do: chmod 600 {path}" if mode else "Only its owner can read it.")
    )
    levels = [int(each) for each in re.findall(r"(?m)^log-level\s*=\s*(\d+)", text)]
    formatted = "access-log " not in text or re.search(r"(?m)^access-log-format\s*=.*%[abrk]", text) is None
    quiet = bool(levels) and min(levels) >= 2 and formatted
    found.append(
        (quiet, "Its logs hold no words." if quiet else "Its logs could hold words. Set log-level = 2.")
    )
    lines = re.findall(r'(?m)^(\S+-interface)\s*=\s*"?([^"\n]+)', text)
    near_only = {name for name, value in lines if value.strip() == "127.0.0.1"}
    whole = near_only >= {"admin-interface", "smsbox-interface", "sendsms-interface"}
    found.append(
        (whole, "It listens on this computer alone." if whole else "It listens to the whole network.")
    )
    joined = re.search(r"(?m)^sms-combine-concatenated-mo\s*=\s*false", text) is not None
    words = "Long texts are put together here." if joined else "Set sms-combine-concatenated-mo = false."
    found.append((joined, words))
    kinds = {
        kind: set(re.findall(rf"(?m)^group = {kind}\n(?:.+\n)*?smsc-id = (\S+)", text)) for kind in ROUTED
    }
    missing = kinds["smsc"] - kinds["smsbox-route"]
    words = (
        f"What comes by {' '.join(sorted(missing))} goes by smsbox, which can lose it: add a smsbox-route."
    )
    found.append((not missing, words if missing else "What comes in stays on disk until it is here."))
    return found


def _running(gateway: Open) -> list[tuple[bool | None, str]]:
    values = gateway.setup.values
    ports = [int(values[each]) for each in ("status_port", "box_port", "send_port") if values.get(each)]
    let = all(near.is_let(values["host"], port) for port in ports)
    if not let:
        places = ",".join(f"{values['host']}:{port}" for port in ports)
        return [(False, f"Alongside may not reach it. Set ALONGSIDE_GATEWAYS_NEAR={places}")]
    look = gateway.channel.look(gateway.setup)
    facts = look.facts
    if look.trouble == "refused":
        return [(False, "Kannel does not let us look: its status-password is another one.")]
    if not facts:
        return [(False, "bearerbox does not answer. Is it running?")]
    boxes, lines = facts.get("boxes", "").split(), int(facts.get("lines") or 0)
    return [
        (facts["status"] == "running", f"bearerbox says it is {facts['status']}."),
        (lines > 0, "The line to the operator is up." if lines else "The line to the operator is down."),
        (
            "smsbox" in boxes,
            "smsbox is there." if "smsbox" in boxes else "smsbox is not there. Is it running?",
        ),
        (
            values["box_name"] in boxes,
            "Alongside is connected."
            if values["box_name"] in boxes
            else "Alongside is not connected. Is it running? Texts wait on disk until then.",
        ),
        (None, f"{facts.get('waiting') or 0} texts wait in Kannel."),
    ]
