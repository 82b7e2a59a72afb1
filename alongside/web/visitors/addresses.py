"""Pages for anyone: home, arriving, the promise, help, coming back."""

from django.urls import path

from alongside.web.visitors.arriving import arrive
from alongside.web.visitors.pages import help_now, home, private, program_home, promise
from alongside.web.visitors.returning import back

addresses = [
    path("", home),
    path("at/<slug:slug>", program_home),
    path("at/<slug:slug>/arrive", arrive),
    path("at/<slug:slug>/promise", promise),
    path("at/<slug:slug>/help", help_now),
    path("at/<slug:slug>/private", private),
    path("at/<slug:slug>/back", back),
]
