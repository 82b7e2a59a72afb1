"""What gateways hold about a person: where they stand in what is said over a phone."""

from collections.abc import Callable, Iterator

from alongside.gateways import diallings, dialogs
from alongside.gateways.models import Dialling, Dialog
from alongside.rules import ussd
from alongside.rules.held import Held, Whose, held, wrote
from alongside.rules.text_stands import Stands
from alongside.vault import keys


def _dialogs(whose: Whose) -> Iterator[Held]:
    for row in Dialog.objects.filter(person_id=whose.person_id):
        stands = Stands.read(keys.read(whose.key_id, row.sealed, dialogs.place(row.handle_id)) or "")
        yield held("dialog", row.at, [each for words in stands.kept for each in wrote(words)])


def _diallings(whose: Whose) -> Iterator[Held]:
    for row in Dialling.objects.filter(person_id=whose.person_id).order_by("-at").iterator():
        kept = ussd.read(keys.read(whose.key_id, row.sealed, diallings.place(row.id)) or "")
        yield held("dialling", row.at, wrote(kept.get("words")), ended_at=row.ended_at)


# Table -> the page it is shown on (rules.held_words.GROUPS), and who reads it.
TABLES: dict[str, tuple[str, Callable[[Whose], Iterator[Held]]]] = {
    "Dialog": ("devices", _dialogs),
    "Dialling": ("devices", _diallings),
}
