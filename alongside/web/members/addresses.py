"""Pages of members: their way on, who to choose, the wait, their own page."""

from django.urls import path

from alongside.web import converters as converters
from alongside.web.members.asking import ask
from alongside.web.members.being_told import told
from alongside.web.members.choosing import choose
from alongside.web.members.coming_back import coming_back
from alongside.web.members.help_asking import ring, take_back, talk_with_team
from alongside.web.members.help_card import switch as help_card
from alongside.web.members.kept import kept
from alongside.web.members.leaving import leave, still_here
from alongside.web.members.outside import outside
from alongside.web.members.own_page import device, language, me, rest
from alongside.web.members.plan import plan
from alongside.web.members.promise import promise
from alongside.web.members.questions import questions
from alongside.web.members.steps import step, steps
from alongside.web.members.today import rhythm, said, today
from alongside.web.members.tomorrow import tomorrow
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
    path("me/promise", promise),
    path("me/told", told),
    path("me/back", coming_back),
    path("me/help-card", help_card),
    path("me/plan", plan),
    path("me/kept", kept),
    path("help/talk", talk_with_team),
    path("help/ring", ring),
    path("help/ring/back", take_back),
    path("me/steps", steps),
    path("me/steps/<id:step>", step),
    path("today", today),
    path("today/said", said),
    path("today/rhythm", rhythm),
    path("tomorrow", tomorrow),
    path("questions", questions),
    path("me/outside/<id:contact>", outside),
    path("leave", leave),
    path("still-here", still_here),
]
