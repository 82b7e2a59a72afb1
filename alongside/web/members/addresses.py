"""Pages of members: their way on, who to choose, the wait, their own page."""

from django.urls import path

from alongside.web.members.asking import ask
from alongside.web.members.choosing import choose
from alongside.web.members.leaving import leave, still_here
from alongside.web.members.own_page import delete, device, language, me, rest
from alongside.web.members.waiting import news, waiting
from alongside.web.members.words import words

addresses = [
    path("ask", ask),
    path("choose", choose),
    path("waiting", waiting),
    path("waiting/news", news),
    path("words", words),
    path("me", me),
    path("me/language", language),
    path("me/device", device),
    path("me/rest", rest),
    path("me/delete", delete),
    path("leave", leave),
    path("still-here", still_here),
]
