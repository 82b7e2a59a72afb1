"""The addresses of this place."""

from django.urls import URLPattern

addresses: list[URLPattern] = []
