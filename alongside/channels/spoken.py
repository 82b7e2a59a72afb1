"""The few words that are said in a call before the second phone rings, for the services that say them."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

# What a machine can say so that one understands it. In any other language nothing is said.
SPOKEN: Mapping[str, str] = {"en": "en-GB", "es": "es-ES", "fr": "fr-FR", "pt": "pt-BR"}


def say(words: str, language: str) -> str:
    """Nothing where no machine speaks this language well."""
    tongue = SPOKEN.get(language.partition("-")[0])
    return f"<Say language={quoteattr(tongue)}>{escape(words)}</Say>" if tongue and words else ""


def say_plainly(words: str, language: str) -> str:
    """As `say`, for a service that speaks English alone."""
    return f"<Say>{escape(words)}</Say>" if language.partition("-")[0] == "en" and words else ""
