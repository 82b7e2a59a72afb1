"""What someone typed, made safe to keep without changing what they said."""

import re

INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    """One kind of line end, no control characters, no broken half characters, no empty ends.

    Emoji, joiners, direction marks and every script stay as they were typed.
    """
    return INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
