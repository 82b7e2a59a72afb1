"""What is held of a peer's own page: their words, and the codes that matching compares."""

from collections.abc import Iterator

from alongside.people.choices import BELONGINGS, EXPERIENCE, INTEREST, Own, ever, told
from alongside.people.models import Availability, Profile
from alongside.people.profiles import place
from alongside.rules import lived, loves, tongues, week
from alongside.rules.fit import AGE_BANDS, GENDERS
from alongside.rules.held import Held, Whose, held, parts, wrote
from alongside.vault import keys


def profile(whose: Whose) -> Iterator[Held]:
    for row in Profile.objects.filter(person_id=whose.person_id):
        about = keys.read(whose.key_id, row.about, place("about", whose.person_id))
        own = keys.read(whose.key_id, row.own_words, place("own_words", whose.person_id))
        yield held(
            "profile",
            row.written_at,
            (*wrote(about, "about"), *parts(own)),
            shown=tuple(f"{code} {when}" for code, when in sorted(row.shown.items())),
            live_at=row.live_at,
        )


def availability(whose: Whose) -> Iterator[Held]:
    for row in Availability.objects.filter(person_id=whose.person_id):
        own = ever(whose.program_id)
        yield held(
            "availability",
            None,
            tongues=tongues.codes_of(row.tongues),
            lived=lived.codes_of(row.lived),
            lived_own=_own(own, (EXPERIENCE,), row.lived_own),
            loves=loves.codes_of(row.loves),
            loves_own=_own(own, (INTEREST,), row.loves_own),
            belongs=_own(own, BELONGINGS, row.belongs),
            gender=GENDERS[row.gender] if row.gender else None,
            age_band=AGE_BANDS[row.age_band] if row.age_band else None,
            hours=tuple(f"{day} {week.PARTS[part]}" for day, part in week.pairs_of(row.hours)),
            capacity=row.capacity,
            walking_with=row.walking_with,
            ready=row.ready,
            here_wished=row.here_wished,
            here_until=row.here_until,
            here_no_later=row.here_no_later,
            break_until=row.break_until,
        )


def _own(own: list[Own], kinds: tuple[str, ...], mask: int) -> tuple[str, ...]:
    """The program's own words behind a mask; also those that were taken off its lists since."""
    return tuple(each.words for each in told((each for each in own if each.kind in kinds), mask))
