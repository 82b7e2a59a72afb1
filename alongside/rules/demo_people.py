"""Who lives in the demo: twelve peers, their team, and nine members. Everyone here is made up."""

from dataclasses import dataclass

NAME = "Evening Light"
NAMED_ADULT = "Auntie Tariro at Lakeshore Clinic, every morning"
PLACES = {
    "place": ["Riverside", "Upper Village", "Market Town", "Lakeshore"],
    "people": ["Kikuyu", "Luo", "Yup'ik"],
    "church": ["St. Mary's", "Hill Chapel"],
    "work": ["the cannery", "the school"],
    "clinic": ["Lakeshore Clinic"],
}


@dataclass(frozen=True, slots=True)
class DemoPeer:
    """A peer: what they lived through, what they love, what they say of themselves, how they stand now."""

    name: str
    tongues: tuple[str, ...]
    lived: tuple[str, ...]
    loves: tuple[str, ...]
    about: str
    gender: int  # rules.wishes.GENDERS
    age_band: int  # rules.wishes.AGE_BANDS
    parts: tuple[int, ...]  # parts of the day they are usually here (rules.week)
    here: bool = False
    state: str = "ready"  # ready, resting, waiting (to be made ready), writing (their page)
    capacity: int = 4


PEERS = (
    DemoPeer("Rosa", ("en", "esu"), ("low", "hospital", "homeagain", "alone"), ("writing", "animals", "tea"),
             "I keep dogs and bees. It took me two winters. I won't tell you what to do.", 1, 4, (2,), here=True),
    DemoPeer("Sipho", ("en", "zu", "xh"), ("low", "loss", "drinking", "money"), ("fishing", "football", "radio"),
             "I lost my brother and then my job. I still go to the water before sunrise.", 2, 3, (2,)),
    DemoPeer("Wanjiru", ("sw", "en", "ki"), ("newborn", "worry", "fear", "child"), ("cooking", "singing", "market"),
             "After my second baby I could not stop being afraid. Now I sing again.", 1, 3, (0, 1), here=True),
    DemoPeer("Daniel", ("en", "sw"), ("hospital", "voices", "medicine", "different"), ("music", "walking", "boards"),
             "I hear things others don't. We can talk about that, or about chess.", 2, 3, (1, 2), here=True),
    DemoPeer("Achieng", ("luo", "sw", "en"), ("hurthome", "apart", "parent"), ("sewing", "dancing", "customs"),
             "I left at night with two bags. Ask me anything, or nothing.", 1, 4, (0,)),
    DemoPeer("Tom", ("en",), ("war", "thoughts", "drinking", "wornout"), ("engines", "hunting", "tea"),
             "Twenty years of engines and bad sleep. I'm a good listener in a boat or out of it.", 2, 5, (2, 3)),
    DemoPeer("Amal", ("ar", "en", "fr"), ("fled", "newland", "loss", "alone"), ("cooking", "reading", "learning"),
             "I learned this language at forty. I know how quiet a new place is.", 1, 4, (0, 1), here=True),
    DemoPeer("Kai", ("en",), ("lgbt", "bullied", "selfhurt", "worry"), ("games", "drawing", "films"),
             "I draw little comics about bad days. You don't have to be cheerful here.", 3, 2, (2,), here=True),
    DemoPeer("Neema", ("sw", "en"), ("hiv", "treated", "low"), ("garden", "faith", "helping"),
             "Fifteen years with the virus, and my beans grow anyway.", 1, 4, (0,), capacity=2),
    DemoPeer("Jonas", ("en", "de"), ("pain", "illness", "wornout", "breakup"), ("cycling", "still", "sky"),
             "Pain made me slow. Slow turned out to be a good speed for talking.", 2, 5, (1,), state="resting"),
    DemoPeer("Grace", ("en", "sn"), ("child", "loss", "caring"), ("singing", "faith", "garden"),
             "My daughter would be nine. I can sit with you without fixing anything.", 1, 3, (1,), state="waiting"),
    DemoPeer("Peter", ("en", "sw"), ("gambling", "money"), ("football",), "", 2, 2, (2,), state="writing"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemoMember:
    """A member: what is going on, what they hope for, and how they stand: choosing, waiting, asking NAME,
    talking NAME, paused NAME, ended NAME, changed NAME."""

    name: str
    tongues: tuple[str, ...]
    lived: tuple[str, ...]
    loves: tuple[str, ...]
    words: str
    state: str
    language: str = "en"
    days: int = 0  # since they arrived
    minutes: int = 0
    quiet: int = 0  # days since the newest line
    said: tuple[tuple[int, str], ...] = ()  # (1 the member or 2 the peer, words), oldest first


MEMBERS = (
    DemoMember("Quiet River", ("en",), ("low", "hospital"), ("writing",),
               "They let me out on Friday. I don't know who to be now.", "asking Rosa", minutes=3),
    DemoMember("Blue Kettle", ("en",), ("low", "homeagain"), ("animals", "writing"), "", "talking Rosa", days=9, said=(
        (1, "I didn't get out of bed again."),
        (2, "Again. It sounds heavy, and maybe a bit hard to say. What was today like?"),
        (1, "Long. I kept thinking everyone knows I was in there."),
        (2, "I hid for weeks after mine. I'd cross the road. Is any of that like yours, or is it different?"),
        (1, "Like that. I cross the road too."),
        (2, "Then there are two of us who know all the side streets. What's the best thing on yours?"),
        (1, "A yellow dog. He doesn't care who I am."),
        (2, "I keep dogs. They never ask for the reason. Would you like to tell me about him?"),
        (1, "I wrote two pages this morning. First time."),
    )),
    DemoMember("Amina", ("sw", "en"), ("newborn", "fear"), ("singing",), "Nina hofu kila usiku.", "talking Wanjiru",
               language="sw", days=3, said=(
        (1, "Mtoto analala na mimi silali."),
        (2, "Usiku ni mrefu ukiwa macho peke yako. Mimi pia nilikuwa hivyo. Unaogopa nini zaidi?"),
        (1, "Kwamba kitu kitampata nikilala."),
        (2, "Naelewa. Nilikuwa nahesabu pumzi zake. Je, na wewe?"),
    )),
    DemoMember("Paper Boat", ("en",), ("worry", "lgbt"), ("drawing", "games"), "School is loud.", "talking Kai",
               days=20, quiet=5, said=(
        (2, "How was the week?"),
        (1, "I drew the bus as a whale. It helped."),
        (2, "I'd ride that whale. What would it eat?"),
    )),
    DemoMember("Green Lamp", ("en",), ("loss", "wornout"), ("tea", "radio"), "My mother died in June.",
               "paused Daniel", days=30, said=(
        (1, "Some days I forget, and then it comes back at the sink."),
        (2, "At the sink. Those are hard moments, with wet hands. Tell me about her, if you like."),
    )),
    DemoMember("Long Road", ("en",), ("newland", "alone"), ("reading",), "", "ended Amal", days=60, said=(
        (2, "It has been good to walk with you."),
        (1, "I found the library. I go on Tuesdays. Thank you."),
    )),
    DemoMember("Sea Glass", ("en",), ("voices", "different"), ("boards", "radio"), "I hear people who aren't there.",
               "talking Daniel", days=12, quiet=1, said=(
        (1, "I sold the phone. It felt as if it listened. The library has a computer, mornings only."),
        (2, "Then I write for your mornings. What is it like without the phone?"),
        (1, "Quiet. Only the two old ones still argue."),
        (2, "Mine are three, and they never agree on chess either. What helps you in the afternoons?"),
    )),
    DemoMember("Still Pond", ("en", "sw"), ("money", "wornout"), ("football", "radio"),
               "I owe people. I can't sleep.", "waiting", minutes=25),
    DemoMember("Small Drum", ("en",), ("breakup", "low"), ("music",), "", "choosing", minutes=6),
)  # fmt: skip
