"""Gathers the rooms' tables for Django."""

from alongside.matching.models import DoNotMatch, Ending, Match, Offer, Request
from alongside.outbox.models import Delivery
from alongside.people.models import (
    Account,
    Attempt,
    Availability,
    Choice,
    Consent,
    Handle,
    Invitation,
    Person,
    Profile,
    Program,
    Promise,
    Recovery,
    Role,
    Session,
    Tally,
)
from alongside.safety.models import Block, HelpLine
from alongside.talk.models import Conversation, Membership, Message
from alongside.vault.models import CondemnedKey, DestroyedKey, Key
from alongside.workforce.models import Readiness, Requirement, Tick

__all__ = [
    "Account",
    "Attempt",
    "Availability",
    "Block",
    "Choice",
    "CondemnedKey",
    "Consent",
    "Conversation",
    "Delivery",
    "DestroyedKey",
    "DoNotMatch",
    "Ending",
    "Handle",
    "HelpLine",
    "Invitation",
    "Key",
    "Match",
    "Membership",
    "Message",
    "Offer",
    "Person",
    "Profile",
    "Program",
    "Promise",
    "Readiness",
    "Recovery",
    "Request",
    "Requirement",
    "Role",
    "Session",
    "Tally",
    "Tick",
]
