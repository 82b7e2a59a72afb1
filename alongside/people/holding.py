"""What people holds about a person: who they are here, and how they come in. What a peer tells of
themselves, and what the team did, stand in holding_peers.py and holding_team.py."""

from collections.abc import Callable, Iterator

from django.db.models import Q

from alongside.people import handles, lost_words
from alongside.people.holding_peers import availability, profile
from alongside.people.holding_team import assurances, invitations, laws, traces
from alongside.people.models import (
    Account,
    Consent,
    Handle,
    LinkCode,
    LostWords,
    Person,
    Recovery,
    Role,
    Session,
)
from alongside.people.reads import name_place
from alongside.rules.held import Held, Whose, clock, held, parts, someone, wrote
from alongside.vault import keys


def _person(whose: Whose) -> Iterator[Held]:
    for row in Person.objects.filter(id=whose.person_id):
        yield held(
            "person",
            row.arrived_at,
            wrote(keys.read(whose.key_id, row.name, name_place(row.id))),
            language=row.language,
            time_zone=row.time_zone,
            paused_until=row.paused_until,
            promise_version=row.promise_seen,
            help_card=row.help_card,
            back_by_peer=row.back_by_peer,
            delete_at=row.delete_at,
        )


def _roles(whose: Whose) -> Iterator[Held]:
    rows = Role.objects.filter(person_id=whose.person_id).order_by("role")
    roles = tuple(rows.values_list("role", flat=True))
    yield held("roles", roles=roles)


def _handles(whose: Whose) -> Iterator[Held]:
    for row in Handle.objects.filter(person_id=whose.person_id).order_by("id"):
        text = keys.read(whose.key_id, row.address, handles.place(row.id))
        yield held(
            "handle",
            None,
            wrote(text),
            by_way_of=row.channel,
            proved_at=row.proved_at,
            whose_phone=None if row.shared is None else "shared" if row.shared else "own",
            answers_go_here=row.chosen or None,
            has_code_word=bool(row.code_hash) or None,
            safe_from=clock(row.safe_from),
            safe_until=clock(row.safe_until),
            plain_letters=row.plain_letters or None,
            heard_at=row.last_in_at,
            still_asked_at=row.still_asked_at,
            stopped_at=row.stopped_at,
            stopped=row.stopped_why,
        )


def _link_codes(whose: Whose) -> Iterator[Held]:
    for row in LinkCode.objects.filter(person_id=whose.person_id).order_by("-made_at"):
        yield held("link_code", row.made_at, by_way_of=row.channel, until=row.ends_at)


def _consents(whose: Whose) -> Iterator[Held]:
    rows = Consent.objects.filter(person_id=whose.person_id).select_related("promise")
    for row in rows.order_by("-at"):
        yield held(
            "consent",
            row.at,
            promise_version=row.promise.version,
            promise=row.promise.sentence,
            language=row.language,
        )


def _sessions(whose: Whose) -> Iterator[Held]:
    for row in Session.objects.filter(person_id=whose.person_id).order_by("-last_at").iterator():
        device = "own" if row.own_device else "borrowed" if row.borrowed_device else ""
        yield held("session", row.made_at, last_at=row.last_at, until=row.ends_at, device=device)


def _recovery(whose: Whose) -> Iterator[Held]:
    for row in Recovery.objects.filter(person_id=whose.person_id):
        yield held("recovery", row.made_at)


def _account(whose: Whose) -> Iterator[Held]:
    for _ in Account.objects.filter(person_id=whose.person_id):
        yield held("account")


def _lost_words(whose: Whose) -> Iterator[Held]:
    """Theirs in full. Whoever confirmed that it is them reads here only that they did."""
    me = whose.person_id
    rows = LostWords.objects.filter(Q(person_id=me) | Q(peer_id=me) | Q(team_id=me)).order_by("-made_at")
    for row in rows.iterator():
        if row.person_id == me:
            text = keys.read(whose.program_key_id, row.told, lost_words.place(row.id))
            yield held(
                "lost_words",
                row.made_at,
                parts(text),
                peer=someone(row.peer_id),
                peer_at=row.peer_at,
                team=someone(row.team_id),
                team_at=row.team_at,
                refused_at=row.refused_at,
                used_at=row.used_at,
                until=row.ends_at,
            )
        else:
            at = row.peer_at if row.peer_id == me else row.team_at
            yield held("lost_words_vouched", row.made_at, answered_at=at, until=row.ends_at)


# Table -> the page it is shown on (rules.held_words.GROUPS), and who reads it.
TABLES: dict[str, tuple[str, Callable[[Whose], Iterator[Held]]]] = {
    "Person": ("you", _person),
    "Role": ("you", _roles),
    "Handle": ("you", _handles),
    "LinkCode": ("devices", _link_codes),
    "Consent": ("you", _consents),
    "Session": ("devices", _sessions),
    "Recovery": ("devices", _recovery),
    "Account": ("devices", _account),
    "LostWords": ("devices", _lost_words),
    "Invitation": ("team", invitations),
    "Trace": ("seen", traces),
    "Profile": ("page", profile),
    "Availability": ("page", availability),
    "Assurance": ("team", assurances),
    "Promise": ("team", laws),
}
