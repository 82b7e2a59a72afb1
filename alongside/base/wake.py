"""A tap on the shoulder: something about this conversation or this person is new. It carries no words.

The table is the truth; a nudge that is lost costs a moment, not a message.
"""

from collections.abc import Callable

from alongside.base import turn

Listener = Callable[[str, int], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """From now on `listener(kind, id)` hears every nudge of this process, from any thread."""
    _listeners.append(listener)


def stop_listening(listener: Listener) -> None:
    _listeners.remove(listener)


def nudge(kind: str, number: int) -> None:
    """Once what is being written is on disk.

    `kind` is "talk", "desk", "person" or "signed-out" (a person, of one device); `number` is its id.
    """

    def tell() -> None:
        for listener in list(_listeners):
            listener(kind, number)

    turn.after_commit(tell)
