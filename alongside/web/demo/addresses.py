"""The addresses of this place."""

from django.urls import path

from alongside.web import converters as converters
from alongside.web.demo import doors

addresses = [
    path("demo", doors.everyone),
    path("demo/as/<id:person>", doors.become),
]
