"""What there is to see when a talk is heavy, and what the team then sees to."""

from typing import Any

from alongside.base import clock
from alongside.flows import quiet_is_foreseen
from alongside.rules.said import said
from alongside.safety import backups, outside_contacts, reports
from alongside.talk import reads as talks
from alongside.web.demo.stop import Stop, at, in_talk
from alongside.workforce import after_talks
from alongside.workforce import reads as workforce


def the_call(program: Any, person_id: int) -> str:
    """The call for backup that waits longest."""
    waiting = backups.open_in(program.id)
    return f"/program/backup/{waiting[0].id}" if waiting else "/program"


def the_report(program: Any, person_id: int) -> str:
    """The report that waits longest."""
    waiting = reports.open_in(program.id)
    return f"/program/reports/{waiting[0].id}" if waiting else "/program"


def to_look_at(program: Any, person_id: int) -> str:
    """The outside contact to be looked at again."""
    waiting = outside_contacts.to_review(program.id)
    return f"/program/outside/{waiting[0].id}" if waiting else "/program"


def gone_quiet(program: Any, person_id: int) -> str:
    """Somebody who wanted us to ring someone."""
    waiting = quiet_is_foreseen.for_team(program.id, clock.now())
    return f"/program/quiet/{waiting[0].wish.id}" if waiting else "/program"


def kept(program: Any, person_id: int) -> str:
    """What this peer noted after a talk."""
    noted = after_talks.shown_by([person_id])
    return f"/desk/after/{noted[0].id}/kept" if noted else "/desk"


def shown(program: Any, person_id: int) -> str:
    """What a peer showed to who stands beside them."""
    beside = [peer for peer, by in workforce.supervisors(program.id).items() if by == person_id]
    waiting = after_talks.shown_by(beside)
    return f"/program/after/{waiting[0].id}" if waiting else "/program"


def told_outside(program: Any, person_id: int) -> str:
    """What somebody outside was told about this member."""
    waiting = outside_contacts.not_seen(person_id)
    return f"/me/outside/{waiting[0].id}" if waiting else "/"


def last_talk(program: Any, person_id: int) -> str:
    """The page for a report, of a talk that has ended or goes on."""
    every = talks.conversations_of(person_id)
    return f"/talk/{every[0].conversation_id}/report" if every else "/"


STOPS = (
    Stop("heavy", said("This is heavy: for the peer, always there"), "Rosa", in_talk("/heavy")),
    Stop("calling", said("A peer has called someone to her side"), "Wanjiru", in_talk("/heavy")),
    Stop("called", said("The team sees who calls, and nothing else"), "Tariro", the_call),
    Stop("report", said("Something was not all right: telling the team"), "Blue Kettle", in_talk("/report")),
    Stop("reported", said("What she told the team stands here"), "Green Lamp", last_talk),
    Stop("a-report", said("A report on the team’s desk"), "Tariro", the_report),
    Stop("if-quiet", said("If you go quiet: what would you like?"), "Blue Kettle", in_talk("/quiet")),
    Stop("hello-agreed", said("A hello that was agreed, on a peer’s desk"), "Kai", at("/desk")),
    Stop("ring-agreed", said("Someone to ring, opened by a person only"), "Tariro", gone_quiet),
    Stop("after", said("After a talk: one tap for the peer alone"), "Daniel", at("/desk")),
    Stop("after-kept", said("What she noted after a talk, and whom she showed it to"), "Wanjiru", kept),
    Stop("after-shown", said("A peer shows how she is"), "Tariro", shown),
    Stop("told-outside", said("What someone outside was told, readable"), "Long Road", told_outside),
    Stop("outside", said("Writing down what someone outside was told"), "Rosa", in_talk("/outside")),
    Stop("to-look-at", said("It is looked at again by somebody else"), "Tariro", to_look_at),
)
