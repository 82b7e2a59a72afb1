"""What somebody outside was told about a member: all of it, in words they can read, and who looked again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import formats
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import MEMBER, door
from alongside.flows import someone_outside_is_told
from alongside.people import reads
from alongside.rules import outside as rules
from alongside.safety import outside_contacts
from alongside.safety.outside_contacts import Contact
from alongside.web import answers
from alongside.web.lines import zone_named
from alongside.web.talk import told


@door(MEMBER, "GET", "POST")
def outside(request: Any, contact: int) -> HttpResponse:
    """Theirs alone. "I have read this" takes the line about it off their home."""
    found = outside_contacts.one(request.program.id, contact)
    if found is None or found.person_id != request.here.person_id:
        raise Http404
    if request.method == "POST":
        someone_outside_is_told.see(contact, request.here.person_id, clock.now())
        return answers.see("/")
    return answers.page(request, "members/outside.html", contact=found, **what_was_told(request, found))


def what_was_told(request: Any, found: Contact) -> dict[str, Any]:
    """Everything that was written down, for who may read it."""
    telling = outside_contacts.words_of(found.id)
    people = [found.decided_by, found.second, found.reviewed_by, found.person_id]
    said_by = [int(str(line["by"])) for line in telling.lines] if telling else []
    names = reads.names([number for number in people if number] + said_by)
    zone = request.here.zone
    return {
        "telling": telling,
        "clause": _(rules.CLAUSES.get(found.clause, "")) if found.clause in rules.CLAUSES else "",
        "decided_by": names.get(found.decided_by or 0, told.someone()),
        "second": names.get(found.second or 0, ""),
        "reviewed_by": names.get(found.reviewed_by or 0, told.someone()) if found.reviewed_at else "",
        "member": names.get(found.person_id or 0, told.someone()),
        "happened": day_words(found.happened_at, zone),
        "passages": [
            {"by": names.get(int(str(line["by"])), told.someone()), "words": line["text"]}
            for line in (telling.lines if telling else [])
        ],
    }


def day_words(at: datetime, zone: str) -> str:
    """ "Monday, 3 March, 14:05", where the reader is."""
    local = at.astimezone(zone_named(zone))
    return _("%(day)s, %(time)s") % {"day": formats.date_format(local, "l, j F"), "time": f"{local:%H:%M}"}


def not_seen(request: Any) -> list[Contact]:
    """What stands on their home and beside their talks until they say that they have read it."""
    return outside_contacts.not_seen(request.here.person_id)
