"""The addresses of this place."""

from django.urls import URLPattern, path

from alongside.web import converters as converters
from alongside.web.peers import (
    after_talk,
    cards,
    desk,
    kind_words,
    leaving,
    lending,
    letters,
    lost,
    practice,
    profile,
)

addresses: list[URLPattern] = [
    path("desk", desk.desk),
    path("desk/news", desk.news),
    path("desk/here", desk.here),
    path("desk/rest", desk.rest),
    path("desk/leaving", leaving.leaving),
    path("desk/kind-words/<id:helped>", kind_words.kind_words),
    path("desk/lost/<id:lost>", lost.lost),
    path("desk/lend", lending.lend),
    path("cards", cards.cards),
    path("cards/<id:card>/end", cards.end),
    path("desk/after/<id:conversation>", after_talk.after),
    path("desk/after/<id:note>/kept", after_talk.kept),
    path("desk/<id:offer>/hello", desk.hello),
    path("desk/<id:offer>/pass", desk.pass_on),
    path("me/profile", profile.profile),
    path("me/profile/preview", profile.preview),
    path("me/profile/<slug:code>", profile.section),
    path("me/letters", letters.letters),
    path("me/letters/<id:letter>/away", letters.take_away),
    path("practice", practice.practice),
    path("practice/<id:conversation>/wipe", practice.wipe),
]
