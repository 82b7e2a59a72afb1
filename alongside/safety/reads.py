"""Questions about blocks and help lines."""

from collections.abc import Iterable

from alongside.safety.models import Block, HelpLine
from alongside.safety.published_lines import CHILDREN

YOUNG = (CHILDREN, "young people")


def blocked_in(conversation_ids: Iterable[int]) -> set[int]:
    """The conversations in which one has blocked the other: one question for a whole batch."""
    ids = list(conversation_ids)
    return (
        set(Block.objects.filter(conversation_id__in=ids).values_list("conversation_id", flat=True))
        if ids
        else set()
    )


def help_lines(program_id: int, *, for_children: bool) -> list[HelpLine]:
    """The program's lines in its order: the children's, or all the others. No line is in both."""
    return [line for line in all_lines(program_id) if line.for_children == for_children]


def all_lines(program_id: int) -> list[HelpLine]:
    """Every line of the program, in its order."""
    return list(HelpLine.objects.filter(program_id=program_id).order_by("place", "id"))


def lines_for_someone_young(program_id: int) -> list[HelpLine]:
    """For who is younger than the program's age: the children's lines first, then young people's."""
    every = all_lines(program_id)
    return [line for line in every if line.for_children] + [
        line for line in every if not line.for_children and set(_groups(line)) & set(YOUNG)
    ]


def lines_for_everyone(program_id: int) -> list[HelpLine]:
    """The lines that are for nobody in particular, so for someone young too."""
    return [line for line in all_lines(program_id) if not line.for_children and not line.who_for]


def line(program_id: int, line_id: int) -> HelpLine | None:
    """One line of this program; None when it has no such line."""
    return HelpLine.objects.filter(program_id=program_id, id=line_id).first()


def _groups(line: HelpLine) -> list[str]:
    return [group.strip() for group in line.who_for.lower().split(";")]
