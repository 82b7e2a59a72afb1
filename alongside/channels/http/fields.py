"""What a coordinator sets down of a gateway that nobody has described for us. Only the first are needed."""

from alongside.rules.channel import Field
from alongside.rules.said import said

GOING_OUT = (
    Field(
        "out_url",
        said("Address to send a text to"),
        said("Of the gateway, as its description says: https://…"),
    ),
    Field(
        "out_way",
        said("How it wants it"),
        standard="form",
        choices=(
            ("form", said("As a form (POST)")),
            ("json", said("As JSON (POST)")),
            ("get", said("In the address (GET)")),
        ),
    ),
    Field("out_to", said("Its name for the number"), standard="to"),
    Field("out_text", said("Its name for the words"), standard="text"),
    Field("out_sender", said("Its name for the sender"), needed=False, standard="from"),
    Field("sender", said("Number or name texts come from"), needed=False),
    Field(
        "out_number",
        said("How it writes a number"),
        standard="plus",
        choices=(("plus", "+254712345678"), ("bare", "254712345678"), ("zeros", "00254712345678")),
    ),
    Field(
        "out_more",
        said("What else it wants each time"),
        said("One in each line: username=open. For JSON, a place may be named: messages.0.type=text"),
        secret=True,
        needed=False,
        lines=True,
    ),
    Field(
        "out_wide",
        said("What it wants besides for letters such as ሰ or ش"),
        said("Many need it, or the words arrive as ???. For example coding=2&charset=UTF-8"),
        needed=False,
    ),
    Field("out_id", said("Its name for our own name of the text"), needed=False),
    Field("out_reports", said("Its name for the address of reports"), needed=False),
    Field("out_header", said("Header with a key"), said("For example Authorization"), needed=False),
    Field("out_key", said("What stands in it"), said("For example Bearer 12ab…"), secret=True, needed=False),
    Field(
        "out_name", said("The name it knows us by"), said("Where it asks for one each time."), needed=False
    ),
    Field("out_password", said("Password"), secret=True, needed=False),
    Field(
        "ok_where",
        said("Where its answer says how it went"),
        said("A place in JSON such as messages.0.status, or the signs before it. Empty: at the beginning."),
        needed=False,
    ),
    Field(
        "ok_answers",
        said("What its answers mean"),
        said(
            "One in each line, such as 15=credit. They can mean sent, later, slower, credit, refused, "
            "sender, address, never or stopped. Empty: any success means sent."
        ),
        needed=False,
        lines=True,
    ),
    Field("ref_where", said("Where its own name for the text stands"), said("The same way."), needed=False),
    Field("credit_url", said("Address that tells the credit left"), needed=False),
    Field("credit_where", said("Where it stands in the answer"), needed=False),
)

COMING_IN = (
    Field(
        "in_method",
        said("How it tells us"),
        standard="POST",
        choices=(("POST", said("As a form or JSON (POST)")), ("GET", said("In the address (GET)"))),
    ),
    Field(
        "in_list",
        said("Where the list of messages stands"),
        said("Only for JSON with several at once, such as results."),
        needed=False,
    ),
    Field("in_sender", said("Its name for who wrote"), standard="from"),
    Field("in_text", said("Its name for what they wrote"), standard="text"),
    Field(
        "in_id",
        said("Its name for the message"),
        said("By it we know a message that comes twice."),
        needed=False,
        standard="id",
    ),
    Field("in_time", said("Its name for the time"), needed=False),
    Field(
        "country",
        said("Country of numbers written without one"),
        said("Two letters, such as KE. Empty where numbers begin with the country’s own."),
        needed=False,
    ),
    Field(
        "check",
        said("How we know that it is the gateway"),
        standard="path",
        choices=(
            ("path", said("Only it knows the address")),
            ("header", said("A secret in a header")),
            ("field", said("A secret in a field")),
            ("hmac", said("It signs what it sends (HMAC-SHA256)")),
        ),
    ),
    Field("check_name", said("Name of that header or field"), needed=False),
    Field("check_secret", said("That secret"), secret=True, needed=False),
    Field(
        "in_addresses",
        said("Addresses it comes from"),
        said("With commas between: 196.201.214.0/24. Empty: from anywhere."),
        needed=False,
    ),
    Field("in_answer", said("What it wants to be answered"), said("Empty: nothing."), needed=False),
    Field("status_id", said("In reports: its name for the text"), needed=False, standard="id"),
    Field(
        "status_state", said("In reports: its name for what became of it"), needed=False, standard="status"
    ),
    Field(
        "status_map",
        said("What its reports mean"),
        said("One in each line: 1=delivered. They can mean sent, delivered, failed or nothing."),
        needed=False,
        lines=True,
    ),
)
