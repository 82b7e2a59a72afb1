"""How a row's number stands in an address: <id:conversation>."""

from django.urls import register_converter


def as_id(text: str) -> int | None:
    """The number, or None for what cannot be a row's number (no database is asked then)."""
    if not (text.isascii() and text.isdigit()) or len(text) > 19:
        return None
    number = int(text)
    return number if number < 2**63 else None


class RowId:
    """Digits that fit into 63 bits; anything else is a page that is not there."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        number = as_id(value)
        if number is None:
            raise ValueError
        return number

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(RowId, "id")
