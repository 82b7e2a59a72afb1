"""Any gateway that takes texts over HTTP and tells what came: one adapter for dozens of local aggregators."""

from __future__ import annotations

from alongside.channels import asking
from alongside.channels.adapter import Adapter
from alongside.channels.asking import NoAnswer, NotReached
from alongside.channels.http import came_in, fields, going_out
from alongside.rules.channel import (
    Capabilities,
    Carried,
    Event,
    Outgoing,
    Raw,
    Reply,
    Screen,
    Setup,
    Wellbeing,
)
from alongside.rules.channel_troubles import SILENT
from alongside.rules.said import said

OUR_NAME = "ours"  # in the address of reports


class Http(Adapter):
    kind = "http"
    title = said("Another gateway (SMS over HTTP)")
    about = said("Any gateway that is described by the names of its fields, such as one of your own country.")
    fields = (*fields.GOING_OUT, *fields.COMING_IN)
    steps = (
        said("Ask your gateway for its description of SMS over HTTP, and fill in the names it uses."),
        said("Where it asks where to send texts that come in, paste the first address."),
        said("Where it asks where to send reports, paste the second address."),
        said("If it comes from addresses that do not change, write them down here."),
    )
    actions = ("in", "status")

    def capabilities(self, setup: Setup) -> Capabilities:
        return Capabilities(
            address="phone",
            unit="segment",
            longest=4,
            statuses=frozenset({"sent", "delivered", "failed"}),
            traces=frozenset({"handset", "lock_screen", "operator", "provider"}),
            costs_program=True,
            costs_person=True,
            per_second=5.0,
        )

    def verify(self, setup: Setup, raw: Raw) -> None:
        came_in.verify(setup, raw)

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        return came_in.events(setup, raw)

    def answer(self, setup: Setup, raw: Raw, events: list[Event], screen: Screen | None) -> Reply:
        return Reply(200, setup.values.get("in_answer", "").encode("utf-8", "replace"))

    def send(self, setup: Setup, outgoing: Outgoing) -> Carried:
        reports = f"{setup.url('status')}?{OUR_NAME}={outgoing.ours}"
        try:
            answer = going_out.ask(setup.values, outgoing, reports)
        except NotReached:
            return Carried("later", SILENT)
        except NoAnswer:
            return Carried("unsure", SILENT)
        return going_out.meant(setup.values, answer)

    def look(self, setup: Setup) -> Wellbeing:
        """Whether it tells the credit that is left, where it can tell."""
        if not setup.values.get("credit_url"):
            return Wellbeing()
        try:
            answer = going_out.credit(setup.values)
        except asking.Trouble:
            return Wellbeing(trouble=SILENT)
        if answer.status != 200:
            return Wellbeing(trouble=going_out.meant({}, answer).trouble)
        return Wellbeing(credit=going_out.found(answer, setup.values.get("credit_where", ""))[:40])


CHANNEL = Http()
