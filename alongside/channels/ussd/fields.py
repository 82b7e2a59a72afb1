"""What a coordinator sets down of a USSD gateway: how it names things, and how it wants its answer."""

from alongside.rules.channel import Field
from alongside.rules.said import said

FIELDS = (
    Field("code", said("The code people dial"), said("For example *384*12#"), needed=False),
    Field("in_session", said("Its name for the session"), standard="session_id"),
    Field("in_phone", said("Its name for the phone’s number"), standard="msisdn"),
    Field("in_text", said("Its name for what was typed"), standard="ussd_string"),
    Field(
        "in_how",
        said("What it tells at each key"),
        standard="all",
        choices=(
            ("all", said("All that was typed so far: 1*2*hello")),
            ("last", said("Only what was typed now: hello")),
        ),
    ),
    Field(
        "in_state",
        said("Its name for whether a session begins, goes on or ends"),
        said("Empty, if it has none."),
        needed=False,
    ),
    Field("in_begins", said("What stands there when it begins"), needed=False, standard="begin"),
    Field("in_ends", said("What stands there when it ends"), needed=False, standard="end"),
    Field(
        "out_how",
        said("How it wants the answer"),
        standard="prefix",
        choices=(("prefix", said("CON or END, and the words")), ("json", said("As JSON"))),
    ),
    Field("out_words", said("JSON: its name for the words"), needed=False, standard="message"),
    Field(
        "out_more",
        said("JSON: what says that the session goes on"),
        said("One in each line: session_operation=continue"),
        needed=False,
        lines=True,
    ),
    Field(
        "out_end",
        said("JSON: what says that it is over"),
        said("One in each line."),
        needed=False,
        lines=True,
    ),
    Field(
        "out_echo",
        said("JSON: what it wants back as it came"),
        said("For example session_id"),
        needed=False,
    ),
    Field(
        "key_name",
        said("Its name for a key that only it and we know"),
        said("A field or a header it sends with everything, if it can."),
        needed=False,
    ),
    Field("key", said("That key"), secret=True, needed=False),
    Field(
        "from_addresses",
        said("Addresses of its computers"),
        said("Nobody else is believed. For example 192.0.2.7 192.0.2.8. Empty: anybody who knows ours."),
        needed=False,
    ),
    Field(
        "country",
        said("Country of numbers written without one"),
        said("Two letters, for example KE"),
        needed=False,
    ),
)
