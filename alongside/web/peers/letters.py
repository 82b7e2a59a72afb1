"""Night letters: a few lines a peer writes ahead, to whoever comes on a bad night."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import formats
from django.utils.translation import gettext as _

from alongside.base import clock
from alongside.base.door import PEER, door
from alongside.flows import night_letter_is_written
from alongside.rules.night_letters import LETTER_AT_MOST, MOST_BY_ONE
from alongside.safety import night_letters
from alongside.web import answers
from alongside.web.fields import LONG, Shown
from alongside.web.typed import Typed


@door(PEER, "GET", "POST")
def letters(request: Any) -> HttpResponse:
    """Their letters, and a box for one more."""
    if request.method != "POST":
        return _page(request, Typed({}))
    typed, here = Typed(request.POST), request.here
    words = typed.text("letter", at_most=LETTER_AT_MOST, needed=_("There is nothing written yet."))
    language = typed.one_of("tongue", request.program.languages) or request.program.languages[0]
    if not typed.mistakes and not night_letter_is_written.write(here, language, words, clock.now()):
        most = {"most": MOST_BY_ONE}
        typed.wrong("letter", _("You have %(most)d letters here. Take one away, then there is room.") % most)
    return _page(request, typed, 422) if typed.mistakes else answers.see("/me/letters")


def _page(request: Any, typed: Typed, status: int = 200) -> HttpResponse:
    shown = Shown({"tongue": request.LANGUAGE_CODE} | dict(typed.fields.items()), typed.mistakes)
    named = [(code, name) for code, name in settings.LANGUAGES if code in request.program.languages]
    return answers.page(
        request,
        "peers/letters.html",
        status,
        letters=[
            {
                "id": one.id,
                "words": one.words,
                "language": one.language,
                "month": formats.date_format(one.written_on, "j F Y"),
            }
            for one in night_letters.by(request.here.person_id)
        ],
        letter=shown(
            "letter",
            _("Your letter"),
            hint=_("What would you have liked to read, on such a night? Your name stands under it."),
            kind=LONG,
            rows=6,
        ),
        tongue=shown.choice("tongue", _("Written in"), named) if len(named) > 1 else None,
        mistakes=typed.mistakes.items(),
    )


@door(PEER, "POST")
def take_away(request: Any, letter: int) -> HttpResponse:
    """Nobody is shown it any more."""
    if not night_letter_is_written.take_away(request.here.person_id, letter, clock.now()):
        raise Http404
    return answers.see("/me/letters")
