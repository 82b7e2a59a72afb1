"""Words I keep: all of them, and letting one go."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import MEMBER, door
from alongside.flows import words_are_kept
from alongside.people import reads
from alongside.safety import kept_words
from alongside.web import answers
from alongside.web.moments import when_words
from alongside.web.typed import Typed, identity


@door(MEMBER, "GET", "POST")
def kept(request: Any) -> HttpResponse:
    """The newest first; each can be let go."""
    here = request.here
    if request.method == "POST":
        words_are_kept.let_go(here.person_id, identity(Typed(request.POST).raw("let_go")))
        return answers.see("/me/kept")
    every, now = kept_words.of(here.person_id, here.key_id), clock.now()
    names = reads.names({one.writer_id for one in every if one.writer_id and one.writer_id != here.person_id})
    return answers.page(
        request,
        "members/kept.html",
        kept=[
            {
                "id": one.id,
                "words": one.words,
                "by": _("You") if one.writer_id == here.person_id else names.get(one.writer_id or 0, ""),
                "since": when_words(one.since, now, here.zone),
            }
            for one in every
        ],
    )
