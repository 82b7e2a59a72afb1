"""From page to page of the three questions, forward and back, for newcomers and for members who ask again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.people import reads
from alongside.rules import nicknames
from alongside.web import answers
from alongside.web.context import words_of
from alongside.web.fields import ONE, Field, Shown
from alongside.web.promised import promise_lines
from alongside.web.typed import Typed
from alongside.web.visitors import arrival
from alongside.web.visitors.arrival import Lists, Told
from alongside.web.visitors.device import device_field
from alongside.web.visitors.questions import Asking

if TYPE_CHECKING:
    from alongside.people.models import Program

LAST, END = 3, 4
TO = {"1": 1, "2": 2, "3": 3, "end": END}


@dataclass(frozen=True, slots=True)
class Steps:
    """The pages of one program. `newcomer`: also asks for age, a name and whose device this is."""

    request: Any
    program: Program
    action: str
    newcomer: bool

    def first(self) -> HttpResponse:
        """The first page as it stands before anybody typed: the page's own language is ticked."""
        fields = QueryDict(mutable=True)
        fields["tongues"] = language_here().split("-")[0]
        return self.page(1, Typed(fields), arrival.lists_of(self.program.id))

    def after(self, typed: Typed, told: Told, lists: Lists) -> HttpResponse | None:
        """The page that comes next; None when all is told and nothing has to be looked at again."""
        to = TO.get(typed.raw("to")) or min(TO.get(typed.raw("page"), 1) + 1, END)
        if self.newcomer and told.adult != "yes":
            typed.wrong("adult", _("Please answer this one. We ask everybody."))
        again = arrival.page_of(typed.mistakes)
        if again and again < to:
            return self.page(again, typed, lists, status=422)
        if to == END:
            return None
        typed.mistakes.clear()
        return self.page(to, typed, lists)

    def page(self, number: int, typed: Typed, lists: Lists, status: int = 200) -> HttpResponse:
        """One of the pages, with all that was typed on any of them."""
        asking = Asking(
            typed.fields, typed.mistakes, lists, self.program.languages, words_of(self.program)["peers"]
        )
        return answers.page(
            self.request,
            f"visitors/arrive_{number}.html",
            status,
            action=self.action,
            page_number=number,
            page_after=number + 1,
            page_before=number - 1,
            mistakes=typed.mistakes.items(),
            **asking.page(number),
            **(self._for_newcomers(number, typed) if self.newcomer else {}),
        )

    def _for_newcomers(self, number: int, typed: Typed) -> dict[str, Any]:
        shown = Shown(typed.fields, typed.mistakes)
        if number == 1:
            promise = reads.promise_of(self.program.id)
            lines = promise_lines(promise, words_of(self.program)["peer"])
            return {"adult": adult_field(shown, self.program.minimum_age), "promise_lines": lines}
        if number == LAST:
            offered = offered_names(typed)
            return {
                "offered": offered,
                "nickname": nickname_field(shown, offered),
                "device": device_field(shown),
            }
        return {}


def language_here() -> str:
    """The language of this page."""
    return get_language() or "en"


def offered_names(typed: Typed) -> list[str]:
    """The nicknames on the page: those that stood there before, or new ones."""
    before: list[str] = typed.fields.getlist("offered")[: arrival.OFFERED]
    return before or list(nicknames.offer(language_here(), arrival.OFFERED))


def adult_field(shown: Shown, age: int) -> Field:
    """The one question everybody is asked."""
    return shown.choice(
        "adult",
        _("Are you %(age)d or older?") % {"age": age},
        [("yes", _("Yes")), ("no", _("No, I am younger"))],
        kind=ONE,
        hint=_("The one question we need you to answer."),
    )


def nickname_field(shown: Shown, offered: list[str]) -> Field:
    """A name to go by here."""
    return shown.choice(
        "nickname",
        _("What may we call you?"),
        [(name, name) for name in offered],
        kind=ONE,
        hint=_("It need not be your name. Better if it isn’t."),
    )
