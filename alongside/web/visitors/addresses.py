"""Pages for anyone: home, arriving, the promise, help, coming back."""

from django.urls import path

from alongside.web.visitors.arriving import arrive
from alongside.web.visitors.by_phone import by_phone
from alongside.web.visitors.given_back import given_back
from alongside.web.visitors.help import help_now, hurt
from alongside.web.visitors.lost import lost
from alongside.web.visitors.pages import home, private, program_home, promise
from alongside.web.visitors.returning import back
from alongside.web.visitors.with_card import card

addresses = [
    path("", home),
    path("at/<slug:slug>", program_home),
    path("at/<slug:slug>/arrive", arrive),
    path("at/<slug:slug>/card", card),
    path("at/<slug:slug>/given-back", given_back),
    path("at/<slug:slug>/promise", promise),
    path("at/<slug:slug>/help", help_now),
    path("at/<slug:slug>/help/hurt", hurt),
    path("at/<slug:slug>/private", private),
    path("at/<slug:slug>/back", back),
    path("at/<slug:slug>/back/lost", lost),
    path("at/<slug:slug>/phone", by_phone),
]
