"""Small template helpers."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import formats

from alongside.web import assets

register = template.Library()


@register.simple_tag
def file(name: str) -> str:
    """The address of one of our files, which changes with its content."""
    return assets.address("".join(name))  # a plain string: pathlib refuses a template's own kind


@register.simple_tag
def day_words(at: datetime, zone: str) -> str:
    """ "Sunday, 29 November, 10:00", on the reader's own clock."""
    return formats.date_format(at.astimezone(ZoneInfo(zone)), "l, j F, H:i")
