"""Someone signs in, or out. Whether an e-mail is known cannot be learned here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from alongside.base import turn, wake
from alongside.people import accounts, attempts, sessions
from alongside.vault.install import keyed_hash

FROM_ONE_PLACE = 60  # wrong tries a day from one address
ON_ONE_NAME = 10  # on one e-mail from one address
ON_ONE_NAME_ANYWHERE = 300  # on one e-mail: more would let a stranger lock somebody out for long

TOO_OFTEN, WRONG, WHICH = "too often", "wrong", "which"


@dataclass(frozen=True, slots=True)
class Device:
    """Whose device this is, as the person says."""

    own: bool = False
    borrowed: bool = False


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The secret for the cookie; or why not: TOO_OFTEN, WRONG, or WHICH of several programs."""

    token: str = ""
    program_id: int = 0
    why_not: str = ""
    programs: dict[int, str] = field(default_factory=dict)


def sign_in(
    email: str, password: str, address: str, device: Device, now: datetime, program_id: int = 0
) -> SignedIn:
    """Opens a session for whoever holds this e-mail and password.

    `address` is where the try comes from: it is counted under a hash that changes every day, and not kept.
    """
    if not _may_try(email, address, now):
        return SignedIn(why_not=TOO_OFTEN)
    places = accounts.places_for(email, password)
    if program_id:
        places = [place for place in places if place.program_id == program_id]
    if not places:
        return SignedIn(why_not=WRONG)
    if len(places) > 1:
        return SignedIn(why_not=WHICH, programs={place.program_id: place.program_name for place in places})
    person = places[0].person
    with turn.write():
        for what, who in _counted(email, address):
            attempts.give_back(what, who, now)
        token = sessions.sign_in(person, now, own_device=device.own, borrowed_device=device.borrowed)
    return SignedIn(token, places[0].program_id)


def sign_out(session_id: int) -> None:
    """This device forgets who used it, and its open pages hear nothing more."""
    with turn.write():
        person_id = sessions.sign_out(session_id)
        if person_id is not None:
            wake.nudge("signed-out", person_id)


def _counted(email: str, address: str) -> tuple[tuple[str, str], ...]:
    name = keyed_hash("sign-in name", email.strip().casefold()).hex()
    return (
        ("sign-in-from", address),
        ("sign-in-name-from", f"{name} {address}"),
        ("sign-in-name", name),
    )


def _may_try(email: str, address: str, now: datetime) -> bool:
    """Counts the try before looking, so that guessing many at once gains nothing."""
    with turn.write():
        tried = [attempts.count(what, who, now) for what, who in _counted(email, address)]
    return all(
        times <= most
        for times, most in zip(tried, (FROM_ONE_PLACE, ON_ONE_NAME, ON_ONE_NAME_ANYWHERE), strict=True)
    )
