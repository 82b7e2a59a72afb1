"""What talk holds about a person: their places in conversations, and what was said there."""

from collections.abc import Callable, Iterator

from alongside.rules.held import Held, Someone, Whose, held
from alongside.talk.models import Conversation, Membership, Message
from alongside.talk.writes import line_place
from alongside.vault import keys

AT_ONCE = 200  # lines in memory, however long the talk


def _places(whose: Whose) -> Iterator[Held]:
    """One row a conversation, the other side by name."""
    mine = Membership.objects.filter(person_id=whose.person_id).select_related("conversation")
    places = list(mine.order_by("-conversation__made_at"))
    others = _others([place.conversation_id for place in places], whose.person_id)
    for place in places:
        yield _place(place, place.conversation, whose, others.get(place.conversation_id))


def _place(place: Membership, talk: Conversation, whose: Whose, other: Someone | None) -> Held:
    me = whose.person_id
    return held(
        "conversation",
        talk.made_at,
        conversation=str(talk.id),
        talk=talk.kind,
        with_whom=other,
        lines=talk.last_n,
        read_up_to=place.seen_n,
        reading_until=place.reading_until,
        newest_at=talk.last_at,
        shows_read=place.shares_seen,
        shows_typing=place.shares_typing,
        paused_by=someone_or_you(talk.paused_by, me),
        ended_at=talk.ended_at,
        ended_by=someone_or_you(talk.ended_by, me),
        left_at=place.left_at,
    )


def someone_or_you(person_id: int | None, me: int) -> str | None:
    """Who did it, as both sides see it on the page of the talk."""
    return None if person_id is None else "you" if person_id == me else "other"


def _others(conversation_ids: list[int], me: int) -> dict[int, Someone]:
    rows = Membership.objects.filter(conversation_id__in=conversation_ids).exclude(person_id=me)
    return {row: Someone(other) for row, other in rows.values_list("conversation_id", "person_id")}


def lines(whose: Whose) -> Iterator[tuple[int, int, int, object, str | None]]:
    """Every line of every talk they can read: (conversation, number, who, when, words). Never all at once."""
    for conversation_id in Membership.objects.filter(person_id=whose.person_id, left_at=None).values_list(
        "conversation_id", flat=True
    ):
        yield from _lines_of(whose, conversation_id)


def _lines_of(whose: Whose, conversation_id: int) -> Iterator[tuple[int, int, int, object, str | None]]:
    seats = {
        seat: (person, key)
        for seat, person, key in Membership.objects.filter(conversation_id=conversation_id).values_list(
            "seat", "person_id", "key_id"
        )
    }
    ciphers = keys.ciphers(key for _, key in seats.values())
    rows = Message.objects.filter(program_id=whose.program_id, conversation_id=conversation_id)
    for row in rows.order_by("n").iterator(AT_ONCE):
        person, key = seats[row.seat]
        text = keys.opened_with(ciphers.get(key), row.sealed, line_place(conversation_id, row.n))
        yield conversation_id, row.n, person, row.at, text


# Table -> the page it is shown on (rules.held_words.GROUPS), and who reads it.
TABLES: dict[str, tuple[str, Callable[[Whose], Iterator[Held]]]] = {
    "Membership": ("talks", _places),
    "Conversation": ("talks", lambda whose: iter(())),  # told with the place in it
}
