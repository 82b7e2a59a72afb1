"""Does one thing in a process of its own, as the shipped code does it, and prints what came of it as JSON.

python -m tests.faults.actor ACT '{"argument": ...}'
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from alongside.run import prepare
from tests.faults.talk_acts import TALK_ACTS

A_WORD = "Zanzibar-lighthouse"


def settle(now: Any) -> dict[str, Any]:
    """A program, a peer and two members; the first member and the peer have talked."""
    from alongside.base import turn
    from alongside.flows.message_arrives import Said, arrive
    from alongside.people import programs, sessions, writes
    from alongside.talk import writes as talk
    from alongside.vault import keys

    program_key = keys.make(0)
    with turn.write():
        program = programs.add(programs.NewProgram("Open Door", "KE", ["en"], "UTC"), program_key, now)
        programs.open_up(program, now)
    people = {}
    for name, role in (("Rosa", "peer"), ("Amina", "member"), ("Juma", "member")):
        key_id = keys.make(program_key)
        with turn.write():
            people[name] = writes.add_person(program.id, key_id, name, [role], now, language="en")
    own = keys.make_many(program_key, 2)
    with turn.write():
        pairs = [(people["Amina"].id, own[0]), (people["Rosa"].id, own[1])]
        conversation = talk.begin(program.id, pairs, now)
        tokens = {name: sessions.sign_in(person, now) for name, person in people.items()}
    arrive(
        [
            Said(sessions.hash_of(tokens["Amina"]), conversation, "a", f"Amina says {A_WORD}"),
            Said(sessions.hash_of(tokens["Rosa"]), conversation, "b", "Rosa answers"),
        ],
        now,
        frozenset(),
    )
    key_ids = [people["Amina"].key_id, own[0]]
    raws = {key_id: raw.hex() for key_id, _, raw in keys.wrapped() if key_id in key_ids}
    return {
        "program": program.id,
        "people": {name: person.id for name, person in people.items()},
        "conversation": conversation,
        "keys_of_amina": raws,
        "tokens": tokens,
    }


def read(now: Any, program: int, conversation: int, people: dict[str, int], tokens: dict[str, str]) -> Any:
    """Everything that opens: lines, names, and whose session still holds."""
    from alongside.people import reads, sessions
    from alongside.talk import reads as talk

    names = reads.names(people.values())
    return {
        "lines": [(line.seat, line.text or "") for line in talk.newest(program, conversation)],
        "names": sorted(names.values()),
        "signed_in": sorted(name for name, token in tokens.items() if sessions.visitor(token, now)),
    }


def delete(now: Any, person: int) -> bool:
    """As the button does it."""
    from alongside.flows import person_asks_for_deletion

    return person_asks_for_deletion.delete(person, now)


def condemn_only(now: Any, person: int) -> bool:
    """As the button does it, but the power fails once the deletion is on disk, before a key is destroyed."""
    from alongside.flows import keys_are_destroyed, person_asks_for_deletion

    keys_are_destroyed.finish = lambda now: os._exit(0)  # the fault itself
    return person_asks_for_deletion.delete(person, now)


def copy_keys_plainly(now: Any, to: str) -> bool:
    """An operator's own habit: every wrapped key, by hand."""
    from alongside.vault import keys

    Path(to).write_text("\n".join(f"{one} {two} {raw.hex()}" for one, two, raw in keys.wrapped()))
    return True


def put_keys_back_plainly(now: Any, source: str) -> int:
    """And the same by hand, past `restore` and past the ledger."""
    from alongside.vault.models import DestroyedKey, Key

    DestroyedKey.objects.using("keys").all().delete()
    rows = [line.split() for line in Path(source).read_text().splitlines()]
    here = set(Key.objects.using("keys").values_list("id", flat=True))
    missing = [row for row in rows if int(row[0]) not in here]
    Key.objects.using("keys").bulk_create(
        Key(id=int(one), parent_id=int(two), wrapped=bytes.fromhex(raw)) for one, two, raw in missing
    )
    return len(missing)


def at_start(now: Any) -> int:
    from alongside.flows import keys_are_destroyed

    return keys_are_destroyed.at_start(now)


def hold_in_memory(now: Any, key_ids: list[int]) -> dict[str, Any]:
    """Opens these keys, keeps a worker's eye on the ledger as `serve` does, and tells when they are gone."""
    from alongside.run.worker import Worker
    from alongside.vault import keys

    held = keys.ciphers(key_ids)
    print(json.dumps({"held": len(held)}), flush=True)
    worker = Worker(everything=False)
    worker.start()
    until = time.monotonic() + 30
    while time.monotonic() < until and any(key_id in keys._ciphers for key_id in key_ids):
        time.sleep(0.02)
    gone_at, left = time.time(), sum(key_id in keys._ciphers for key_id in key_ids)
    worker.stop()
    return {"left": left, "gone_at": gone_at}


def prepare_again(now: Any) -> float:
    """Seconds that a second look at a prepared folder takes."""
    began = time.perf_counter()
    prepare.prepare(Path(os.environ["ALONGSIDE_DATA"]))
    return time.perf_counter() - began


def copy_before_migrating(now: Any) -> bool:
    """As migrating does it first. (The tables themselves are already as they should be.)"""
    prepare.copy_first(Path(os.environ["ALONGSIDE_DATA"]), "default", now)
    return True


def remove_old_key_copies(now: Any) -> int:
    from alongside.run import worker

    return worker.remove_old_key_copies(now)


ACTS = {
    act.__name__: act
    for act in (
        settle,
        read,
        delete,
        condemn_only,
        copy_keys_plainly,
        put_keys_back_plainly,
        at_start,
        hold_in_memory,
        prepare_again,
        copy_before_migrating,
        remove_old_key_copies,
    )
} | TALK_ACTS


def main() -> None:
    os.umask(0o077)
    os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.run.settings"
    prepare.prepare(Path(os.environ["ALONGSIDE_DATA"]))
    from alongside.base import clock

    told = json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}
    print(json.dumps(ACTS[sys.argv[1]](clock.now(), **told)), flush=True)


if __name__ == "__main__":
    main()
