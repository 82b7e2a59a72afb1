"""Lines that a mail program broke only to keep them short, put together again (format=flowed, RFC 3676)."""

from __future__ import annotations

SIGNATURE = "-- "


def whole(words: str, *, drop_space: bool = False) -> str:
    """`drop_space`: the space that marks a soft end is not one of the text (DelSp=yes)."""
    told: list[str] = []
    goes_on = -1  # how deep the line is quoted that goes on; -1: none does
    for line in words.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        text = line[depth:].removeprefix(" ")
        is_soft = text.endswith(" ") and text != SIGNATURE
        if is_soft and drop_space:
            text = text[:-1]
        if goes_on == depth and text != SIGNATURE:
            told[-1] += text
        else:
            told.append(f"{'>' * depth} {text}" if depth else text)
        goes_on = depth if is_soft else -1
    return "\n".join(told)
