"""What another process does for tests of phones: doors of people, and what became of texts.

python -m tests.gateways.actor ACT '{"argument": ...}'
"""

from __future__ import annotations

from datetime import datetime

from tests.faults import actor


def give_phones(now: datetime, phones: list[tuple[int, str]], kind: str) -> list[int]:
    """Each person has this phone, theirs alone, on the program's gateway of this kind, and no page any more;
    their handles."""
    from alongside.base import turn
    from alongside.gateways.models import Gateway
    from alongside.people import doors, sessions
    from alongside.people.models import Handle, Person

    handles = []
    for person, number in phones:
        row = Person.objects.get(id=person)
        gateway = Gateway.objects.get(program_id=row.program_id, kind=kind)
        with turn.write():
            handle = doors.add(
                row.program_id, person, row.key_id, "phone", number, now, gateway_id=gateway.id
            )
            Handle.objects.filter(id=handle).update(shared=False, chosen=True)
            sessions.sign_out_everywhere(person)
        handles.append(handle)
    return handles


def texts_to(now: datetime, handles: list[int]) -> dict[int, list[tuple[str, str, int]]]:
    """What was sent to each phone, oldest first: state, trouble, and how often it went once more."""
    from alongside.outbox.models import Text

    rows = Text.objects.filter(handle_id__in=handles).order_by("id")
    told: dict[int, list[tuple[str, str, int]]] = {handle: [] for handle in handles}
    for row in rows:
        told[row.handle_id].append((row.state, row.trouble, row.again))
    return told


def make_ready(now: datetime, person: int) -> bool:
    """The peer is ready and will be asked."""
    from alongside.flows.tests.asking import make_ready as ready
    from alongside.people.models import Person

    ready(Person.objects.get(id=person), now)
    return True


def accept(now: datetime, person: int) -> int | None:
    """The peer says yes to who asked first; the conversation."""
    from alongside.channels import registry
    from alongside.flows import offer_is_taken
    from alongside.matching import reads

    registry.open_all()
    return offer_is_taken.accept(person, reads.offers_for(person)[0].offer_id, now)


actor.ACTS |= {act.__name__: act for act in (give_phones, texts_to, make_ready, accept)}

if __name__ == "__main__":
    actor.main()
