"""What another process does for tests of mail: a mailbox, and doors of people.

python -m tests.gateways.mail_actor ACT '{"argument": ...}'
"""

from __future__ import annotations

from datetime import datetime

from tests.faults import actor


def give_mailboxes(now: datetime, own: str, theirs: list[tuple[int, str]]) -> list[str]:
    """The program is written to at `own`, and each person has a mailbox and no page any more; where each of
    them answers to."""
    from alongside.base import turn
    from alongside.channels import registry
    from alongside.channels.email import signed
    from alongside.gateways import reads, writes
    from alongside.people import doors, sessions
    from alongside.people.models import Handle, Person, Program

    registry.open_all()
    program = Program.objects.get()
    with turn.write():
        gateway_id = writes.add(program.id, program.key_id, "email", "E-mail", {"address": own}, now)
    gateway = reads.get(gateway_id)
    assert gateway is not None
    answered = []
    for person, address in theirs:
        row = Person.objects.get(id=person)
        with turn.write():
            handle = doors.add(program.id, person, row.key_id, "mail", address, now, gateway_id=gateway_id)
            Handle.objects.filter(id=handle).update(shared=False, chosen=True)
            sessions.sign_out_everywhere(person)
        answered.append(signed.answer_address(gateway.setup, handle))
    return answered


actor.ACTS |= {give_mailboxes.__name__: give_mailboxes}

if __name__ == "__main__":
    actor.main()
