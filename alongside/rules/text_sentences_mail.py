"""What is said in other words by mail than by phone: there is a mailbox, and nothing costs by its length."""

from collections.abc import Mapping

from alongside.rules.said import said_in

SENTENCES: Mapping[str, str] = {
    "whose": said_in("mail", "Do only you read this mailbox? Answer 1: yes. 2: others read it too."),
    "whose_again": said_in(
        "mail",
        "Your words are kept. First: do only you read this mailbox? Answer 1: yes. 2: others read it too.",
    ),
    "safe": said_in(
        "mail", "Between which hours may a mail come to you? Answer like 9-17, or 0 for any hour."
    ),
    "looking": said_in(
        "mail",
        "We look for someone for you. What you write until then is kept for them. "
        "HELP: who is here now. STOP: no more mails.",
    ),
    "consent_only": said_in(
        "mail",
        "You and who you talk with read this; the mail company could. "
        "We tell someone outside only if you ask, someone else is in danger, or the law makes us.",
    ),
    "least_invasive": said_in(
        "mail",
        "You and who you talk with read this; the mail company could. We tell someone outside only if "
        "you ask, the law makes us, or someone may die.",
    ),
    "read_by": said_in("mail", "You and who you talk with read this; the mail company could."),
    "clinical_partner": said_in(
        "mail",
        "You and who you talk with read this; the mail company could. If someone may die or be hurt, "
        "we bring in our clinic and tell you first.",
    ),
    "met": said_in("mail", "%(name)s would like to talk with you. What you answer here now goes to them."),
    "met_given": said_in(
        "mail",
        "%(name)s would like to talk with you and has your words. What you answer here now goes to them.",
    ),
    "look": said_in("mail", "We look for someone for you, and write to you when someone is there."),
    "now_with": said_in("mail", "What you write now goes to %(name)s."),
    "paused_by_you": said_in("mail", "You paused. Your words are kept, and go when you write START."),
    "not_here": said_in("mail", "That could not be given on. Please write again."),
    "accepted": said_in("mail", "You walk with %(name)s now. What you write here goes to them."),
    "delete": said_in("mail", "Delete these mails when you have read them."),
    "stopped": said_in("mail", "No more mails come from here. START brings them back."),
    "started": said_in("mail", "Mails come here again."),
    "started_waits": said_in("mail", "Mails come here again. Something waits for you: answer 1 to read it."),
    "help_peer_here": said_in("mail", "%(name)s is here now. What you write goes to them."),
    "weekly": said_in(
        "mail", "Shall we write to you once a week, in one line, how your days were? 1 yes 2 no"
    ),
    "pausing": said_in(
        "mail", "How long? 1 until tomorrow 2 two days 3 a week 4 until you write START. 0: no pause"
    ),
}
