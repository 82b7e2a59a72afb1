"""Our sentences by text, in the reader's language, and as few texts as they fit into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, pgettext

from alongside.outbox import carried, texts
from alongside.people import reads
from alongside.rules import promise as promises
from alongside.rules import text_sentences, text_sentences_mail, text_units, today
from alongside.rules.text_stands import Reply
from alongside.rules.texts import ANSWERS_IN_AN_HOUR

if TYPE_CHECKING:
    from alongside.gateways.reads import Open
    from alongside.people.doors import Door
    from alongside.people.models import Promise
    from alongside.rules.texts import Kind

HOUR = timedelta(hours=1)
# Where what we say is read elsewhere than on a phone (Door.channel): other words, and no texts to be counted.
ELSEWHERE: Mapping[str, Mapping[str, str]] = {"mail": text_sentences_mail.SENTENCES}


def say(
    door: Door,
    replies: Iterable[Reply],
    now: datetime,
    kind: Kind = "answer",
    *,
    language: str = "",
    reply_to: str = "",
) -> None:
    """Owes these sentences to a door: in as few texts as they fit into, or in one mail. Inside a
    transaction. A machine that answers each of our answers is not answered for ever."""
    answers = carried.answers_since(door.handle_id, now - HOUR) if kind == "answer" else 0
    if answers >= ANSWERS_IN_AN_HOUR:
        return
    spoken = language or door.language
    sentences = [sentence(reply, spoken, door.channel) for reply in replies]
    for words in packed(sentences, door.channel):
        texts.say(door, words, now, kind, reply_to=reply_to)


def sentence(reply: Reply, language: str, place: str = "") -> str:
    """One sentence. `own` is said as somebody else wrote it. `place`: where it is read, if not on a phone."""
    if reply.code == "own":
        return reply.told["words"]
    with translation.override(language or "en"):
        there = ELSEWHERE.get(place, {}).get(reply.code)
        if there:
            return pgettext(place, there) % reply.told
        words = text_sentences.SENTENCES.get(reply.code) or text_sentences.PROMISES[reply.code]
        return pgettext("sms", words) % reply.told


def packed(sentences: Sequence[str], place: str = "") -> list[str]:
    """Neighbours share a text where both fit into one segment: each text costs somebody something. In a mail
    all stand below each other."""
    said = [each for each in sentences if each]
    if place in ELSEWHERE:
        return ["\n".join(said)] if said else []
    made: list[str] = []
    for each in said:
        between = " " if made and made[-1][-1] in ".!?:" else ". "
        together = f"{made[-1]}{between}{each}" if made else ""
        if together and text_units.segments(text_units.plain(together)).segments == 1:
            made[-1] = together
        else:
            made.append(each)
    return made


def whose(gateway: Open, door: Door, languages: Sequence[str], code: str, language: str) -> list[Reply]:
    """The very first answer: the program's neutral words, whose phone it is, what a text costs them."""
    neutral = str(gateway.settings["neutral"])
    others = [each for each in languages if each != language]
    names = dict(settings.LANGUAGES)
    tongues = [f"{number} {names.get(each, each)}" for number, each in enumerate(others, 3)]
    question = sentence(Reply(code), language, door.channel)
    asked = " ".join(filter(None, [neutral, question, *tongues]))
    return [Reply("own", {"words": asked}), *cost(gateway)]


def cost(gateway: Open) -> list[Reply]:
    """What a text costs the person, where it does and the program says so."""
    price, number = str(gateway.settings["person_pays"]), str(gateway.settings["ring_back"])
    if not price or not gateway.capabilities.costs_person:
        return []
    return [Reply("cost_ring" if number else "cost", {"cost": price, "number": number})]


def promise(program_id: int) -> tuple[Promise | None, list[Reply]]:
    """The promise as it stands, in one text; a program's own sentence goes as it was written."""
    stands = reads.promise_of(program_id)
    profile = promises.by_code(stands.profile) if stands else None
    if stands is None or profile is None:
        return None, []
    own = stands.sentence.strip()
    if own and own != profile.sentence:
        return stands, [Reply("read_by"), Reply("own", {"words": own})]
    return stands, [Reply(profile.code)]


def day(word: int | None, number: int | None, language: str) -> str:
    """How a day was, in our words: "all right", "7 of 10"."""
    with translation.override(language or "en"):
        if word is not None:
            return gettext(today.WORDS[word])
        return gettext("%(number)d of 10") % {"number": number or 0}


def moment(at: datetime, zone: str, language: str) -> str:
    """ "Tue 08:00", where they are."""
    local = at.astimezone(ZoneInfo(zone or "UTC"))
    with translation.override(language or "en"):
        return f"{pgettext('sms', text_sentences.WEEKDAYS[local.weekday()])} {local:%H:%M}"
