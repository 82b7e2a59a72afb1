"""Words that hurt, are cold, clinical or cute. `test_words.py` holds every screen to these lists."""

# Never on a screen, as whole words. What to say instead: CONTRIBUTING.
NEVER = [
    "forget me",
    "has left",
    "check-?ins?",
    "match(es|ed|ing)?",
    "offers?",
    "requests?",
    "leave quickly",
    "on duty",
    "users?",
    "patients?",
    "clients?",
    "cases?",
    "risks?",
    "red flags?",
    "crisis protocol",
    "non-?consensual rescue",
    "duty to warn",
    "polic(y|ies)",
    # clinical
    "symptoms?",
    "diagnos\\w+",
    "relaps\\w+",
    "disorders?",
    "disabled person",
    "complian\\w+",
    "adheren\\w+",
    "mental illness(es)?",
    "mentally ill",
    "suicid\\w+",
    "committ?ed suicide",
    "self-?harm\\w*",
    "ideation",
    "cris[ie]s",
    "safety plans?",
    "coping (skills?|strateg\\w+)",
    "interventions?",
    "treatments?",
    "therap\\w+",
    "referrals?",
    "assess\\w*",
    "screening",
    "scores?",
    "scale",
    "severity",
    "triag\\w+",
    "escalat\\w+",
    "incidents?",
    "flag(s|ged)?",
    "monitor\\w*",
    "trigger\\w*",
    "vulnerable",
    "non-?responsive",
    "drop-?outs?",
    "ghost(ed|ing)",
    # cold
    "data",
    "records?",
    "log(ged)? (in|out|off)",
    "submit\\w*",
    "invalid",
    "terminat\\w+",
    "opt(ed)?[- ](in|out)",
    "terms and conditions",
    "GDPR",
    "data subjects?",
    # cute
    "oops\\w*",
    "whoops",
    "uh-?oh",
    "yay",
    "awesome",
    "amazing",
    "superhero(es)?",
    "warriors?",
    "journeys?",
    "buddy|buddies",
    "streaks?",
    "well done",
    "good job",
    "badges?",
    "self-?care",
    "wellness",
    "mindful\\w*",
]
NEVER_IN_SWAHILI = [
    "mtumiaji|watumiaji",  # user
    "mgonjwa|wagonjwa",  # patient
    "mteja|wateja",  # client
    "kesi",  # case
    "nisahau",  # forget me
    "ondoka haraka",  # leave quickly
    "ombi|maombi",  # request
    "zamuni",  # on duty
    "sera",  # policy
    "dalili",  # symptom
    "utambuzi wa ugonjwa|uchunguzi wa ugonjwa",  # diagnosis
    "ugonjwa wa akili|wagonjwa wa akili|wazimu|kichaa|vichaa",  # mental illness, madness
    "kujiua|alijiua|kujinyonga",  # suicide
    "kujidhuru",  # self-harm
    "mgogoro|dharura ya akili",  # crisis
    "matibabu|tiba",  # treatment, therapy
    "alama za hatari",  # score of danger
    "mhanga|wahanga|mwathirika|waathirika",  # victim
    "data",  # records
    "batili",  # invalid
    "shujaa|mashujaa",  # hero
    "hongera",  # congratulations
]
# Where such a word means something else.
MEANS_SOMETHING_ELSE: dict[str, str] = {
    "User name (sendsms-user)": "so it stands in Kannel's own file",
    "Password (sendsms-user)": "so it stands in Kannel's own file",
    "Paste the second address at Delivery reports, and the third at Bulk SMS opt out.": (
        "so it stands on a page of Africa's Talking"
    ),
    "soccer match team": "a game of football, typed to find it",
    # What somebody may type to find words of our own; never shown.
    "aids positive treatment arv": "typed to find it",
    "meditation breathing mindfulness stretching": "typed to find it",
    "mother father mental illness childhood": "typed to find it",
    "self-harm cutting burning": "typed to find it",
    "suicide died by survivor": "typed to find it",
    "suicide suicidal die death end it all": "typed to find it",
}
