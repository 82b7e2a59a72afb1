"""What is held about what somebody did for the program: links, signatures, and who looked at whom."""

from collections.abc import Iterator

from django.db.models import Q

from alongside.people.invitations import note_place
from alongside.people.models import Assurance, Invitation, Promise, Trace
from alongside.rules.held import Held, Whose, held, someone, wrote
from alongside.vault import keys


def invitations(whose: Whose) -> Iterator[Held]:
    """Links they made, and links for a new password for them."""
    me = whose.person_id
    rows = Invitation.objects.filter(Q(made_by_id=me) | Q(renews_id=me)).order_by("-made_at")
    for row in rows.iterator():
        theirs = row.made_by_id == me
        text = keys.read(whose.program_key_id, row.note, note_place(row.id)) if theirs else None
        yield held(
            "invitation" if theirs else "new_password",
            row.made_at,
            wrote(text),
            roles=tuple(row.roles) if theirs else (),
            by=None if theirs else someone(row.made_by_id),
            until=row.ends_at,
            used_at=row.used_at,
        )


def assurances(whose: Whose) -> Iterator[Held]:
    for row in Assurance.objects.filter(by_id=whose.person_id).order_by("-at"):
        yield held("assurance", row.at, stood_for=row.code)


def laws(whose: Whose) -> Iterator[Held]:
    for row in Promise.objects.filter(law_by_id=whose.person_id).order_by("-version"):
        yield held("law", row.made_at, promise_version=row.version)


def traces(whose: Whose) -> Iterator[Held]:
    """Who looked at something of theirs; and that they looked at something of somebody else's."""
    me = whose.person_id
    rows = Trace.objects.filter(Q(person_id=me) | Q(by_id=me)).order_by("-at", "-id")
    for row in rows.iterator():
        theirs = row.person_id == me
        kind = "trace" if theirs else "trace_left"
        yield held(kind, row.at, trace=row.what, by=someone(row.by_id) if theirs else None)
