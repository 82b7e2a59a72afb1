"""What follows from a text somebody sent: the whole of what is said by texts, as one pure function."""

from alongside.rules import text_door, text_joining, text_talking
from alongside.rules.text_stands import JOINING, Facts, Stands, Turn


def heard(stands: Stands, text: str, facts: Facts) -> Turn:
    """`stands` is how it stood before. Nothing somebody wrote is lost: it is an answer to what was asked, a
    word that steers, given to whom they talk with, or kept until there is somebody."""
    if facts.is_member or facts.is_peer:
        answer = text_door.answered(stands, text, facts)
        return answer or text_door.asked_besides(text_talking.heard(stands, text, facts), facts)
    if stands.asked in JOINING:
        return text_joining.answered(stands, text, facts)
    return text_joining.begin(stands, text, facts)
