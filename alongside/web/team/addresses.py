"""The addresses of this place."""

from django.urls import URLPattern, path

from alongside.web.team import entrance

addresses: list[URLPattern] = [
    path("sign-in", entrance.sign_in),
    path("sign-in/in", entrance.signed_in),
    path("sign-out", entrance.sign_out),
    path("join/<str:token>", entrance.join),
    path("welcome", entrance.welcome),
]
