"""That somebody would like to be rung: for the top of their talk, and for a peer's desk."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.web.waiting_list import Waits

if TYPE_CHECKING:
    from alongside.matching.walks import Walk
    from alongside.web.peers.gathered import PeerDesk


def waits(desk: PeerDesk, now: datetime) -> list[Waits]:
    """On a peer's desk: who would like to be rung."""
    return [
        Waits(_("%(name)s would like you to ring") % {"name": desk.name(by)}, f"/talk/{talk}/call", since)
        for talk, by, since in desk.matching.calls
        if by != desk.me
    ]


def words(walk: Walk | None, person_id: int, name: str) -> str:
    """For the top of the talk: nothing where nobody would like to be rung."""
    if walk is None or walk.call is None or walk.ended_at is not None:
        return ""
    if walk.call.by == person_id:
        return _("You would like to be rung.")
    return _("%(name)s would like you to ring.") % {"name": name}
