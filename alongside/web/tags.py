"""Small template helpers."""

from django import template

from alongside.web import assets

register = template.Library()


@register.simple_tag
def file(name: str) -> str:
    """The address of one of our files, which changes with its content."""
    return assets.address("".join(name))  # a plain string: pathlib refuses a template's own kind
