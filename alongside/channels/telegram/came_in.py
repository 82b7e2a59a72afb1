"""What Telegram says in an update, as plain events. Only what one person writes to the bot alone.

A change of a message that was sent is not taken: a line that somebody may have read is not rewritten. What
is said in groups is none of our business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from alongside.rules.channel import Event, Message, NotUnderstood, Started, Stopped, Voice

HEARD = ("message", "my_chat_member")  # all that we ask Telegram to tell
COMMAND = re.compile(r"/([A-Za-z]{2,20})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
GONE, BACK = ("kicked", "left"), ("member",)


def events(update: Any) -> list[Event]:
    """The events of one update."""
    try:
        number = int(update["update_id"])
        if "message" in update:
            return list(_message(update["message"], number))
        if "my_chat_member" in update:
            return list(_member(update["my_chat_member"], number))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise NotUnderstood("update_id, chat or message is missing") from None
    return []


def _message(told: dict[str, Any], number: int) -> Iterator[Event]:
    chat = told["chat"]
    if chat["type"] != "private" or told.get("from", {}).get("is_bot"):
        return
    sender = str(int(chat["id"]))
    ref = f"{number} {sender} {told['message_id']}"
    at = datetime.fromtimestamp(int(told["date"]), UTC)
    voice = _voice(told)
    text = str(told.get("text") or told.get("caption") or "")
    called = str(chat.get("first_name", ""))
    attached = voice is None and "text" not in told
    yield Message(ref, sender, words(text), at=at, voice=voice, called=called, attached=attached)


def words(text: str) -> str:
    """A command as the word it is: /stop is STOP. After /start stands the code of the link they followed."""
    command = COMMAND.fullmatch(text.strip())
    if command is None:
        return text
    word, more = command[1], (command[2] or "").strip()
    if word.lower() == "start" and more:
        return more
    return f"{word.upper()} {more}".strip()


def _voice(told: dict[str, Any]) -> Voice | None:
    sound = told.get("voice") or told.get("audio")
    if sound is None:
        return None
    size, seconds = int(sound.get("file_size") or 0), int(sound.get("duration") or 0)
    return Voice(str(sound["file_id"]), str(sound.get("mime_type", "audio/ogg")), size, seconds)


def _member(told: dict[str, Any], number: int) -> Iterator[Event]:
    """They blocked the bot, or let it write again."""
    if told["chat"]["type"] != "private":
        return
    sender = str(int(told["chat"]["id"]))
    now = told["new_chat_member"]["status"]
    if now in GONE:
        yield Stopped(str(number), sender, "blocked")
    elif now in BACK and told.get("old_chat_member", {}).get("status") in GONE:
        yield Started(str(number), sender)
