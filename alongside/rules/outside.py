"""Telling someone outside: under which clause of the promise it may be, and what has to be said of it.

A human act. Nothing here decides it, and nothing here tells anyone.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from alongside.rules.said import said

CONSENT, LAW, OTHERS, DYING, CLINIC = "consent", "law", "others", "dying", "clinic"
LEAST_INVASIVE = "least_invasive"
REVIEW_WITHIN = timedelta(days=7)
LONGEST = 2000

CLAUSES: Mapping[str, str] = {
    CONSENT: said("They asked us to, or said yes to it"),
    LAW: said("The law makes us"),
    OTHERS: said("They said that they are going to hurt someone else"),
    DYING: said("Someone was about to die, and two of us had tried to find another way"),
    CLINIC: said("They spoke of ending their life or hurting someone, and we work with a clinic"),
}

_BY_PROFILE: Mapping[str, tuple[str, ...]] = {
    "consent_only": (CONSENT, LAW, OTHERS),
    LEAST_INVASIVE: (CONSENT, LAW, DYING),
    "clinical_partner": (CONSENT, LAW, CLINIC),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What is written down in words. Sealed; the member reads all of it."""

    whom: str  # who outside
    shared: str  # the least that was needed
    tried: str = ""  # what else was tried
    why_not: str = ""  # why the member was not told before
    lines: list[dict[str, object]] = field(default_factory=list)  # passages: n, by, text

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def clauses(profile: str, law_is_filled: bool) -> tuple[str, ...]:
    """What can be picked. Until the program has said what its law is: only with the member's yes."""
    return _BY_PROFILE.get(profile, (CONSENT,)) if law_is_filled else (CONSENT,)


@dataclass(frozen=True, slots=True)
class Act:
    """What decides whether it can be written down so. None: not answered."""

    clause: str
    decided_by: int | None
    second: int | None
    told_before: bool | None
    consented: bool | None
    told: Told


def missing(act: Act, profile: str, law_is_filled: bool) -> dict[str, str]:
    """Field -> what is still missing or does not go together; empty when it can be written down."""
    wrong: dict[str, str] = {}
    if act.clause not in clauses(profile, law_is_filled):
        wrong["clause"] = said("Please say what in our promise allows it.")
    if act.decided_by is None:
        wrong["decided_by"] = said("Please say who decided it.")
    if act.second is None and profile == LEAST_INVASIVE:
        wrong["second"] = said("Our promise needs a second person. Please say who it was.")
    elif act.second is not None and act.second == act.decided_by:
        wrong["second"] = said("The second person has to be somebody else.")
    if act.told_before is None:
        wrong["told_before"] = said("Please say whether they were told before.")
    elif not act.told_before and not act.told.why_not:
        wrong["why_not"] = said("Please say why they were not told before.")
    if act.consented is None:
        wrong["consented"] = said("Please say whether they said yes.")
    elif act.clause == CONSENT and not act.consented:
        wrong["consented"] = said("Under this point of our promise it needs their yes.")
    if act.clause != CONSENT and not act.told.tried:
        wrong["tried"] = said("Please say what else was tried.")
    if not act.told.whom:
        wrong["whom"] = said("Please say who was told.")
    if not act.told.shared:
        wrong["shared"] = said("Please say what was shared.")
    return wrong
