"""What workforce holds about a peer or one of the team, opened for their own eyes."""

from collections.abc import Callable, Iterator

from django.db.models import Q

from alongside.rules.held import Held, Whose, held, someone, wrote
from alongside.vault import keys
from alongside.workforce.after_talks import how_place
from alongside.workforce.breaks import words_place
from alongside.workforce.models import AfterTalk, Break, Readiness, Tick


def _ticks(whose: Whose) -> Iterator[Held]:
    rows = Tick.objects.filter(Q(peer_id=whose.person_id) | Q(by_id=whose.person_id))
    for row in rows.select_related("requirement").order_by("-at").iterator():
        theirs = row.peer_id == whose.person_id
        yield held(
            "tick" if theirs else "tick_given",
            row.at,
            requirement=row.requirement.code,
            own_words=row.requirement.words,
            by=someone(row.by_id),
            whom=None if theirs else someone(row.peer_id),
        )


def _readiness(whose: Whose) -> Iterator[Held]:
    me = whose.person_id
    rows = Readiness.objects.filter(Q(peer_id=me) | Q(supervisor_id=me) | Q(made_ready_by_id=me))
    for row in rows.order_by("peer_id"):
        theirs = row.peer_id == me
        yield held(
            "readiness" if theirs else "stands_beside",
            row.made_ready_at,
            whom=None if theirs else someone(row.peer_id),
            supervisor=someone(row.supervisor_id),
            by=someone(row.made_ready_by_id),
        )


def _after_talks(whose: Whose) -> Iterator[Held]:
    for row in AfterTalk.objects.filter(peer_id=whose.person_id).order_by("-at").iterator():
        how = keys.read(whose.key_id, row.how, how_place(row.id))
        yield held(
            "after_talk",
            row.at,
            how_you_were=how,
            up_to_line=row.up_to_n,
            shared_at=row.shared_at,
            seen_at=row.seen_at,
        )


def _breaks(whose: Whose) -> Iterator[Held]:
    for row in Break.objects.filter(peer_id=whose.person_id).order_by("-made_at").iterator():
        text = keys.read(whose.key_id, row.words, words_place(row.id))
        yield held("break", row.made_at, wrote(text), back_on=row.back_on, ended_at=row.ended_at)


# Table -> the page it is shown on (rules.held_words.GROUPS), and who reads it.
TABLES: dict[str, tuple[str, Callable[[Whose], Iterator[Held]]]] = {
    "Tick": ("page", _ticks),
    "Readiness": ("page", _readiness),
    "AfterTalk": ("work", _after_talks),
    "Break": ("work", _breaks),
}
