"""The five words: shown once when they are made. New ones replace the old."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import MEMBER, door
from alongside.flows import person_comes_back
from alongside.people import recoveries
from alongside.web import answers


@door(MEMBER, "GET", "POST")
def words(request: Any) -> HttpResponse:
    """What the words are for, and a button for new ones. They are never shown a second time."""
    here = request.here
    if request.method != "POST":
        return answers.page(request, "members/words_again.html", made=recoveries.made_at(here.person_id))
    five = person_comes_back.new_words(here.program_id, here.person_id, here.language, clock.now())
    return answers.page(
        request,
        "members/words.html",
        five=five,
        where=request.get_host(),
        next="/me",
        next_words=_("I have them"),
    )
