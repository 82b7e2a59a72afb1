"""The day of a next step has come: who has a phone or a chat as their way is asked how it went, once.

On pages a step is simply there; nobody is asked about it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from alongside.base import turn
from alongside.flows import unasked_by_text
from alongside.people import preferences
from alongside.rules.text_sentences import WORDS_AT_MOST, short
from alongside.rules.text_stands import STEP_HOW, Reply
from alongside.steps import next_steps

ASKED_AT = 18  # o'clock, where they are: when there was a day to do it in


def ask_who_is_due(now: datetime) -> int:
    """Asks everyone whose step's day has come; how many. Each by exactly one worker."""
    day = timedelta(days=1)
    due = next_steps.due((now - day).date(), (now + day).date())  # it is another day elsewhere
    if not due:
        return 0
    zones = preferences.zones(step.person_id for step in due)
    ripe = [step for step in due if _is_ripe(step, ZoneInfo(zones.get(step.person_id, "UTC")), now)]
    by_text = unasked_by_text.reached((step.person_id for step in ripe), now)
    asked = 0
    with turn.write():
        for step in ripe:
            door = by_text.get(step.person_id)
            mine = next_steps.one(step.person_id, door.key_id, step.id) if door else None
            if door is None or mine is None or not next_steps.ask(step.id, now):
                continue
            words = Reply("step_due", {"step": short(mine.words, WORDS_AT_MOST)})
            asked += unasked_by_text.ask(door, "today", [words], now, STEP_HOW, step.id)
    return asked


def _is_ripe(step: next_steps.Due, zone: ZoneInfo, now: datetime) -> bool:
    local = now.astimezone(zone)
    return step.on == local.date() and local.hour >= ASKED_AT
