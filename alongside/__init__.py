"""Alongside: peer support for mental health, run by any community, on any phone."""

__version__ = "0.1.0"
