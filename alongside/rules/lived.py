"""What people have lived through, in plain words. Chosen by peers of themselves and by members for a talk.

A `bit` is kept in people's rows: it is never changed and never used again for something else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from alongside.rules import pick
from alongside.rules.said import said


@dataclass(frozen=True, slots=True)
class Lived:
    """One experience: what a person taps, the reason when two share it, other words to find it by."""

    code: str
    bit: int
    group: str
    words: str
    both: str
    search: str


GROUPS: tuple[tuple[str, str], ...] = (
    ("mood", said("How I feel inside")),
    ("hospital", said("Hospital and medicines")),
    ("loss", said("Losing someone")),
    ("addiction", said("Drinking, drugs, gambling")),
    ("violence", said("Being hurt")),
    ("body", said("My body")),
    ("family", said("Family and being alone")),
    ("identity", said("Who I am")),
    ("work", said("Work, money, a place to live")),
    ("leaving", said("Leaving home")),
)

# code, bit, what a person taps, the reason when two share it
_WORDS: dict[str, tuple[tuple[str, int, str, str], ...]] = {
    "mood": (
        ("low", 0, said("low for a long time"), said("You both have been low for a long time.")),
        ("fear", 1, said("fear, panic"), said("You both have lived with fear or panic.")),
        (
            "worry",
            2,
            said("worry that never stops"),
            said("You both have lived with worry that never stops."),
        ),
        ("highs", 3, said("very high, then very low"), said("You both have been very high and very low.")),
        (
            "voices",
            4,
            said("hearing or seeing what others don't"),
            said("You both have heard or seen what others don't."),
        ),
        (
            "thoughts",
            5,
            said("thoughts that come back and back"),
            said("You both have lived with thoughts that come back and back."),
        ),
        ("dying", 6, said("not wanting to live"), said("You both have had times of not wanting to live.")),
        ("selfhurt", 7, said("hurting myself"), said("You both have hurt yourselves when it was too much.")),
    ),
    "hospital": (
        ("hospital", 8, said("been in hospital"), said("You both have been in hospital for your mind.")),
        (
            "forced",
            9,
            said("taken to hospital against my will"),
            said("You both have been taken to hospital against your will."),
        ),
        (
            "homeagain",
            10,
            said("coming home from hospital"),
            said("You both have come home from hospital and had to begin again."),
        ),
        (
            "medicine",
            11,
            said("medicines for the mind"),
            said("You both know what medicines for the mind are like."),
        ),
    ),
    "loss": (
        ("loss", 12, said("lost someone"), said("You both have lost someone you love.")),
        ("child", 13, said("lost a child"), said("You both have lost a child.")),
        (
            "pregnancy",
            14,
            said("lost a pregnancy, or could not have a child"),
            said("You both know what it is to lose a pregnancy, or to hope for a child in vain."),
        ),
        (
            "suicide",
            15,
            said("someone I love ended their life"),
            said("You both have lost someone who ended their life."),
        ),
        ("breakup", 16, said("a love that ended"), said("You both have been through a love that ended.")),
        (
            "apart",
            17,
            said("living away from my children"),
            said("You both have lived away from your children."),
        ),
    ),
    "addiction": (
        ("drinking", 18, said("drinking"), said("You both know drinking from inside.")),
        ("drugs", 19, said("drugs"), said("You both know drugs from inside.")),
        ("gambling", 20, said("gambling"), said("You both know gambling from inside.")),
        (
            "closeone",
            21,
            said("someone close drinks or takes drugs"),
            said("You both have loved someone who drinks or takes drugs."),
        ),
    ),
    "violence": (
        ("hurthome", 22, said("hurt at home"), said("You both have been hurt at home.")),
        ("hurtyoung", 23, said("hurt as a child"), said("You both were hurt as children.")),
        ("sexual", 24, said("sexual violence"), said("You both have lived through sexual violence.")),
        ("war", 25, said("war or attack"), said("You both have lived through war or an attack.")),
        ("bullied", 26, said("bullied or shut out"), said("You both have been bullied or shut out.")),
    ),
    "body": (
        ("pain", 27, said("pain that stays"), said("You both live with pain that stays.")),
        ("illness", 28, said("a long illness"), said("You both have lived with a long illness.")),
        ("hiv", 29, said("living with HIV"), said("You both live with HIV.")),
        (
            "eating",
            30,
            said("food and eating are hard"),
            said("You both have had hard times with food and eating."),
        ),
        ("disability", 31, said("a disability"), said("You both live with a disability.")),
    ),
    "family": (
        (
            "newborn",
            32,
            said("very low after a baby came"),
            said("You both were very low after a baby came."),
        ),
        ("caring", 33, said("caring for someone"), said("You both have cared for someone, day after day.")),
        (
            "parent",
            34,
            said("a parent who was not well"),
            said("You both grew up with a parent who was not well."),
        ),
        ("alone", 35, said("being alone"), said("You both have been very alone.")),
    ),
    "identity": (
        (
            "lgbt",
            36,
            said("being lesbian, gay, bi or trans"),
            said("You both know what it is to be lesbian, gay, bi or trans."),
        ),
        (
            "treated",
            37,
            said("treated badly for who I am"),
            said("You both have been treated badly for who you are."),
        ),
        (
            "different",
            38,
            said("a mind that works differently"),
            said("You both have a mind that works differently."),
        ),
    ),
    "work": (
        ("money", 39, said("no work, no money"), said("You both have been without work or money.")),
        (
            "wornout",
            40,
            said("worn out by work or study"),
            said("You both have been worn out by work or study."),
        ),
        ("nohome", 41, said("no place to live"), said("You both have been without a place to live.")),
        ("prison", 42, said("been in prison"), said("You both have been in prison.")),
    ),
    "leaving": (
        ("fled", 43, said("had to flee my home"), said("You both have had to flee your home.")),
        (
            "newland",
            44,
            said("new in a place, far from my people"),
            said("You both have begun again far from your people."),
        ),
        (
            "disaster",
            45,
            said("flood, fire, storm or hunger took my home"),
            said("You both have lost a home to flood, fire, storm or hunger."),
        ),
    ),
}

# other words people find it by
_ALSO: dict[str, str] = {
    "low": said("depression depressed sad empty numb hopeless dark heavy tired bed sleep"),
    "fear": said("anxiety attack afraid scared heart racing crowds phobia"),
    "worry": said("anxiety anxious nervous stress tense thinking too much"),
    "highs": said("bipolar mania manic mood swings racing up and down"),
    "voices": said("voices visions psychosis schizophrenia followed watched spirits"),
    "thoughts": said("ocd obsession checking washing counting rituals flashbacks"),
    "dying": said("suicide suicidal die death end it all"),
    "selfhurt": said("self-harm cutting burning"),
    "hospital": said("ward psychiatric clinic admitted asylum unit"),
    "forced": said("forced section committed locked restrained held tied police"),
    "homeagain": said("discharge discharged released let out after"),
    "medicine": said("medication tablets pills injection side effects antidepressant stopping"),
    "loss": said("grief grieving death died mourning widow widower mother father friend"),
    "child": said("son daughter baby death stillbirth"),
    "pregnancy": said("miscarriage abortion infertility stillbirth"),
    "suicide": said("suicide died by survivor"),
    "breakup": said("divorce breakup separation left husband wife heartbreak"),
    "apart": said("custody taken care separated court visits"),
    "drinking": said("alcohol alcoholic beer sober recovery"),
    "drugs": said("addiction using opioids heroin meth cocaine cannabis pills overdose clean recovery"),
    "gambling": said("betting bets casino slots"),
    "closeone": said("addiction alcoholic parent partner son daughter"),
    "hurthome": said("domestic violence abuse beaten partner husband wife"),
    "hurtyoung": said("childhood abuse neglect trauma orphan foster care boarding school"),
    "sexual": said("rape assault abuse harassment"),
    "war": said("soldier army veteran military fighting trauma ptsd shooting robbery torture"),
    "bullied": said("school mobbing laughed at excluded online hate"),
    "pain": said("chronic back headache migraine"),
    "illness": said("cancer diabetes epilepsy heart kidney stroke chronic sick"),
    "hiv": said("aids positive treatment arv"),
    "eating": said("anorexia bulimia binge weight thin fat"),
    "disability": said("deaf blind wheelchair disabled injury accident"),
    "newborn": said("postnatal postpartum birth pregnancy mother father"),
    "caring": said("carer caregiver dementia parent ill child disabled"),
    "parent": said("mother father mental illness childhood"),
    "alone": said("lonely loneliness isolated no friends nobody"),
    "lgbt": said("lgbt queer gender coming out two-spirit homosexual nonbinary"),
    "treated": said("racism discrimination tribe skin religion caste stigma shame"),
    "different": said("autism autistic adhd dyslexia neurodivergent"),
    "money": said("debt unemployed job lost poor poverty hunger loan"),
    "wornout": said("burnout stress exam school university nurse teacher shift"),
    "nohome": said("homeless street shelter evicted sofa"),
    "prison": said("jail police arrested court sentence released"),
    "fled": said("refugee displaced camp asylum war escape"),
    "newland": said("immigrant migrant moved language papers visa village city homesick"),
    "disaster": said("disaster earthquake drought climate cyclone famine"),
}

LIVED: tuple[Lived, ...] = tuple(
    Lived(code, bit, group, words, both, _ALSO[code])
    for group, rows in _WORDS.items()
    for code, bit, words, both in rows
)

COMMON: tuple[str, ...] = (
    "low",
    "fear",
    "hospital",
    "loss",
    "drinking",
    "drugs",
    "pain",
    "hurthome",
    "money",
    "alone",
)

_BY_CODE = {lived.code: lived for lived in LIVED}


def by_code(code: str) -> Lived | None:
    """The experience with this code; None when there is none."""
    return _BY_CODE.get(code)


def mask_of(codes: Iterable[str]) -> int:
    """The bits of these experiences. Codes that are not in the list are left out."""
    return pick.mask(_BY_CODE, codes)


def codes_of(mask: int) -> tuple[str, ...]:
    """The codes of a mask, in the list's order."""
    return pick.codes(LIVED, mask)


def find(text: str, translate: Callable[[str], str]) -> tuple[Lived, ...]:
    """Experiences that go by what was typed. `translate` says English in the reader's language."""
    return pick.find(LIVED, text, translate)
