"""What every channel is: an adapter between a provider's contract and plain events. It decides nothing."""

from __future__ import annotations

from alongside.rules.channel import (
    Capabilities,
    Carried,
    Event,
    Field,
    Joined,
    NotGenuine,
    Outgoing,
    Raw,
    Reply,
    Screen,
    Setup,
    Voice,
    Wellbeing,
)


class Adapter:
    """The cases a channel does not have stay as they are here."""

    kind: str
    title: str  # what the coordinator chooses, marked with `said`
    about: str  # one sentence on it
    fields: tuple[Field, ...] = ()
    steps: tuple[str, ...] = ()  # what to do at the provider, one after another, marked with `said`
    actions: tuple[str, ...] = ("in",)  # what is pasted at the provider: /in/PATH/ACTION
    pasted = True  # by the coordinator; else nobody has to see its addresses
    only_tried = False  # it stands for phones that are nobody's: what goes out goes nowhere
    polls = False  # it is asked for what came, by `catch_up`, besides or instead of telling us
    pause = 0.0  # seconds between two askings, where `catch_up` does not wait itself

    def capabilities(self, setup: Setup) -> Capabilities:
        """What can be done by it, as it is set up."""
        raise NotImplementedError

    def verify(self, setup: Setup, raw: Raw) -> None:
        """Raises NotGenuine. Nothing of the request is read before."""
        raise NotGenuine

    def parse(self, setup: Setup, raw: Raw) -> list[Event]:
        """What happened. Pure. Raises NotUnderstood; nothing at all is what is none of our business."""
        raise NotImplementedError

    def answer(self, setup: Setup, raw: Raw, events: list[Event], screen: Screen | None) -> Reply:
        """What the provider is answered, once everything is on disk."""
        return Reply()

    def send(self, setup: Setup, outgoing: Outgoing) -> Carried:
        """Hands one message over. Never raises. Takes seconds: never inside a transaction."""
        raise NotImplementedError

    def taken(self, setup: Setup, outgoing: Outgoing) -> Carried | None:
        """After a crash: what became of it, or None where it never got there. Only where it can tell."""
        raise NotImplementedError

    def look(self, setup: Setup) -> Wellbeing:
        """Whether it lets us in, and what credit is left. Never raises."""
        return Wellbeing()

    def catch_up(self, setup: Setup, since: str) -> tuple[list[Event], str]:
        """What came after `since` (the provider's own mark), and the newest mark. Raises asking.Trouble.

        May wait for up to 30 seconds until something comes."""
        return [], since

    def fetch(self, setup: Setup, voice: Voice) -> bytes:
        """The sound of a voice note. Raises asking.Trouble."""
        raise NotImplementedError

    def join(self, setup: Setup, wish: Joined) -> Carried:
        """Rings the first, then the second. Only where the channel can call."""
        raise NotImplementedError
