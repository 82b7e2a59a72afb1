"""Why a channel does not work, in the words of who has to mend it. A closed list: providers' own words are
never shown, they may hold a number."""

from alongside.rules.said import said

REFUSED, SILENT, ADDRESS, CREDIT, TOO_FAST = "refused", "silent", "address", "credit", "too_fast"
SENDER, TEMPLATE, WINDOW, STOPPED, LATE, STRANGE = (
    "sender",
    "template",
    "window",
    "stopped",
    "late",
    "strange",
)
CEILING, UNKNOWN, CLOSED = "ceiling", "unknown", "closed"

TROUBLES = {
    REFUSED: said("It refused our name or password (the token). Paste it again."),
    SILENT: said("It did not answer. Perhaps it is switched off, or the address is wrong."),
    ADDRESS: said("It says that a number or address does not exist, or cannot be reached."),
    CREDIT: said("The credit there is used up. Messages wait until there is more."),
    TOO_FAST: said("It asked us to send more slowly. We do."),
    SENDER: said("It does not know the sender that is set here."),
    TEMPLATE: said("It does not know the template that is set here, or has not allowed it yet."),
    WINDOW: said("The time in which it lets us answer is over."),
    STOPPED: said("The person asked for no more messages there."),
    LATE: said("It could not be handed over in time, so it was not sent."),
    STRANGE: said("It answered something we do not understand."),
    CEILING: said("What may be spent this month is reached. Only talks that are going on are carried."),
    UNKNOWN: said("It took the message, and then said that it was not delivered."),
    CLOSED: said("The channel was closed before it could go."),
}
