"""Short codes that join two doors of one person: how long they are, how long they work, how one is typed."""

import secrets
import unicodedata
from collections.abc import Callable
from datetime import timedelta

Chance = Callable[[int], int]  # chance(n) is a number from 0 to n - 1, each as likely as another

SENT = 6  # digits of a code that proves a phone to somebody who is signed in: it can be tried 5 times
READ = 8  # digits of a code that lets in by itself, or is sent in by a phone
LASTS = timedelta(minutes=10)
TRIES = 5  # of one code


def digits(how_many: int, chance: Chance = secrets.randbelow) -> str:
    """A new code. It may begin with a nought."""
    return f"{chance(10**how_many):0{how_many}d}"


def as_read(code: str) -> str:
    """In halves, as it is read aloud: "4821 7730", "482 177"."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def read(typed: str, how_many: int) -> str:
    """The code in what somebody typed, or texted with words around it. Digits of any script count; a code in
    two halves too. Empty where there is none of this length."""
    found, run = [], ""
    for sign in f"{typed[:200]}\n":
        if sign.isdecimal():
            run += str(unicodedata.digit(sign))
        elif sign not in " -.\u00a0\u202f" or not run:
            found.append(run)
            run = ""
    return next((each for each in found if len(each) == how_many), "")
