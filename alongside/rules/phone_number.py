"""A phone number as people type it, as it is kept, and as its own person is shown it."""

import phonenumbers

TYPED_AT_MOST = 40


def read(typed: str, country: str) -> str:
    """ "0712 345 678" in Kenya -> "+254712345678"; empty where no phone has such a number.

    `country`: two letters, for numbers typed without the country's own digits.
    """
    typed = typed[:TYPED_AT_MOST].strip()
    if typed.startswith("00"):  # how most of the world begins a number abroad
        typed = f"+{typed[2:]}"
    try:
        number = phonenumbers.parse(typed, country.upper() or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number) or number.extension:
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def as_written(address: str) -> str:
    """With spaces, as it is read aloud: "+254 712 345678"."""
    try:
        number = phonenumbers.parse(address)
    except phonenumbers.NumberParseException:
        return address
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def masked(channel: str, address: str) -> str:
    """Enough to know one's own again, for whoever looks over a shoulder too little."""
    if channel == "mail":
        name, _, host = address.partition("@")
        return f"{name[:1]}…@{host}"
    return f"… {address[-2:]}"
