"""The number to ring when a life is in danger, by country: the one any phone there reaches.

Only where we are sure. Elsewhere there is none, and the page says so instead of guessing; a program can
always write its own.
"""

_ONE_ONE_TWO = (
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK "
    "CH GE GL IN MD ME MK NG GH RW TR TZ UA XK ZA"
)
_NINE_ONE_ONE = "US CA MX AR CR DO EC PA UY PR GU AS MP VI PH JO"
_NINE_NINE_NINE = "GB GG IM JE KE UG ZW BD HK MY SC"
_OTHER = {
    "AU": "000",
    "NZ": "111",
    "JP": "119",
    "KR": "119",
    "TW": "119",
    "CN": "120",
    "SG": "995",
    "IL": "101",
    "EG": "123",
    "BR": "192",
    "CL": "131",
    "CO": "123",
}

_NUMBERS: dict[str, str] = {
    **dict.fromkeys(_ONE_ONE_TWO.split(), "112"),
    **dict.fromkeys(_NINE_ONE_ONE.split(), "911"),
    **dict.fromkeys(_NINE_NINE_NINE.split(), "999"),
    **_OTHER,
}


def number_for(country: str) -> str:
    """The emergency number of a country by its two letters; empty where we are not sure."""
    return _NUMBERS.get(country.upper(), "")
