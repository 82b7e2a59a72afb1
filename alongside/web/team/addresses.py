"""The addresses of this place."""

from django.urls import URLPattern, path

from alongside.web import converters as converters
from alongside.web.team import (
    asked_help,
    desk,
    entrance,
    inviting,
    left_over,
    lines,
    people,
    set_up,
    settings,
)

addresses: list[URLPattern] = [
    path("sign-in", entrance.sign_in),
    path("sign-in/in", entrance.signed_in),
    path("sign-out", entrance.sign_out),
    path("join/<str:token>", entrance.join),
    path("welcome", entrance.welcome),
    path("program", desk.desk),
    path("program/pause", desk.pause),
    path("program/invite", inviting.invite),
    path("program/invite/<id:link>/end", inviting.take_back),
    path("program/people/<id:person>", people.person),
    path("program/people/<id:person>/password", inviting.new_password),
    path("program/requirements", people.requirements),
    path("program/promise", settings.promise),
    path("program/words", settings.words),
    path("program/places", settings.places),
    path("program/experiences", settings.experiences),
    path("program/hours", settings.hours),
    path("program/lines", lines.lines),
    path("program/lines/new", lines.new_line),
    path("program/lines/<id:line>", lines.line),
    path("program/asked/<id:asked>", asked_help.asked),
    path("program/left/<id:wish>", left_over.left),
    path("set-up/<str:token>", set_up.set_up),
]
