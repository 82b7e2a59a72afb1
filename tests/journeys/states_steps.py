"""Days, tomorrow, next steps and questions, in their main states."""

from __future__ import annotations

from collections.abc import Iterator

from tests.journeys.state import State, clicks, sends_here, unfolds


def days() -> Iterator[State]:
    """Nothing here changes anything: other states of the same people look at it too."""
    kettle, boat, lamp = "Blue Kettle", "Paper Boat", "Green Lamp"
    yield State("today", kettle, "/today", (unfolds,))
    yield State("today-mistake", kettle, "/today", (sends_here(note="The sink."),), 422)
    yield State("said-on-a-hard-day", boat, "/today/said")
    yield State("rhythm", kettle, "/today/rhythm")
    yield State("rhythm-mistake", kettle, "/today/rhythm", (sends_here(how_often="days"),), 422)
    yield State("tomorrow", kettle, "/tomorrow", (unfolds,))
    yield State("tomorrow-closed", lamp, "/tomorrow")
    yield State("tomorrow-can-wait", boat, "/tomorrow", (unfolds,))
    yield State("steps", kettle, "/me/steps", (unfolds,))
    yield State("steps-mistake", kettle, "/me/steps", (sends_here(on="soon"),), 422)
    yield State("step", kettle, "/me/steps", (clicks('main a[href^="/me/steps/"]'),))
    yield State("questions", lamp, "/questions")
    yield State("questions-about-a-talk", "Amina", "/questions")
