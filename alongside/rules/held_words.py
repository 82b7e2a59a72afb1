"""What we hold about a person, said in plain words: its pages, its kinds of rows, and what stands in them."""

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.rules import (
    after_talk,
    channel_troubles,
    outside,
    plan,
    quiet,
    readiness,
    report,
    sending,
    today,
)
from alongside.rules.said import said


@dataclass(frozen=True, slots=True)
class Group:
    """One page of "What we hold about you". `helpers`: it is there for peers and team only."""

    code: str
    words: str
    means: str
    helpers: bool = False


GROUPS: tuple[Group, ...] = (
    Group("you", said("Who you are here"), said("Your name, your language, what you were promised.")),
    Group("talks", said("Your talks"), said("Every line you wrote, and every line written to you.")),
    Group("asked", said("Whom you looked for"), said("What you told us to find somebody, and who it was.")),
    Group("together", said("What you agreed with each other"), said("Meetings, endings, last lines.")),
    Group("steps", said("Your next steps"), said("In your own words.")),
    Group("days", said("Your days"), said("What you said when we asked how today is.")),
    Group("answers", said("Your answers"), said("The few questions about how it goes.")),
    Group("help", said("What helps you"), said("Your plan, words you keep, and when you asked for someone.")),
    Group("told", said("What you told the team"), said("And if somebody outside was told about you.")),
    Group("devices", said("Where you are signed in"), said("Devices, and what lets you in again.")),
    Group("page", said("What you tell of yourself"), said("Your own page, and who made you ready."), True),
    Group("work", said("What you do here"), said("Who asked for you, letters, cards, breaks."), True),
    Group("team", said("What you do for the program"), said("Your times on the rota, links you made."), True),
)
BY_CODE: Mapping[str, Group] = {group.code: group for group in GROUPS}

KINDS: Mapping[str, str] = {
    "person": said("You"),
    "roles": said("What you are here"),
    "handle": said("An address"),
    "consent": said("A promise you were shown"),
    "notice": said("A note by e-mail that something waits"),
    "session": said("A device you are signed in on"),
    "recovery": said("Your five words. We keep only what proves them, not the words."),
    "account": said("Your password. We keep only what proves it, not the password."),
    "lost_words": said("You had lost your words"),
    "lost_words_vouched": said("You were asked whether you know somebody"),
    "invitation": said("A link you made"),
    "new_password": said("A link for a new password for you"),
    "trace": said("Somebody looked, or did something"),
    "trace_left": said("You looked at something of somebody else’s"),
    "assurance": said("You stand for a line of “Before we open”"),
    "law": said("You filled in what the law makes us do"),
    "profile": said("Your page"),
    "availability": said("What we compare, to bring two people together"),
    "request": said("You wanted to talk to someone"),
    "request_taken": said("You wrote to somebody for whom nobody was free"),
    "offer": said("Somebody wanted to talk, and you were asked"),
    "match": said("You walk or walked together"),
    "ending": said("It ended"),
    "meeting": said("You met or spoke"),
    "next_talk": said("When you talk next"),
    "meanwhile": said("You were asked whether to wait"),
    "parting_line": said("A line at the end"),
    "that_helped": said("“That helped”"),
    "card": said("A card"),
    "call_wish": said("You wanted to be rung"),
    "call_taken": said("Somebody wanted to be rung, and you saw to it"),
    "link_code": said("A short code for you. We keep only what proves it, not the code."),
    "take_over": said("Someone else was to take over for a day"),
    "conversation": said("A talk"),
    "voice_note": said("A voice note of yours"),
    "delivery": said("Lines that wait for you"),
    "text": said("A text to your phone or chat"),
    "dialog": said("Where you stand in what we ask by text"),
    "dialling": said("You dialled us"),
    "next_step": said("A next step"),
    "day": said("How a day was"),
    "rhythm": said("When we ask how today is"),
    "questions": said("A few questions for you"),
    "answer": said("An answer"),
    "plan": said("What helps you"),
    "kept_words": said("Words you keep"),
    "words_kept_of_you": said("Somebody would like to keep a line of yours"),
    "if_quiet": said("If you go quiet"),
    "help_asked": said("You asked for someone to come or ring"),
    "help_given": said("Somebody asked for you to come or ring"),
    "block": said("You want no words from somebody"),
    "report": said("You told the team of something"),
    "report_taken": said("You took up what somebody told the team"),
    "outside_contact": said("Somebody outside was told about you"),
    "outside_contact_made": said("You had a part in telling somebody outside"),
    "night_letter": said("A night letter"),
    "backup": said("You called for backup"),
    "backup_given": said("You came when somebody called for backup"),
    "duty": said("Your time on the rota"),
    "line_rung": said("A help line you rang"),
    "tick": said("Something the program asks, and you have it"),
    "tick_given": said("You ticked something for somebody"),
    "readiness": said("You were made ready"),
    "stands_beside": said("You made somebody ready, or stand beside them"),
    "after_talk": said("How you were after a talk"),
    "break": said("A break"),
}

YOU_OR_OTHER = {"you": said("you"), "other": said("the other")}

# Codes that pages and other rules have no words for yet: what stands in the row -> how it is said.
VALUES: Mapping[str, Mapping[str, str]] = {
    "state": {
        "open": said("still to come"),
        "done": said("done"),
        "changed": said("it became another"),
        "let_go": said("let go"),
    },
    "wish": {
        "choosing": said("you were choosing"),
        "asking": said("we are asking"),
        "waiting": said("you are waiting"),
        "met": said("you met someone"),
        "withdrawn": said("you took it back"),
    },
    "offer": {
        "suggested": said("you were shown"),
        "open": said("you can still say hello"),
        "accepted": said("you said hello"),
        "passed": said("you passed"),
        "lapsed": said("the time ran out"),
    },
    "how": {
        "goodbye": said("with a goodbye"),
        "changed": said("you changed to someone else"),
        "block": said("you wanted no more words"),
        "known": said("you may know each other"),
        "deleted": said("everything was deleted"),
    },
    "text_kind": {
        "answer": said("an answer to you"),
        "line": said("lines of a talk"),
        "note": said("a note for you"),
        "today": said("how is today"),
        "digest": said("how you have been"),
    },
    "text_state": {
        "waiting": said("it waits"),
        "taken": said("it is on its way"),
        "sent": said("sent"),
        "delivered": said("it arrived"),
        "read": said("you read it"),
        "failed": said("it did not arrive"),
        "late": said("it was too late for it"),
        "stopped": said("you wanted no more there"),
        "seen": said("you had read it here"),
        "noticed": said("you were told that something waits"),
    },
    "met": {"met": said("you met"), "spoke": said("you spoke")},
    "call": {
        "open": said("it goes on"),
        "spoke": said("you were joined"),
        "by_hand": said("the team rang you"),
        "taken_back": said("you took it back"),
        "in_vain": said("nobody answered"),
        "over": said("the time ran out"),
    },
    "stopped": {
        "asked": said("you asked for no more messages"),
        "blocked": said("you blocked us there"),
        "wrong": said("somebody there said that it is not you"),
        "dead": said("nothing arrives there"),
        "moved": said("somebody else has it now"),
    },
    "whose_phone": {"own": said("yours alone"), "shared": said("others use it too")},
    "meanwhile": {"wait": said("wait"), "meanwhile": said("meet someone meanwhile")},
    "answer": {"yes": said("yes"), "no": said("no")},
    "talk": {
        "match": said("with somebody you walk with"),
        "team": said("with the team"),
        "practice": said("to practise"),
    },
    "roles": {
        "member": said("member"),
        "peer": said("peer supporter"),
        "supervisor": said("supervisor"),
        "coordinator": said("someone who runs it"),
    },
    "ended_by": YOU_OR_OTHER,
    "paused_by": YOU_OR_OTHER,
    "device": {"own": said("your own"), "borrowed": said("borrowed")},
    "by_way_of": {
        "web": said("here"),
        "email": said("e-mail"),
        "note": said("e-mail, for a note"),
        "mail": said("e-mail"),
        "phone": said("phone"),
        "whatsapp": "WhatsApp",
        "telegram": "Telegram",
        "unproved": said("not proved yet"),
    },
    "notice": {
        "desk": said("something on your desk"),
        "note": said("a note for you"),
        "number": said("a number to prove an address"),
    },
    "questions": {"brief": said("how it goes"), "understood": said("how a talk was")},
    "occasion": {
        "first": said("the first time"),
        "weeks6": said("after 6 weeks"),
        "months3": said("after 3 months"),
        "quarterly": said("every 3 months"),
        "after_talk": said("after a talk"),
    },
    "stood_for": {
        "age": said("the age rule"),
        "complaints": said("someone outside the team for complaints"),
    },
    "near": {
        "place like": said("someone from the same place"),
        "place not": said("nobody from the same place"),
        "people like": said("someone of the same people"),
        "people not": said("nobody of the same people"),
        "church like": said("someone who prays at the same place"),
        "church not": said("nobody who prays at the same place"),
        "work like": said("someone from the same work"),
        "work not": said("nobody from the same work"),
        "clinic like": said("someone who goes to the same clinic"),
        "clinic not": said("nobody who goes to the same clinic"),
    },
    "may_be_shown": {
        "suggested": said("shown from the start"),
        "started": said("shown once you talk"),
        "never": said("shown to nobody"),
    },
    "how_often": today.HOW_OFTEN,
    "if_quiet": {**quiet.WISHES, quiet.SKIPPED: said("you skipped it")},
    "how_you_were": {**after_talk.ANSWERS, after_talk.SKIPPED: said("you skipped it")},
    "report": {choice.code: choice.words for choice in report.CHOICES},
    "clause": outside.CLAUSES,
    "requirement": {asked.code: asked.words for asked in readiness.ASKED},
    "trouble": sending.TROUBLES,
    "text_trouble": channel_troubles.TROUBLES,
}

# Parts of what is kept as one piece of writing.
PARTS: Mapping[str, str] = {
    **{part.code: part.heading for part in plan.PARTS},
    "about": said("About you"),
    "lived": said("What you lived through"),
    "loves": said("What you love"),
    "note": said("A note about it"),
    "whom": said("Who was told"),
    "shared": said("What was shared"),
    "tried": said("What else was tried"),
    "why_not": said("Why you were not told before"),
}
