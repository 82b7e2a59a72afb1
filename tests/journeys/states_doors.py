"""Phones, chats and calls, for the test of every page."""

from __future__ import annotations

from collections.abc import Iterator

from tests.journeys.state import AT, State, clicks, more, sends_here, talk, unfolds


def phones() -> Iterator[State]:
    member = "Amina"
    yield State("phones", member, "/me/phones", (unfolds,))
    adds = {"do": "add", "channel": "phone"}
    yield State("phones-mistake", member, "/me/phones", (sends_here(**adds, phone_address="12"),), 422)
    rightly = sends_here(**adds, phone_address="+12025550150", whose="own")
    yield State("phones-code", member, "/me/phones", (rightly, unfolds))
    yield State("phones-wrong-code", member, "/me/phones", (sends_here(do="prove", code="1"), unfolds), 422)
    yield State("phones-shown", member, "/me/phones", (sends_here(do="show", channel="phone"),))
    yield State("phones-stopped", "Blue Kettle", "/me/phones", (unfolds,))
    one = clicks('main li a[href^="/me/phones/"]')
    yield State("phone", member, "/me/phones", (one, unfolds))
    yield State("phone-mistake", member, "/me/phones", (one, sends_here(do="word", word="1"), unfolds), 422)
    yield State("phone-in-full", member, "/me/phones", (one, sends_here(do="show")))
    yield State("by-phone", "a stranger", f"{AT}/phone")
    yield State("by-phone-mistake", "a stranger", f"{AT}/phone", (sends_here(code="1"),), 422)
    call = clicks('a[href$="/call"]')
    yield State("call-mine", member, "/", (talk, call))
    yield State("call-none", "Blue Kettle", "/", (talk, more, call))
    yield State("call-peer", "Wanjiru", "/desk", (call,))
    wish = clicks('a[href^="/program/calls/"]')
    yield State("call-team", "Mikel", "/program", (wish,))
    yield State("call-number", "Mikel", "/program", (wish, sends_here(do="ring")))
