"""Answers that are the same everywhere: not here, not from here, something went wrong."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

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
    return page(request, "went_wrong.html", status=500, typed=typed_words(request))
