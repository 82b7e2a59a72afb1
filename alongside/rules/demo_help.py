"""What made-up people of the demo wrote ahead, for themselves and for others."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoLetter:
    """A night letter: whose, in which language, and how many days ago it was written."""

    who: str
    language: str
    days: int
    words: str


LETTERS = (
    DemoLetter(
        "Sipho",
        "en",
        250,
        "You are awake and so was I, many nights. I used to count boats until it got light. "
        "There was always one more boat.\n\n"
        "Nothing has to be solved before morning. Drink some water. Put one hand on something warm. "
        "I will be at the shore at five, and you are welcome to think of it.",
    ),
    DemoLetter(
        "Rosa",
        "en",
        120,
        "On my worst night I sat on the kitchen floor with the dog until the bread van came. "
        "That was all I did, and it was enough.\n\nYou need not be brave. Only stay till the van comes.",
    ),
    DemoLetter(
        "Wanjiru",
        "sw",
        60,
        "Usiku kama huu nilikuwa nikihesabu pumzi za mtoto wangu. Nilidhani niko peke yangu. "
        "Sikuwa peke yangu, na wewe pia huko peke yako.\n\n"
        "Washa taa ndogo. Kunywa maji. Asubuhi inakuja, hata ikichelewa.",
    ),
)

PLAN = {
    "hard": "I cross the road. I stop opening the post. The radio stays off.",
    "alone": "Walk to the yellow dog and back.\nWrite half a page, even a bad one.",
    "places": "The bench by the river. My sister's kitchen on Sundays.",
    "tell": "My sister Ada. Rosa, here.",
    "contact": "Ada, yes, at any hour. My old boss, no.",
    "around": "The tablets are at Ada's. She gives me a week at a time.",
    "not": "Nobody tells me to cheer up. No lights, no uniform, if it can be helped.",
}

RING = (
    "Still Pond. 0700 000 000, let it ring long.\n"
    "The room behind the petrol station, green door.\n"
    "I owe people and I can't think."
)
