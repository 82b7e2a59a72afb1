"""People for a bench, made by the rooms' own verbs."""

from typing import Any

from alongside.base import clock


def talks(count: int, idle: int) -> dict[str, Any]:
    """`count` conversations whose two people are signed in, and `idle` / 2 more for listening only."""
    from alongside.base import turn
    from alongside.people import programs, sessions, writes
    from alongside.talk.writes import begin
    from alongside.vault import keys

    now = clock.now()
    program_key = keys.make(0)
    with turn.write():
        program = programs.add(programs.NewProgram("Bench", "KE", ["en"], "Africa/Nairobi"), program_key, now)
        programs.open_up(program, now)

    def some(number: int) -> list[dict[str, Any]]:
        made = []
        spare = keys.make_many(program.key_id, number * 4)
        with turn.write():
            for _ in range(number):
                people = [
                    writes.add_person(program.id, spare.pop(), name, [role], now, language="en")
                    for name, role in (("Quiet River", "member"), ("Rosa", "peer"))
                ]
                tokens = [sessions.sign_in(person, now) for person in people]
                pairs = [(person.id, spare.pop()) for person in people]
                made.append({"id": begin(program.id, pairs, now), "tokens": tokens})
        return made

    seeded = some(count)
    return {"talks": seeded, "idle": some(idle // 2), "form_token": some(1)[0]["tokens"][0]}
