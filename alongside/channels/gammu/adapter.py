"""SMS over one modem with a SIM card: gammu-smsd beside us, and folders between us."""

from __future__ import annotations

import os
import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from alongside.channels.adapter import Adapter
from alongside.channels.asking import NotReached
from alongside.channels.gammu import folder
from alongside.rules import phone_number, text_units
from alongside.rules.channel import (
    Capabilities,
    Carried,
    Event,
    Field,
    Message,
    NotUnderstood,
    Outgoing,
    Raw,
    Setup,
    State,
    Status,
    Wellbeing,
)
from alongside.rules.channel_troubles import LATE, SILENT, UNKNOWN
from alongside.rules.said import said

WAITS = 25.0  # seconds that the folders are looked at for one asking
LOOKS_EVERY = 0.5
STUCK_AFTER = 180.0  # seconds a text waits before something must be wrong with the modem
NAME = re.compile(r"[0-9a-f]{16}$")
SHORTEST_NUMBER = 7  # digits: a shorter sender is a machine of the operator's, which nobody answers
BECAME: dict[str, tuple[State, str]] = {
    "sent": ("sent", ""),
    "failed": ("failed", UNKNOWN),
    "late": ("failed", LATE),
}


@dataclass
class Given:
    """What was handed on and may not be kept yet: how to let go of it, and what we called it."""

    mark: str = ""
    events: list[Event] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Gammu(Adapter):
    kind = "gammu"
    title = said("SMS with one modem and a SIM card")
    about = said("A USB modem in this computer. For a clinic: a few texts a minute, at the price of the SIM.")
    fields = (
        Field(
            "modem",
            said("The modem’s name"),
            said("Whoever runs this computer gets it from: alongside channels gammu"),
        ),
        Field("country", said("Two letters of the country, such as KE"), needed=False),
    )
    steps = (
        said("Put the SIM card into the modem, and the modem into this computer."),
        said("Whoever runs this computer types: alongside channels gammu"),
        said("It sets up this channel. Whether all is well says: alongside channels gammu --check"),
    )
    actions = ()
    polls = True

    def __init__(self) -> None:
        self._given: defaultdict[int, Given] = defaultdict(Given)

    def capabilities(self, setup: Setup) -> Capabilities:
        return Capabilities(
            address="phone",
            unit="segment",
            longest=4,
            tells_taken=True,
            traces=frozenset({"handset", "operator", "lock_screen"}),
            costs_program=True,
            costs_person=True,
            per_second=1.0,
        )

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        """Nobody tells us anything over the web."""
        raise NotUnderstood("there is no webhook")

    def send(self, setup: Setup, outgoing: Outgoing) -> Carried:
        """Lays it down for gammu-smsd."""
        place = self.place(setup)
        if place is None:
            return Carried("later", SILENT)
        try:
            folder.put(
                place / "outbox", outgoing.ours, outgoing.to, outgoing.text, outgoing.at, outgoing.deadline
            )
        except OSError:
            return Carried("later", SILENT)
        return Carried("sent", segments=text_units.segments(outgoing.text).segments)

    def taken(self, setup: Setup, outgoing: Outgoing) -> Carried | None:
        place = self.place(setup)
        if place is None or not folder.is_there(place, outgoing.ours):
            return None
        return Carried("sent", segments=text_units.segments(outgoing.text).segments)

    def look(self, setup: Setup) -> Wellbeing:
        """Whether gammu-smsd runs, and gets rid of what it is given."""
        place = self.place(setup)
        if place is None:
            return Wellbeing(SILENT)
        waited = folder.oldest(place / "outbox", time.time())
        runs = is_running(place / "smsd.pid")
        trouble = SILENT if not runs or waited > STUCK_AFTER else ""
        return Wellbeing(trouble, facts={"runs": "1" if runs else "", "waited": str(int(waited))})

    def catch_up(self, setup: Setup, since: str) -> tuple[list[Event], str]:
        """What came, and what became of ours. Asking with its mark takes the files away."""
        place = self.place(setup)
        if place is None:
            raise NotReached
        given = self._given[setup.gateway_id]
        with given.lock:
            if given.mark and given.mark == since:
                for file in given.files:
                    file.unlink(missing_ok=True)
            elif given.events:
                return list(given.events), given.mark
            until = time.monotonic() + WAITS
            events, files = self._new(setup, place)
            while not files and time.monotonic() < until:
                time.sleep(LOOKS_EVERY)
                events, files = self._new(setup, place)
            given.events, given.files = events, files
            given.mark = os.urandom(8).hex() if files else ""
            return list(events), given.mark or since

    def place(self, setup: Setup) -> Path | None:
        """The modem's folder. Its name is a secret of this computer's: no coordinator can guess another's."""
        name = setup.values.get("modem", "")
        if not NAME.match(name):
            return None
        found = Path(settings.DATA) / "gammu" / name
        return found if found.is_dir() else None

    def _new(self, setup: Setup, place: Path) -> tuple[list[Event], list[Path]]:
        now = time.time()
        events: list[Event] = []
        files: list[Path] = []
        for text in folder.came(place / "inbox", now):
            files += text.files
            number = number_of(text.sender, setup.values.get("country", ""))
            if number:
                events.append(Message(text.ref, number, text.words, text.at))
        for fate in folder.went(place, now):
            state, trouble = BECAME[fate.how]
            files.append(fate.file)
            events.append(Status(fate.ours, state, trouble))
        return events, files


def number_of(sender: str, country: str) -> str:
    """The number that wrote; nothing for a machine of the operator's."""
    digits = "".join(sign for sign in sender if sign.isdigit())
    if len(digits) < SHORTEST_NUMBER or any(sign.isalpha() for sign in sender):
        return ""
    whole = sender if sender.startswith(("+", "0")) else f"+{digits}"
    return phone_number.read(whole, country) or f"+{digits}"


def is_running(pid_file: Path, alive: Callable[[int, int], None] = os.kill) -> bool:
    """Whether the process that wrote this file is still there."""
    try:
        alive(int(pid_file.read_text()), 0)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True


CHANNEL = Gammu()
