"""The parts of "What helps me". Own headings, in the spirit of advance planning; nobody's form."""

from dataclasses import dataclass

from alongside.rules.said import said

PART_AT_MOST = 1_500  # letters in one part


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the plan: its code in the kept words, its heading, and a few words to begin with."""

    code: str
    heading: str
    hint: str


PARTS = (
    Part(
        "hard",
        said("How I know it is getting hard"),
        said("What I notice first: in my body, in my days, in what I stop doing."),
    ),
    Part("alone", said("What I can do alone"), said("Small things count. What has helped even a little?")),
    Part("places", said("Where, and with whom, I feel better"), said("A place, a person, an animal.")),
    Part("tell", said("Who I can tell"), said("Names and numbers, so that you need not look for them.")),
    Part(
        "contact",
        said("Who may be told about me, and who may not"),
        said("This is for you and whoever you share it with. We don’t call anyone because of it."),
    ),
    Part(
        "around",
        said("What I have agreed with myself about the things around me"),
        said("For example: what I keep out of reach on bad days, and who keeps it."),
    ),
    Part("not", said("What I do not want"), said("What has made it worse before.")),
)
CODES = tuple(part.code for part in PARTS)
