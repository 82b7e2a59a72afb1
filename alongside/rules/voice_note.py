"""A voice note as a line of a talk: a mark nobody can type, and words for where no sound can be played."""

from collections.abc import Mapping

MARK = "\x02"  # taken out of everything that is typed (rules.typed)
LONGEST = 300  # seconds
LARGEST = 1_500_000  # bytes

# What browsers play, by what a provider calls it.
KINDS: Mapping[str, str] = {
    "audio/ogg": "audio/ogg",
    "audio/opus": "audio/ogg",
    "audio/mpeg": "audio/mpeg",
    "audio/mp3": "audio/mpeg",
    "audio/mp4": "audio/mp4",
    "audio/m4a": "audio/mp4",
    "audio/x-m4a": "audio/mp4",
    "audio/aac": "audio/aac",
    "audio/wav": "audio/wav",
}


def kind_of(told: str) -> str:
    """One of KINDS for "audio/ogg; codecs=opus"; nothing for a sound that pages cannot play."""
    return KINDS.get(told.partition(";")[0].strip().lower(), "")


def clock(seconds: int) -> str:
    """0:32"""
    return f"{seconds // 60}:{seconds % 60:02}"


def line(words: str, beside: str = "") -> str:
    """What is said in the talk: `words` for "Voice note, 0:32", and what was written beside it."""
    return MARK + words + (f"\n{beside}" if beside else "")


def is_one(text: str | None) -> bool:
    return text is not None and text.startswith(MARK)


def plain(text: str) -> str:
    """The words for where no sound can be played."""
    return text.removeprefix(MARK)


def parts(text: str) -> tuple[int, str]:
    """How many seconds it is (0: not known), and what was written beside it."""
    words, _, beside = plain(text).partition("\n")
    minutes, colon, seconds = words.rpartition(" ")[2].partition(":")
    if colon and minutes.isdigit() and seconds.isdigit():
        return int(minutes) * 60 + int(seconds), beside
    return 0, beside


def is_larger(told: object) -> bool:
    """Whether a size that a provider tells is more than is taken here."""
    digits = str(told or "")
    return digits.isdecimal() and int(digits[:12]) > LARGEST
