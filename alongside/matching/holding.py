"""What matching holds about a person: what they asked for, and whom they walk or walked with.

Two things about others stay theirs. Nobody reads here that a peer passed, or why a walk ended where the
other side ended it; and the list of who is kept apart (DoNotMatch) is told to neither, because it would tell
one of them that they were blocked. What a person chose themselves (a block, a change) is told where they
chose it.
"""

from collections.abc import Callable, Iterator

from django.db.models import Count, Q

from alongside.matching.holding_walks import (
    call_wishes,
    cards,
    endings,
    meanwhiles,
    meetings,
    next_talks,
    parting_lines,
    that_helped,
)
from alongside.matching.models import Match, Offer, Request
from alongside.matching.rows import reasons_kept, reasons_place, wish_of
from alongside.people import choices
from alongside.rules import lived, loves, tongues
from alongside.rules.held import Held, Someone, Whose, held, someone, wrote
from alongside.rules.wishes import AGE_BANDS, ANY, GENDERS, Wishes
from alongside.vault import keys


def _requests(whose: Whose) -> Iterator[Held]:
    rows = Request.objects.filter(person_id=whose.person_id).select_related("person")
    every = list(rows.annotate(asked=Count("offer")).order_by("-made_at"))
    own = {(each.kind, each.bit): each.words for each in choices.ever(whose.program_id)} if every else {}
    yield from _taken_up(whose)
    for row in every:
        wish = wish_of(row)
        yield held(
            "request",
            row.made_at,
            wrote(wish.words()),
            **_chosen(wish.wishes(), own),
            wish=row.state,
            whoever=row.whoever,
            ask_others=row.ask_others,
            shown_or_asked=row.asked,  # how many; who passed is nobody's to read
            due_at=row.due_at,
            met_at=row.met_at,
            taken_at=row.taken_at,
            by=someone(row.taken_by_id),
        )


def _taken_up(whose: Whose) -> Iterator[Held]:
    """One of the team wrote to somebody for whom nobody was left to ask."""
    for row in Request.objects.filter(taken_by_id=whose.person_id).order_by("-taken_at"):
        yield held("request_taken", row.taken_at, whom=Someone(row.person_id))


def _chosen(wishes: Wishes | None, own: dict[tuple[str, int], str]) -> dict[str, str | tuple[str, ...]]:
    """The wishes as codes of the lists, and the program's own words for its own choices."""
    if wishes is None:
        return {}

    def told(kind: str, mask: int) -> tuple[str, ...]:
        return tuple(words for (of, bit), words in own.items() if of == kind and mask >> bit & 1)

    belongs = (told(kind, mask) for kind, mask in wishes.belongs.items())
    return {
        "tongues": tongues.codes_of(wishes.tongues),
        "lived": lived.codes_of(wishes.lived),
        "lived_own": told(choices.EXPERIENCE, wishes.lived_own),
        "loves": loves.codes_of(wishes.loves),
        "loves_own": told(choices.INTEREST, wishes.loves_own),
        "gender": GENDERS[wishes.gender] if wishes.gender else "",
        "age_band": AGE_BANDS[wishes.age_band] if wishes.age_band else "",
        "belongs": tuple(words for several in belongs for words in several),
        "near": tuple(f"{kind} {how}" for kind, how in wishes.near.items() if how != ANY),
    }


def _offers(whose: Whose) -> Iterator[Held]:
    """What a peer was asked, and what they answered. What a member's wish led to is counted with the wish."""
    for row in Offer.objects.filter(peer_id=whose.person_id).order_by("-made_at").iterator():
        yield held("offer", row.made_at, offer=row.state, answered_at=row.answered_at)


def _matches(whose: Whose) -> Iterator[Held]:
    me = whose.person_id
    rows = Match.objects.filter(Q(member_id=me) | Q(peer_id=me)).order_by("-began_at")
    for row in rows:
        as_member = row.member_id == me
        kept = keys.read(whose.key_id, row.reasons, reasons_place(row.id)) if as_member else None
        mine = row.member_carries_on if as_member else row.peer_carries_on
        yield held(
            "match",
            row.began_at,
            with_whom=Someone(row.peer_id if as_member else row.member_id),
            conversation=str(row.conversation_id),
            reasons=tuple(f"{reason.kind} {reason.code}" for reason in reasons_kept(kept or "")),
            asked_if_known_at=row.asked_if_known_at,
            you_carried_on=mine,
            words_later_at=row.words_later_at if as_member else None,
            ended_at=row.ended_at,
        )


# Table -> the page it is shown on (rules.held_words.GROUPS), and who reads it.
TABLES: dict[str, tuple[str, Callable[[Whose], Iterator[Held]]]] = {
    "Request": ("asked", _requests),
    "Offer": ("work", _offers),
    "Match": ("asked", _matches),
    "Ending": ("together", endings),
    "Meeting": ("together", meetings),
    "NextTalk": ("together", next_talks),
    "Meanwhile": ("together", meanwhiles),
    "PartingLine": ("together", parting_lines),
    "ThatHelped": ("together", that_helped),
    "Card": ("work", cards),
    "CallWish": ("together", call_wishes),
}
