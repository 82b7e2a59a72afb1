"""Somebody joins by text: what each of their answers does. Who is too young leaves nothing here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from alongside.base import turn
from alongside.flows import support_is_asked, text_says
from alongside.matching import reads as matching
from alongside.people import attempts, consents, door_choices, leaving, preferences, reads, writes
from alongside.rules import nicknames, tongues
from alongside.rules.text_sentences import short
from alongside.rules.text_stands import Act, Reply
from alongside.rules.wishes import Wishes
from alongside.safety import reads as safety

if TYPE_CHECKING:
    from alongside.flows.text_is_heard import Hearing

BY_ONE_GATEWAY = 1000  # people who join in a day
TOO_YOUNG_GONE_AFTER = timedelta(hours=1)  # so that the answer still goes
ADULT_AT_MOST = 60  # letters of the named adult


def speak(hearing: Hearing, act: Act) -> None:
    """From now on in this language."""
    zone = preferences.of(hearing.door.person_id).time_zone
    preferences.set_language(hearing.door.person_id, act.words, zone)
    hearing.language = act.words


def whose(hearing: Hearing, act: Act) -> None:
    """Others use this phone too, or nobody does."""
    door_choices.set_shared(hearing.door.handle_id, bool(act.about))


def keep_code(hearing: Hearing, act: Act) -> None:
    """Their word. They have just said it, so what follows now may be said too."""
    door_choices.set_code_word(hearing.door.handle_id, act.words)
    door_choices.open_up(hearing.door.handle_id, hearing.now)


def safe_hours(hearing: Hearing, act: Act) -> None:
    door_choices.set_safe_hours(hearing.door.handle_id, int(act.told["begins"]), int(act.told["ends"]))


def offer_name(hearing: Hearing, act: Act) -> None:
    """A name to be called here: calm, and nobody's own."""
    name = nicknames.offer(hearing.language, 1)[0]
    hearing.stands = replace(hearing.stands, told={**hearing.stands.told, "name": name})
    hearing.reply("name", name=name)


def too_young(hearing: Hearing, act: Act) -> None:
    """They are told whom they can talk with. What they wrote is gone now, their number within the hour."""
    program = reads.program(hearing.door.program_id)
    hearing.gone = True
    leaving.plan(hearing.door.person_id, hearing.now + TOO_YOUNG_GONE_AFTER)
    if program is None:
        return
    adult = short(program.named_adult, ADULT_AT_MOST)
    if not adult:
        lines = safety.lines_for_someone_young(program.id)
        adult = ", ".join(short(f"{line.name} {line.phone or line.sms}", ADULT_AT_MOST) for line in lines[:1])
    told = {"age": str(program.minimum_age), "adult": adult}
    hearing.said.append(Reply("young" if adult else "young_nobody", told))


def join(hearing: Hearing, act: Act) -> None:
    """They are a member from now on. The promise is said before anybody says anything to them."""
    door, now = hearing.door, hearing.now
    person, program = reads.person(door.person_id), reads.program(door.program_id)
    if person is None or program is None or not hearing.facts.takes_people:
        hearing.reply("nobody_new")
        return
    if attempts.count("arrive", f"gateway {hearing.gateway.id}", now) > BY_ONE_GATEWAY:
        hearing.reply("too_many")
        return
    leaving.change_mind(person.id)
    writes.rename(person, act.told.get("name") or nicknames.offer(hearing.language, 1)[0])
    writes.becomes(person, "member")
    promise, said = text_says.promise(program.id)
    if promise is not None:
        consents.give(person, promise, hearing.language, now)
    hearing.said += [*said, Reply("looking")]
    look_for_someone(hearing, act.words, int(act.told.get("gender") or 0))


def look_for_someone(hearing: Hearing, words: str, gender: int = 0) -> None:
    """Whoever fits and is free first is asked: choosing from a list takes many texts."""
    program = reads.program(hearing.door.program_id)
    if program is None:
        return
    spoken = tongues.mask_of([hearing.language.partition("-")[0]])
    wishes = Wishes(tongues=spoken, gender=gender)
    with turn.write():
        asked = support_is_asked.ask(program, hearing.door.person_id, wishes, words, hearing.now)
        support_is_asked.ask_whoever(hearing.door.person_id, asked, hearing.now)


def look_no_more(hearing: Hearing) -> None:
    """They have somebody again: the wish that was opened for them goes."""
    wish = matching.open_request(hearing.door.person_id)
    if wish is not None:
        support_is_asked.withdraw(hearing.door.person_id, wish.id, hearing.now)


def spelled(hearing: Hearing) -> list[Reply]:
    """The replies with what only the gateway and the program know."""
    found: list[Reply] = []
    program = reads.program(hearing.door.program_id) if hearing.said else None
    for reply in hearing.said:
        if reply.code in ("whose", "whose_again"):
            languages = hearing.facts.languages
            found += text_says.whose(hearing.gateway, hearing.door, languages, reply.code, hearing.language)
        elif reply.code == "hello":
            found += [reply, *text_says.cost(hearing.gateway)]
        elif reply.code in ("age", "age_again"):
            found.append(Reply(reply.code, {"age": str(program.minimum_age if program else 18)}))
        else:
            found.append(reply)
    return found


DOES: Mapping[str, Callable[[Hearing, Act], None]] = {
    "speak": speak,
    "whose": whose,
    "keep_code": keep_code,
    "safe_hours": safe_hours,
    "offer_name": offer_name,
    "too_young": too_young,
    "join": join,
}
