"""Passwords of peers and team: Argon2id, and not one of those that everybody tries first."""

from functools import cache
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator

AT_LEAST = 10
AT_MOST = 200


class Argon2(Argon2PasswordHasher):
    """OWASP's smaller setting: 19 MiB and 2 passes. Django's default would hold 100 MiB a sign-in."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1


def hashed(password: str) -> str:
    return make_password(password)


def is_right(password: str, kept: str) -> bool:
    return check_password(password, kept)


def waste_the_same_time(password: str) -> None:
    """For a sign-in name that does not exist: answers no sooner than for one that does."""
    check_password(password, _nobody())


@cache
def _nobody() -> str:
    return make_password("nobody")


@cache
def _common() -> Any:
    return CommonPasswordValidator()


def why_not(password: str, *others: str) -> str | None:
    """Why this password will not do ("short", "common", "known"), or None. `others`: name, e-mail."""
    if len(password) < AT_LEAST:
        return "short"
    if password.lower().strip() in _common().passwords or len(set(password)) < 4:
        return "common"
    if any(len(other) > 3 and other.lower() in password.lower() for other in others):
        return "known"
    return None
