"""Why two people are brought together, in words: "You both stayed in hospital. You both write." """

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from alongside.people.choices import EXPERIENCE, INTEREST, Own
from alongside.rules import lived, loves, tongues
from alongside.rules.fit import Reason, own_code


def reason_words(reasons: Iterable[Reason], owns: Sequence[Own]) -> list[str]:
    """One short sentence for each reason. `owns`: the program's own choices, for theirs."""
    return [words for words in (_words(reason, owns) for reason in reasons) if words]


def _words(reason: Reason, owns: Sequence[Own]) -> str:
    if reason.kind == "tongue":
        return _("You both speak %(language)s.") % {"language": tongues.name(reason.code)}
    known = lived.by_code(reason.code) if reason.kind == "lived" else loves.by_code(reason.code)
    if known:
        return _(known.both)
    kind = EXPERIENCE if reason.kind == "lived" else INTEREST
    for own in owns:
        if own.kind == kind and own_code(own.bit) == reason.code:
            return _("You both: %(words)s.") % {"words": own.words}
    return ""
