"""An outlook for tomorrow from a person's own answers to "How is today?": a range, never a fate.

Pure, and about one person: nobody else's answers come in. Days are whole numbers (`date.toordinal()`), so
that missing days are gaps and not errors. A page asks in this order:

    if may_show(answers, today):            never beside a low answer just given
        seen = outlook(answers, today + 1)      None before five answers
        record = followed_low_days(answers, today)   what came after low days, or None

and says `WORDS[seen.shape]` with the words of `rules.today` for `seen.from_word` and `seen.to_word`, then
`RIGHT_SO_FAR` with `seen.right` and `seen.of` where `seen.of` is not 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from alongside.rules.said import said
from alongside.rules.smoothing import Guess, Scale, Smoothing

FIVE_WORDS = Scale(1, 5)
NUMBERS = Scale(0, 10)

ENOUGH = 5
LOW_WORD = 2
ENOUGH_LOW_DAYS = 6
MOST_LOW_DAYS = 10
WITHIN_DAYS = 2

SAME, ONE, BETWEEN, ANY = "same", "one", "between", "any"
WORDS = {
    SAME: said("Tomorrow may be about like today."),
    ONE: said("Tomorrow may be “{low}”."),
    BETWEEN: said("Tomorrow may be somewhere between “{low}” and “{high}”."),
    ANY: said("Tomorrow may be anything. Your days have been of every kind."),
}
RIGHT_SO_FAR = said("A guess like this was right {right} of {of} times so far.")
AFTER_LOW_DAYS = said("After your last {low_days} low days, {better} got better within two days.")

_WORD_OF_NUMBER = (1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5)


@dataclass(frozen=True, slots=True)
class Answer:
    """How one day was: a word from 1 to 5, or a number from 0 to 10 where the person chose numbers.

    `day` is a whole day (`date.toordinal()`), where the person is. Give `number` as well as `word` if both
    are known; an answer needs one of them.
    """

    day: int
    word: int | None = None
    number: int | None = None

    @property
    def as_word(self) -> int:
        """The one of five words, also where a number was chosen: 0-1, 2-3, 4-6, 7-8, 9-10."""
        if self.word is not None:
            return self.word
        return _WORD_OF_NUMBER[self.number or 0]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What may be said of one day to come.

    `low` and `high` are on `scale` and hold about four of five such days; `from_word` and `to_word` are the
    same as words (1 to 5). `shape` is the key of the sentence in `WORDS`. Such ranges held `right` times out
    of the `of` times that they can be tried on the person's own past; `of` is 0 with just five answers.
    """

    low: int
    high: int
    scale: Scale
    from_word: int
    to_word: int
    shape: str
    right: int
    of: int


@dataclass(frozen=True, slots=True)
class LowDays:
    """What followed: of the last `low_days`, `better` had a day that was not low within `within_days`."""

    low_days: int
    better: int
    within_days: int


def by_day(answers: Iterable[Answer]) -> list[Answer]:
    """One answer a day, oldest first. Who answers again on a day means the later answer: order counts."""
    latest = {answer.day: answer for answer in answers}
    return [latest[day] for day in sorted(latest)]


def is_low(answer: Answer) -> bool:
    """Whether this was a low day: one of the lowest two of the five words, or 3 and less of 10."""
    return answer.as_word <= LOW_WORD


def may_show(answers: Iterable[Answer], today: int) -> bool:
    """Whether an outlook may stand on the page: not while the latest answer is low, and of today or
    yesterday."""
    line = by_day(answers)
    return bool(line) and not (is_low(line[-1]) and line[-1].day >= today - 1)


def outlook(answers: Iterable[Answer], day: int) -> Outlook | None:
    """What `day` (tomorrow) may be like; None before five days were answered.

    Numbers are used as such where every answer has one, words otherwise.
    """
    line = [answer for answer in by_day(answers) if answer.day < day]
    if len(line) < ENOUGH:
        return None
    numbers = all(answer.number is not None for answer in line)
    scale = NUMBERS if numbers else FIVE_WORDS
    smoothing = Smoothing(scale)
    right = 0
    for place, answer in enumerate(line):
        value = answer.number if numbers and answer.number is not None else answer.as_word
        guess = smoothing.take(value)
        right += place >= ENOUGH and guess is not None and guess.holds(value)
    tomorrow = smoothing.guess()
    assert tomorrow is not None  # five answers were taken
    return _told(tomorrow, scale, line[-1] if line[-1].day == day - 1 else None, right, len(line) - ENOUGH)


def _told(guess: Guess, scale: Scale, today: Answer | None, right: int, of: int) -> Outlook:
    low, high = round(guess.low), round(guess.high)
    from_word, to_word = (_WORD_OF_NUMBER[low], _WORD_OF_NUMBER[high]) if scale == NUMBERS else (low, high)
    shape = BETWEEN
    if (from_word, to_word) == (1, 5):
        shape = ANY
    elif from_word == to_word:
        shape = SAME if today and today.as_word == from_word else ONE
    return Outlook(low, high, scale, from_word, to_word, shape, right, of)


def followed_low_days(answers: Iterable[Answer], today: int) -> LowDays | None:
    """What came after the last low days (ten at most), where there were six or more and most got better.

    Better is a day within the next two that was answered and was not low. A day without an answer is not
    better. A low day counts only once its two days are over, today being over for this: else the quick
    recoveries would be counted before the slow ones could be missing.
    """
    line = by_day(answers)
    fine = {answer.day for answer in line if not is_low(answer)}
    low = [answer.day for answer in line if is_low(answer) and answer.day + WITHIN_DAYS <= today]
    low = low[-MOST_LOW_DAYS:]
    better = sum(any(day + later in fine for later in range(1, WITHIN_DAYS + 1)) for day in low)
    if len(low) < ENOUGH_LOW_DAYS or better * 2 <= len(low):
        return None
    return LowDays(len(low), better, WITHIN_DAYS)
