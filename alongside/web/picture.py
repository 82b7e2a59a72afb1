"""One's own days as a small picture: a line, three faint rules without numbers, tomorrow as a soft fan.

Made here as plain numbers for an SVG in the page: no script, no style attribute, nothing to fetch. The page
says the same in words beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.rules.outlook import NUMBERS, Answer, Outlook, by_day
from alongside.rules.smoothing import Scale

DAYS_SHOWN = 28
WIDTH, HEIGHT = 320, 120
LEFT, RIGHT, TOP, BOTTOM = 8.0, 312.0, 14.0, 106.0
FAN_AT_LEAST = 5.0  # up and down: a fan of one word can still be seen


@dataclass(frozen=True, slots=True)
class Picture:
    """Ready for templates/members/parts/days.html."""

    path: str  # days in a row
    gaps: str  # from one answer to the next, over days without one
    dots: list[tuple[str, str]]
    last: tuple[str, str]
    fan: str


def picture(answers: Sequence[Answer], seen: Outlook, today: int) -> Picture | None:
    """The last four weeks at most, and tomorrow. None where these weeks hold no answer."""
    line = [answer for answer in by_day(answers) if today - DAYS_SHOWN < answer.day <= today]
    if not line:
        return None
    step = (RIGHT - LEFT) / (today + 1 - line[0].day)
    places = [
        (LEFT + (answer.day - line[0].day) * step, _height(_value(answer, seen.scale), seen.scale))
        for answer in line
    ]
    path, gaps = [f"M{_at(places[0])}"], []
    for before, after, one, other in zip(places, places[1:], line, line[1:], strict=False):
        if other.day == one.day + 1:
            path.append(f"L{_at(after)}")
        else:
            path.append(f"M{_at(after)}")
            gaps.append(f"M{_at(before)}L{_at(after)}")
    return Picture(
        path="".join(path),
        gaps="".join(gaps),
        dots=[_pair(place) for place in places[:-1]],
        last=_pair(places[-1]),
        fan=_fan(places[-1], seen),
    )


def _fan(last: tuple[float, float], seen: Outlook) -> str:
    high, low = _height(seen.high, seen.scale), _height(seen.low, seen.scale)
    if low - high < 2 * FAN_AT_LEAST:
        middle = (low + high) / 2
        high, low = middle - FAN_AT_LEAST, middle + FAN_AT_LEAST
    return f"M{_at(last)}L{_at((RIGHT, high))}L{_at((RIGHT, low))}Z"


def _value(answer: Answer, scale: Scale) -> int:
    if scale == NUMBERS and answer.number is not None:
        return answer.number
    return answer.as_word


def _height(value: float, scale: Scale) -> float:
    share = (value - scale.low) / (scale.high - scale.low)
    return BOTTOM - share * (BOTTOM - TOP)


def _pair(place: tuple[float, float]) -> tuple[str, str]:
    return f"{place[0]:.1f}", f"{place[1]:.1f}"


def _at(place: tuple[float, float]) -> str:
    return " ".join(_pair(place))
