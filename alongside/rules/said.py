"""English that a person will see. Translated at the edge; marked here, so that translators find it."""


def said(words: str) -> str:
    """The words, unchanged. The edge says them in the reader's language with gettext."""
    return words


def said_in(place: str, words: str) -> str:
    """As `said`, for one place ("sms", "ussd") where the same is said in other words. The edge uses
    pgettext with the same place."""
    return words
