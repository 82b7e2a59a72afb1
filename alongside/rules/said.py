"""English that a person will see. Translated at the edge; marked here, so that translators find it."""


def said(words: str) -> str:
    """The words, unchanged. The edge says them in the reader's language with gettext."""
    return words
