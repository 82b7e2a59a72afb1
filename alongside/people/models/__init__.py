"""Programs and the people in them. Private words are sealed; what matching needs of a peer is plain."""

from alongside.people.models.persons import (
    Account,
    Attempt,
    Consent,
    Handle,
    Invitation,
    LinkCode,
    LostWords,
    NeverWrite,
    Person,
    Recovery,
    Role,
    Session,
    Trace,
)
from alongside.people.models.profiles import Availability, Profile
from alongside.people.models.programs import Assurance, Choice, Program, Promise, Tally

__all__ = [
    "Account",
    "Assurance",
    "Attempt",
    "Availability",
    "Choice",
    "Consent",
    "Handle",
    "Invitation",
    "LinkCode",
    "LostWords",
    "NeverWrite",
    "Person",
    "Profile",
    "Program",
    "Promise",
    "Recovery",
    "Role",
    "Session",
    "Tally",
    "Trace",
]
