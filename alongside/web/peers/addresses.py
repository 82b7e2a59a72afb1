"""The addresses of this place."""

from django.urls import URLPattern, path

from alongside.web import converters as converters
from alongside.web.peers import desk, practice, profile

addresses: list[URLPattern] = [
    path("desk", desk.desk),
    path("desk/news", desk.news),
    path("desk/here", desk.here),
    path("desk/rest", desk.rest),
    path("desk/<id:offer>/hello", desk.hello),
    path("desk/<id:offer>/pass", desk.pass_on),
    path("me/profile", profile.profile),
    path("me/profile/preview", profile.preview),
    path("me/profile/<slug:code>", profile.section),
    path("practice", practice.practice),
    path("practice/<id:conversation>/wipe", practice.wipe),
]
