"""How a program sets its channels up: one state a page, and one a mistake."""

from __future__ import annotations

from collections.abc import Iterator

from tests.journeys.state import State, clicks, sends_here, unfolds

NEW = "/desk/channels/new/http"
OF_NOBODY = {
    "name": "Mwale Networks",
    "shown": "21454",
    "value_out_url": "http://127.0.0.1:9/send",  # nobody is there
    "value_out_way": "form",
    "value_out_to": "to",
    "value_out_text": "text",
    "value_out_number": "plus",
    "value_in_method": "POST",
    "value_in_sender": "from",
    "value_in_text": "text",
    "value_check": "path",
    "currency": "KES",
    "ceiling": "5000",
    "silent_days": "60",
}


def setting_up() -> Iterator[State]:
    who = "Tariro"
    looks = clicks("button[value=look]")
    yield State("channels", who, "/desk/channels")
    yield State("choose", who, "/desk/channels/new")
    yield State("new", who, NEW, (unfolds,))
    yield State("mistake", who, NEW, (sends_here(**OF_NOBODY | {"ceiling": "a lot"}), unfolds), 422)
    yield State("looked", who, NEW, (sends_here(**OF_NOBODY), looks, unfolds))
    yield State("end", who, "/desk/channels", (clicks('a[href^="/desk/channels/1"]', 'a[href$="/end"]'),))
