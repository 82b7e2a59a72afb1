"""Questions about what a program asks of its peers, and who has been made ready."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.rules import readiness
from alongside.workforce.models import Readiness, Requirement, Tick


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing the program asks, and who saw that a peer meets it. `words` is empty for our own list."""

    id: int
    code: str
    words: str
    by: int | None = None
    at: datetime | None = None

    @property
    def key(self) -> str:
        """What `rules.readiness` knows it by: its code, or its row where it has words of its own."""
        return self.code if readiness.by_code(self.code) else f"own{self.id}"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a peer is on the way to being suggested to people."""

    asked: list[Asked]
    supervisor_id: int | None
    made_ready_by: int | None
    made_ready_at: datetime | None

    def missing(self, profile_live: bool) -> tuple[str, ...]:
        """What is still to do, by key; empty when a named person may make them ready."""
        return readiness.ready(
            [asked.key for asked in self.asked],
            {asked.key for asked in self.asked if asked.at},
            self.supervisor_id is not None,
            profile_live,
        )


def requirements(program_id: int) -> list[Asked]:
    """What this program asks of every peer, in its order."""
    rows = Requirement.objects.filter(program_id=program_id, retired_at=None).order_by("place", "id")
    return [Asked(row.id, row.code, row.words) for row in rows]


def standing(program_id: int, peer_id: int) -> Standing:
    """What one peer has, what is missing, and who said so."""
    ticks = {
        tick.requirement_id: tick for tick in Tick.objects.filter(program_id=program_id, peer_id=peer_id)
    }
    asked = [
        Asked(each.id, each.code, each.words, ticks[each.id].by_id, ticks[each.id].at)
        if each.id in ticks
        else each
        for each in requirements(program_id)
    ]
    row = Readiness.objects.filter(program_id=program_id, peer_id=peer_id).first()
    if row is None:
        return Standing(asked, None, None, None)
    return Standing(asked, row.supervisor_id, row.made_ready_by_id, row.made_ready_at)


def is_made_ready(program_id: int, peer_id: int) -> bool:
    """Whether a named person has made this peer ready."""
    row = Readiness.objects.filter(program_id=program_id, peer_id=peer_id)
    return row.exclude(made_ready_at=None).exists()


def made_ready(program_id: int) -> dict[int, datetime]:
    """Every peer who was made ready, and when."""
    rows = Readiness.objects.filter(program_id=program_id).exclude(made_ready_at=None)
    return {peer_id: at for peer_id, at in rows.values_list("peer_id", "made_ready_at") if at}


@dataclass(frozen=True, slots=True)
class MadeReady:
    """Who made a peer ready; None where that person is gone."""

    by: int | None
    at: datetime


def made_ready_by(program_id: int) -> dict[int, MadeReady]:
    """Every peer who was made ready, by whom and when."""
    rows = Readiness.objects.filter(program_id=program_id).exclude(made_ready_at=None)
    found = rows.values_list("peer_id", "made_ready_by_id", "made_ready_at")
    return {peer_id: MadeReady(by, at) for peer_id, by, at in found if at}


def supervisors(program_id: int) -> dict[int, int]:
    """Who stands beside whom: peer -> supervisor."""
    rows = Readiness.objects.filter(program_id=program_id).exclude(supervisor=None)
    return {peer_id: beside for peer_id, beside in rows.values_list("peer_id", "supervisor_id") if beside}
