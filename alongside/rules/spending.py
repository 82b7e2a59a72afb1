"""What texts cost a program in a month, and what is still carried when its ceiling is reached.

Sums are millionths of the currency. Who is in the middle of a talk is never cut off: a ceiling holds back
what we begin ourselves, and the coordinator is told before it is reached.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from alongside.rules.texts import Kind

MILLION = 1_000_000
WARNED_AT = 80  # percent of the ceiling
GOES_ON = timedelta(days=3)  # after their last word: talks over a phone are slow
LOOKED_AT_AGAIN = timedelta(hours=1)  # a coordinator may raise the ceiling, or a month begin
SURE_AFTER = 5  # days of a month, before which a pace says nothing

Standing = Literal["open", "fine", "near", "reached"]


def standing(spent: int, ceiling: int) -> Standing:
    """How a month stands. A ceiling of 0 is none: open."""
    if ceiling <= 0:
        return "open"
    if spent >= ceiling:
        return "reached"
    return "near" if spent * 100 >= ceiling * WARNED_AT else "fine"


def may_go(kind: Kind, spent: int, ceiling: int, last_in_at: datetime | None, now: datetime) -> bool:
    """Whether a text of this kind is carried now. `last_in_at`: when its person last wrote to us there.

    An answer always is, and every line, or the notice of one, to somebody who wrote in the last days.
    """
    if standing(spent, ceiling) != "reached" or kind == "answer":
        return True
    if kind in ("line", "note"):
        return last_in_at is not None and now - last_in_at < GOES_ON
    return False


def reached_on(spent: int, ceiling: int, today: date) -> date | None:
    """The day of this month on which the ceiling will be reached if it goes on so; None where it will not."""
    if ceiling <= 0 or spent <= 0 or today.day < SURE_AFTER:
        return None
    if spent >= ceiling:
        return today
    day = -(-ceiling * today.day // spent)  # rounded up: on the day itself
    return today.replace(day=day) if day <= monthrange(today.year, today.month)[1] else None


def for_each(spent: int, people: int) -> int:
    """What the texts of a month cost for each person they went to, on average."""
    return spent // people if people > 0 else 0


def estimated(price: int, segments: int) -> int:
    """What texts cost where a provider does not tell: by the price of a segment that is set down."""
    return max(0, price) * max(0, segments)


def shown(sum_of: int, currency: str) -> str:
    """ "KES 12.40"; of less than a hundredth as many places as tell it."""
    amount = Decimal(sum_of) / MILLION
    places = Decimal("0.0001") if 0 < abs(amount) < Decimal("0.01") else Decimal("0.01")
    return f"{currency} {amount.quantize(places, ROUND_HALF_UP)}".strip()


def typed(text: str) -> int | None:
    """A sum as somebody typed it, "5,000.50" or "0.8"; None where it is none."""
    plain = text.replace(" ", "").replace(",", "")
    whole, _, rest = plain.partition(".")
    if not (whole or rest) or len(plain) > 15 or not (whole + rest).isascii() or not (whole + rest).isdigit():
        return None
    return int(whole or "0") * MILLION + int((rest + "000000")[:6])


def as_typed(sum_of: int) -> str:
    """A sum as it stands in a form: "0.0083", "5000"; nothing where none is set."""
    return f"{(Decimal(sum_of) / MILLION).normalize():f}" if sum_of else ""
