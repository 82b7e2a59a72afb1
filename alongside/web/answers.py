"""Answers that are the same everywhere: not here, not from here, something went wrong."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from alongside.web import assets

TYPED_AT_MOST = 20


def page(request: Any, template: str, status: int = 200, **told: Any) -> HttpResponse:
    """A page from a template. A form that comes back with a message answers 422."""
    return render(request, template, told, status=status)


def see(address: str) -> HttpResponseRedirect:
    """After a form: go there, so that a reload repeats nothing."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def typed_words(request: HttpRequest) -> list[str]:
    """What someone typed, to give it back on a page that could not take it."""
    if request.method != "POST":
        return []
    words = (value.strip() for value in request.POST.values() if isinstance(value, str))
    return [value for value in words if len(value) > 3][:TYPED_AT_MOST]


def closed_door(request: Any, view: Any) -> HttpResponse:
    """A stranger gets what does not exist. Someone whose session ended gets their typed words back."""
    return page(request, "not_here.html", status=404, typed=typed_words(request))


def not_found(request: Any, exception: Exception | None = None) -> HttpResponse:
    return page(request, "not_here.html", status=404, typed=typed_words(request))


def not_from_here(request: Any) -> HttpResponse:
    request.visitor = None
    return page(request, "not_from_here.html", status=403, typed=typed_words(request))


def went_wrong(request: Any) -> HttpResponse:
    """Asks the database nothing. If even this page cannot be made, a few plain words."""
    try:
        told = {
            "style": mark_safe(assets.style()),  # noqa: S308  our own file; its hash is in the CSP
            "language": translation.get_language(),
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            "typed": _typed_if_readable(request),
        }
        content: str = render_to_string("went_wrong.html", told)
    except Exception:  # whatever broke the page that was asked for may have broken this one too
        content = "Something went wrong here. It was our mistake, not yours. Please try again in a moment."
    return HttpResponse(content, status=500)


def _typed_if_readable(request: HttpRequest) -> list[str]:
    try:
        return typed_words(request)
    except Exception:  # what was sent may be the very thing that cannot be read
        return []
