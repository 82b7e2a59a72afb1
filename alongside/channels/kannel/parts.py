"""A long text comes in parts, in any order: put together again when all of them are there.

bearerbox could do that, but forgets halfway what it had when it is killed. So it hands us the parts, and
keeps each of them until we have the whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from alongside.channels.kannel.box import WIDE, WORDS, Sms

PATIENCE = 600.0  # seconds for the rest to come; then what is there is handed on with a gap
GAP = " [...] "


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of which long text."""

    ref: int
    total: int
    n: int  # from 1


@dataclass
class Whole:
    """One text, and every SMS it was made of."""

    sms: list[Sms]
    words: str
    twin: str = ""  # what it was called when it came before

    @property
    def ref(self) -> str:
        """The same when the same comes again."""
        return self.twin or self.sms[0].id


@dataclass
class _Waiting:
    total: int
    since: float
    parts: dict[int, Sms] = field(default_factory=dict)
    repeats: list[Sms] = field(default_factory=list)

    def whole(self) -> Whole:
        """What there is, in order, with a mark for what is missing."""
        pieces: list[list[Sms]] = [[]]
        for n in range(1, self.total + 1):
            if n in self.parts:
                pieces[-1].append(self.parts[n])
            elif pieces[-1] or n == 1:
                pieces.append([])
        said = [words_of(piece) for piece in pieces]
        everything = [self.parts[n] for n in sorted(self.parts)]
        return Whole([*everything, *self.repeats], GAP.join(said).strip())


class Parts:
    """What waits for its rest."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str, int, int], _Waiting] = {}

    def add(self, sms: Sms, now: float) -> list[Whole]:
        """The texts that are whole with this one. `now`: seconds on any clock that only moves forward."""
        part = part_in(sms.udh) if sms.kind == WORDS else None
        if part is None:
            return [Whole([sms], words_of([sms]))]
        name = (sms.sender, sms.receiver, part.ref, part.total)
        ready: list[Whole] = []
        waiting = self._waiting.setdefault(name, _Waiting(part.total, now))
        there = waiting.parts.get(part.n)
        if there is not None and there.words == sms.words:
            if there.id != sms.id:
                waiting.repeats.append(sms)
            return []
        if there is not None:  # the phone counts its long texts from 0 again: another one begins
            ready.append(waiting.whole())
            waiting = self._waiting[name] = _Waiting(part.total, now)
        waiting.parts[part.n] = sms
        waiting.since = now
        if len(waiting.parts) == part.total:
            del self._waiting[name]
            ready.append(waiting.whole())
        return ready

    def overdue(self, now: float) -> list[Whole]:
        """Texts whose rest did not come: better with a gap than not at all."""
        late = [name for name, waiting in self._waiting.items() if now - waiting.since >= PATIENCE]
        return [self._waiting.pop(name).whole() for name in late]

    def clear(self) -> None:
        """The line broke: all of it comes again."""
        self._waiting.clear()


def part_in(udh: bytes) -> Part | None:
    """What a user data header says of parts; none where the text is whole."""
    place = 1
    while place + 1 < len(udh):
        kind, size = udh[place], udh[place + 1]
        value = udh[place + 2 : place + 2 + size]
        if len(value) == size and (kind, size) in ((0, 3), (8, 4)):
            total, n = value[-2], value[-1]
            return (
                Part(int.from_bytes(value[:-2], "big"), total, n) if 1 <= n <= total and total > 1 else None
            )
        place += 2 + size
    return None


def words_of(parts: list[Sms]) -> str:
    """What is written in parts that follow each other."""
    joined = b"".join(part.words for part in parts)
    coding = parts[0].coding if parts else 0
    if coding == WIDE:
        return joined.decode("utf-16-be", "replace")
    try:
        return joined.decode()
    except UnicodeDecodeError:
        return joined.decode("latin-1")
