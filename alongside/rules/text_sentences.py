"""What we say by texts, sentence by sentence. Each fits one text of 160 plain letters with its blanks filled;
none says what this service is about unless somebody has begun to talk.

Nothing here may be a card with help: what is sent stays on a phone that others may hold.
"""

from collections.abc import Mapping

from alongside.rules.said import said_in

NAME_AT_MOST = 20  # letters of a name in a text; what is longer is cut
WORDS_AT_MOST = 50  # letters of somebody's own words inside a sentence of ours

JOINING: Mapping[str, str] = {
    "whose": said_in("sms", "Is this phone only yours? 1 yes 2 shared"),
    "whose_now": said_in("sms", "Is this phone only yours? 1 yes 2 shared"),
    "whose_again": said_in("sms", "Your words are kept. First: is this phone only yours? 1 yes 2 shared"),
    "cost": said_in("sms", "Each text costs you about %(cost)s."),
    "cost_ring": said_in(
        "sms", "Each text costs you about %(cost)s; a missed call to %(number)s is free: we ring back."
    ),
    "hello": said_in("sms", "Thank you for writing."),
    "code": said_in(
        "sms",
        "Choose a secret word. We ask for it before we show anything here. "
        "Reply with one word, or 0 for none.",
    ),
    "code_again": said_in(
        "sms", "One word of 3 letters or more, please, that you will remember. Or 0 for none."
    ),
    "safe": said_in(
        "sms", "Between which hours may a text come to this phone? Reply like 9-17, or 0 for any hour."
    ),
    "safe_again": said_in("sms", "Two hours, please, like 9-17. Or 0 for any hour."),
    "age": said_in("sms", "Are you %(age)s or older? 1 yes 2 no. We ask everybody this."),
    "age_again": said_in(
        "sms", "Your words are kept. We need this one answer first: are you %(age)s or older? 1 yes 2 no"
    ),
    "young": said_in(
        "sms", "Here people are %(age)s or older. Someone for you: %(adult)s. What you wrote is not kept."
    ),
    "young_nobody": said_in(
        "sms", "Here people are %(age)s or older. Please talk with an adult you trust. Nothing is kept."
    ),
    "name": said_in("sms", "Here we call you %(name)s. Reply with another name if you like, or 0."),
    "name_again": said_in("sms", "Please a name of one or two words, with no number in it. Or 0."),
    "who": said_in("sms", "Whom would you like to talk with? 1 anyone 2 a woman 3 a man. Or 0."),
    "about": said_in("sms", "What is it about? A few words for the person you will talk with. Or 0."),
    "give": said_in("sms", "Shall the person you will talk with get what you wrote first? 1 yes 2 no"),
    "looking": said_in(
        "sms",
        "We look for someone for you. What you write until then is kept for them. "
        "HELP: who is here now. STOP: no more texts.",
    ),
    "nobody_new": said_in("sms", "We take nobody new just now. HELP shows who can be reached."),
    "too_many": said_in("sms", "Very many people wrote today. Please write again tomorrow."),
}
# The promise in one text, by its profile (rules.promise); a program's own sentence goes as it is.
PROMISES: Mapping[str, str] = {
    "consent_only": said_in(
        "sms",
        "You and who you talk with read this; the phone company could. "
        "We tell someone outside only if you ask, someone else is in danger, or the law makes us.",
    ),
    "least_invasive": said_in(
        "sms",
        "You and who you talk with read this; the phone company could. We tell someone outside only if "
        "you ask, the law makes us, or someone may die.",
    ),
    "read_by": said_in("sms", "You and who you talk with read this; the phone company could."),
    "clinical_partner": said_in(
        "sms",
        "You and who you talk with read this; the phone company could. If someone may die or be hurt, "
        "we bring in our clinic and tell you first.",
    ),
}
TALKING: Mapping[str, str] = {
    "met": said_in("sms", "%(name)s would like to talk with you. What you text here now goes to them."),
    "met_given": said_in(
        "sms", "%(name)s would like to talk with you and has your words. What you text here now goes to them."
    ),
    "kept_for_them": said_in("sms", "Kept for the person we find for you. We are still looking."),
    "still_looking": said_in("sms", "We are still looking for someone for you."),
    "nobody_now": said_in(
        "sms", "Nobody is there to read this now. Your words are kept. Shall we look for someone? 1 yes 2 no"
    ),
    "nobody_to_change": said_in("sms", "You talk with nobody now. Shall we look for someone? 1 yes 2 no"),
    "nobody_walks": said_in("sms", "You walk with nobody now, so this went to nobody."),
    "look": said_in("sms", "We look for someone for you, and text you when someone is there."),
    "for_whom": said_in("sms", "Your words are kept. For whom are they? %(names)s"),
    "given_to": said_in("sms", "Given to %(name)s. For another person begin with @ and the name."),
    "now_with": said_in("sms", "What you text now goes to %(name)s."),
    "done": said_in("sms", "All right. Before the next words we ask you for whom they are."),
    "done_waits": said_in("sms", "All right. These wait for an answer: %(names)s. NEXT goes on."),
    "closed": said_in(
        "sms", "This talk with %(name)s is closed. Your words are kept. Shall we look for someone? 1 yes 2 no"
    ),
    "closed_peer": said_in("sms", "This talk with %(name)s is closed. Your words did not go."),
    "paused_by_you": said_in("sms", "You paused. Your words are kept, and go when you text START."),
    "paused_by_them": said_in(
        "sms", "%(name)s rests from this talk. Your words are kept and go when they are back."
    ),
    "unreached": said_in(
        "sms", "Messages are not reaching %(name)s since %(when)s. What you write is kept for them."
    ),
    "asked_for_none": said_in(
        "sms", "%(name)s asked for no more messages by phone. What you write is kept for them."
    ),
    "promise_new": said_in("sms", "Our promise has changed:"),
    "promise_one": said_in("sms", "Reply 1 when you have read it, and your words go."),
    "not_here": said_in("sms", "That could not be given on. Please text again."),
    "offered": said_in("sms", "Someone would like to talk. %(why)s Reply 1 to say hello, 2 to pass."),
    "accepted": said_in("sms", "You walk with %(name)s now. What you text here goes to them."),
    "passed": said_in("sms", "That is fine. Nobody is told."),
    "offer_gone": said_in("sms", "Somebody else was there first. Thank you."),
}
DOORS: Mapping[str, str] = {
    "word": said_in("sms", "Your word, please."),
    "word_wrong": said_in("sms", "That was not it. Please try again."),
    "word_enough": said_in("sms", "Please try again tomorrow."),
    "nothing_new": said_in("sms", "There is nothing new."),
    "on_the_web": said_in(
        "sms", "What waits for you is on the web page. If you cannot go there, write here and ask."
    ),
    "delete": said_in("sms", "Delete these texts when you have read them."),
    "stopped": said_in("sms", "No more texts come from here. START brings them back."),
    "started": said_in("sms", "Texts come here again."),
    "started_waits": said_in("sms", "Texts come here again. Something waits for you: reply 1 to read it."),
    "help_numbers": said_in("sms", "You can ring: %(numbers)s."),
    "help_lines": said_in("sms", "You can ring now: %(lines)s."),
    "help_team": said_in("sms", "%(name)s of the team is here now. Reply 1 and they write to you."),
    "help_nobody": said_in("sms", "Nobody of the team is here now. What you write is kept."),
    "help_peer_here": said_in("sms", "%(name)s is here now. What you text goes to them."),
    "help_emergency": said_in("sms", "Danger to life: %(number)s."),
    "team_comes": said_in("sms", "%(name)s is told and writes to you here."),
    "call_peer": said_in("sms", "All right. Who you talk with sees it and rings you back when they can."),
    "call_team": said_in("sms", "All right. Someone rings you back."),
    "call_already": said_in("sms", "We know. Someone rings you back."),
    "call_no_phone": said_in("sms", "We know no number of yours to ring."),
}
OWN: Mapping[str, str] = {
    "step": said_in("sms", "What will you do next? Reply in your own words. Or 0."),
    "step_now": said_in("sms", "Your next step: %(step)s. 1 done 2 not yet 3 another one 0 let it go"),
    "step_due": said_in("sms", "For today: %(step)s. 1 done 2 not yet 0 let it go"),
    "step_kept": said_in("sms", "Your next step: %(step)s. Which day? 1 today 2 tomorrow 3 in a week 0 none"),
    "step_kept_or": said_in(
        "sms",
        "Your next step: %(step)s. Which day? 1 today 2 tomorrow 3 in a week 0 none. 4: it was for %(name)s",
    ),
    "step_day": said_in("sms", "We ask you about it then. STEP shows it."),
    "step_no_day": said_in("sms", "It is kept. STEP shows it."),
    "step_done": said_in("sms", "Done. STEP is there when you want another one."),
    "step_not_yet": said_in("sms", "That is fine. It stays as it is."),
    "step_let_go": said_in("sms", "It is let go. That is fine too."),
    "day": said_in("sms", "How is today? 1 very hard 2 hard 3 in between 4 all right 5 good"),
    "day_kept": said_in("sms", "Kept: %(said)s."),
    "day_low": said_in("sms", "Kept: %(said)s. HELP shows who is here now."),
    "day_again": said_in("sms", "Kept: %(said)s. Shall we ask you again? 1 every evening 2 once a week 3 no"),
    "weekly": said_in("sms", "Shall we text you once a week, in one line, how your days were? 1 yes 2 no"),
    "weekly_yes": said_in("sms", "It comes once a week. TODAY is there any time."),
    "weekly_no": said_in("sms", "All right. TODAY is there any time."),
    "week": said_in("sms", "How you have been: %(days)s."),
    "rhythm_never": said_in("sms", "We do not ask. TODAY is there any time."),
    "changing": said_in(
        "sms", "You stop talking with %(name)s, and we look for someone else. No reason is needed. 1 yes 2 no"
    ),
    "changed": said_in(
        "sms", "Done. We look for someone else. To go back to %(name)s, reply 9 before this time tomorrow."
    ),
    "change_back": said_in("sms", "You talk with %(name)s again."),
    "change_late": said_in("sms", "It is too late to go back. We look for someone else."),
    "pausing": said_in(
        "sms", "How long? 1 until tomorrow 2 two days 3 a week 4 until you text START. 0: no pause"
    ),
    "paused": said_in("sms", "Paused until %(when)s. START ends it sooner."),
    "paused_open": said_in("sms", "Paused. START ends it."),
    "as_it_was": said_in("sms", "All stays as it was."),
    "as_you_like": said_in("sms", "All right."),
}
SENTENCES: Mapping[str, str] = {**JOINING, **TALKING, **DOORS, **OWN}
# Words for a day as the line of a week names them.
WEEKDAYS = (
    *(said_in("sms", "Mon"), said_in("sms", "Tue"), said_in("sms", "Wed"), said_in("sms", "Thu")),
    *(said_in("sms", "Fri"), said_in("sms", "Sat"), said_in("sms", "Sun")),
)
# The longest that may stand in a blank, to see that each sentence fits (tests).
LONGEST: Mapping[str, str] = {
    "name": "N" * NAME_AT_MOST,
    "step": "s" * WORDS_AT_MOST,
    "words": "w" * 100,
    "age": "21",
    "cost": "10 shillings",
    "number": "+254 700 000 000",
    "adult": "a" * 60,
    "names": " ".join(f"{number} {'N' * 12}" for number in range(1, 7)),
    "numbers": "999, 1195, 116",
    "lines": "l" * 100,
    "why": "y" * 60,
    "said": "in between",
    "days": "d" * 110,
    "when": "w" * 30,
}


def short(text: str, longest: int = NAME_AT_MOST) -> str:
    """As much of it as fits, without a word cut in two where that can be."""
    plain = " ".join(text.split())
    if len(plain) <= longest:
        return plain
    head = plain[: longest - 3]
    return (head.rsplit(" ", 1)[0] if " " in head[longest // 2 :] else head) + "..."
