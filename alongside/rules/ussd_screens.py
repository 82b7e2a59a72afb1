"""What each screen of a USSD phone says, and what its keys are called. The words are few: a screen holds 160
letters. What a key does is in rules.ussd_menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from alongside.rules import text_units
from alongside.rules.channel import Screen
from alongside.rules.said import said_in
from alongside.rules.ussd import At, Facts, Line, Say, Talk
from alongside.rules.ussd_first_screens import NEWCOMERS, all_of_it
from alongside.rules.ussd_layout import Look, Page, filled, pages
from alongside.rules.ussd_menu import DELETES
from alongside.rules.ussd_own_screens import BACK_WORD, MENU_WORD, OF_ONES_OWN, keyed

_WRONG = said_in("ussd", "Please type one of the numbers.")
_MORE = said_in("ussd", "More")

_Show = Callable[[At, Facts, Say], Look]


def show(at: At, facts: Facts, say: Say) -> tuple[Screen, At]:
    """The screen, and where they stand once they have seen it."""
    look = SCREENS[at.screen](at, facts, say)
    made = _pages(at, look, say)
    page = made[min(at.page, len(made) - 1)]
    stands = replace(at, page=made.index(page), more=page.more, wrong=False)
    if at.screen == "read":
        stands = replace(stands, shown=_read_up_to(at, facts, page, say))
    return Screen(page.words, not look.ends), stands


def _pages(at: At, look: Look, say: Say) -> list[Page]:
    made = pages(look, say(_MORE))
    if not at.wrong:
        return made
    told = pages(replace(look, body=f"{say(_WRONG)}\n{look.body}"), say(_MORE))
    return told if len(told) == len(made) == 1 else made


def _code(at: At, facts: Facts, say: Say) -> Look:
    if at.note == "wrong":
        return Look(say(said_in("ussd", "That is another word. Please type yours.")))
    return Look(say(said_in("ussd", "Please type your word.")))


def _again(at: At, facts: Facts, say: Say) -> Look:
    keys = (("1", say(said_in("ussd", "Go on where you were"))), ("2", say(MENU_WORD)))
    return Look(filled("%(program)s", {"program": facts.program}, keys), keys)


def _menu(at: At, facts: Facts, say: Say) -> Look:
    unread = sum(talk.unread for talk in facts.talks)
    talk = said_in("ussd", "Talk (%(count)s new)") if unread else said_in("ussd", "Talk")
    keys = [("1", say(talk) % {"count": str(unread)} if unread else say(talk))]
    if facts.is_member:
        keys += [
            ("2", say(said_in("ussd", "How I feel today"))),
            ("3", say(said_in("ussd", "My next step"))),
        ]
    keys += [("4", say(said_in("ussd", "Help now"))), ("5", say(said_in("ussd", "My privacy")))]
    if len(facts.languages) > 1:
        keys.append(("6", say(said_in("ussd", "Language"))))
    return Look("", (*keys, ("0", say(said_in("ussd", "Leave")))))


def _talks(at: At, facts: Facts, say: Say) -> Look:
    keys = [(str(number), _named(talk, say)) for number, talk in enumerate(facts.talks[:5], 1)]
    return Look(say(said_in("ussd", "With whom?")), (*keys, ("0", say(BACK_WORD))))


def _named(talk: Talk, say: Say) -> str:
    name = _short(talk.name)
    if not talk.unread:
        return name
    return say(said_in("ussd", "%(name)s (%(count)s new)")) % {"name": name, "count": str(talk.unread)}


def _talk(at: At, facts: Facts, say: Say) -> Look:
    talk = facts.talk(at.talk)
    if talk is None:
        return Look(say(said_in("ussd", "This talk is closed.")), keyed(say))
    keys: list[tuple[str, str]] = []
    if talk.lines and talk.unread:
        keys.append(("1", say(said_in("ussd", "Read (%(count)s new)")) % {"count": str(talk.unread)}))
    elif talk.lines:
        keys.append(("1", say(said_in("ussd", "Read the last words"))))
    if talk.can_write:
        keys += [("2", say(said_in("ussd", "Write"))), ("3", say(said_in("ussd", "Call me")))]
    if facts.may_ask:
        keys.append(("4", say(said_in("ussd", "Find someone to talk with"))))
    named = (*keys, ("0", say(BACK_WORD)))
    there = said_in("ussd", "%(name)s is here now.") if talk.here else said_in("ussd", "With %(name)s")
    if not talk.can_write:
        there = said_in("ussd", "%(name)s: nothing can be written here now.")
    return Look(filled(say(there), {"name": talk.name}, named), named)


def _reading(at: At, facts: Facts, say: Say) -> Look:
    talk = facts.talk(at.talk)
    keys = keyed(say, ("2", said_in("ussd", "Write"))) if talk and talk.can_write else keyed(say)
    return Look("\n".join(words for _, words in _read(at, facts, say)), keys)


def _read(at: At, facts: Facts, say: Say) -> list[tuple[int, str]]:
    """The number and the words of each line from the first that is read."""
    talk = facts.talk(at.talk)
    lines = [line for line in talk.lines if line.n >= at.begin] if talk else []
    return [(line.n, _line(line, _short(talk.name if talk else ""), say)) for line in lines]


def _line(line: Line, name: str, say: Say) -> str:
    who = say(said_in("ussd", "You")) if line.mine else name
    return f"{who}: {text_units.plain(line.words)}"


def _read_up_to(at: At, facts: Facts, page: Page, say: Say) -> int:
    """The newest line whose end has been on a screen."""
    shown, end = at.shown, 0
    for n, words in _read(at, facts, say):
        end += len(words)
        if end <= page.upto:
            shown = max(shown, n)
        end += 1  # the end of the line
    return shown


def _write(at: At, facts: Facts, say: Say) -> Look:
    talk = facts.talk(at.talk)
    keys = tuple((str(number), words) for number, words in enumerate(facts.ready_words, 1))
    keys = (*keys, ("0", say(BACK_WORD)))
    words = said_in("ussd", "Type your words to %(name)s, or:")
    return Look(filled(say(words), {"name": talk.name if talk else ""}, keys), keys)


def _sent(at: At, facts: Facts, say: Say) -> Look:
    talk = facts.talk(at.talk)
    keys = keyed(say, ("1", said_in("ussd", "Write more")), back=MENU_WORD)
    words = said_in("ussd", "Sent to %(name)s. Dial again later to read what comes back.")
    return Look(filled(say(words), {"name": talk.name if talk else ""}, keys), keys)


def _refused(at: At, facts: Facts, say: Say) -> Look:
    told = {
        "ended": said_in("ussd", "This talk is closed, so your words were not sent."),
        "paused": said_in("ussd", "This talk rests, so your words were not sent."),
        "promise": said_in("ussd", "Not sent: please read first what we promise now. It is under 1 Talk."),
        "call": said_in("ussd", "We can't note that just now. Please write to us."),
    }
    words = told.get(at.note, said_in("ussd", "That was not done. Please try once more."))
    return Look(say(words), keyed(say, back=MENU_WORD))


def _call(at: At, facts: Facts, say: Say) -> Look:
    words = said_in("ussd", "Shall one of us ring you on this phone? It costs you nothing.")
    return Look(say(words), keyed(say, ("1", said_in("ussd", "Yes, ring me"))))


def _called(at: At, facts: Facts, say: Say) -> Look:
    words = said_in("ussd", "We have noted that you want a call. Someone rings you as soon as they can.")
    return Look(say(words), keyed(say, back=MENU_WORD))


def _nobody(at: At, facts: Facts, say: Say) -> Look:
    told = {
        "stopped": said_in("ussd", "We don't look for anyone any more."),
        "changed": said_in("ussd", "That talk is closed. Shall we look for someone else?"),
    }
    words = told.get(at.note, said_in("ussd", "You are not talking with anyone yet."))
    return Look(say(words), keyed(say, ("1", said_in("ussd", "Find someone to talk with")), back=MENU_WORD))


def _looking(at: At, facts: Facts, say: Say) -> Look:
    words = said_in("ussd", "We are asking people who have time. Dial again in a while to see who it is.")
    return Look(say(words), keyed(say, ("1", said_in("ussd", "Don't look any more")), back=MENU_WORD))


def _help(at: At, facts: Facts, say: Say) -> Look:
    keys = (("1", said_in("ussd", "Talk")), ("2", said_in("ussd", "Call me"))) if facts.is_member else ()
    told = [facts.here, *facts.lines] if facts.here else list(facts.lines)
    body = "\n".join(text_units.plain(each) for each in told)
    return Look(body or say(said_in("ussd", "We have no help lines written down.")), keyed(say, *keys))


def _privacy(at: At, facts: Facts, say: Say) -> Look:
    told = {
        "paused": said_in("ussd", "Your talks rest until you go on."),
        "goes_on": said_in("ussd", "Your talks go on."),
        "word": said_in("ussd", "Your word is asked from now on."),
        "no_word": said_in("ussd", "No word is asked any more."),
    }
    keys: list[tuple[str, str]] = []
    if facts.talks:
        rests = said_in("ussd", "Go on with my talks") if facts.resting else said_in("ussd", "Pause my talks")
        keys.append(("1", rests))
    if facts.is_member and facts.walks:
        keys.append(("2", said_in("ussd", "Change who I talk with")))
    if facts.is_member:
        keys.append(("3", said_in("ussd", "Delete everything about me")))
    keys.append(("4", said_in("ussd", "What we promise")))
    asks = said_in("ussd", "Ask no word any more") if facts.locked else said_in("ussd", "Ask a word first")
    keys.append(("5", asks))
    return Look(say(told[at.note]) if at.note in told else "", keyed(say, *keys))


def _word(at: At, facts: Facts, say: Say) -> Look:
    words = said_in("ussd", "Type a word with letters. It is asked each time this phone dials or texts.")
    return Look(say(words), keyed(say))


def _change(at: At, facts: Facts, say: Say) -> Look:
    talk = facts.talk(at.talk)
    keys = keyed(say, ("1", said_in("ussd", "Yes, close it")))
    words = said_in("ussd", "Close the talk with %(name)s? You need no reason, and nobody asks.")
    return Look(filled(say(words), {"name": talk.name if talk else ""}, keys), keys)


def _delete(at: At, facts: Facts, say: Say) -> Look:
    words = said_in("ussd", "Everything about you goes now, for good. Nobody can bring it back.")
    return Look(say(words), keyed(say, (DELETES, said_in("ussd", "Delete everything"))))


def _deleted(at: At, facts: Facts, say: Say) -> Look:
    words = said_in(
        "ussd", "Everything about you is deleted. Only the number you dialled stays, in your phone."
    )
    return Look(say(words), ends=True)


def _bye(at: At, facts: Facts, say: Say) -> Look:
    words = said_in(
        "ussd", "Dial again any time. No message stays on this phone, only the number you dialled."
    )
    return Look(say(words), ends=True)


def _promise_full(at: At, facts: Facts, say: Say) -> Look:
    return Look(all_of_it(facts), keyed(say))


def _short(name: str, longest: int = 16) -> str:
    """A name that leaves room for words."""
    plain = text_units.plain(name)
    return plain if len(plain) <= longest else plain[: longest - 2].rstrip() + ".."


SCREENS: dict[str, _Show] = {
    **NEWCOMERS,
    **OF_ONES_OWN,
    "code": _code,
    "again": _again,
    "menu": _menu,
    "talks": _talks,
    "talk": _talk,
    "read": _reading,
    "write": _write,
    "sent": _sent,
    "refused": _refused,
    "call": _call,
    "called": _called,
    "nobody": _nobody,
    "looking": _looking,
    "help": _help,
    "privacy": _privacy,
    "word": _word,
    "change": _change,
    "delete": _delete,
    "deleted": _deleted,
    "bye": _bye,
    "promise_full": _promise_full,
}
