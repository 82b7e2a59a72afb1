"""What the commands say: plain sentences, one line for a mistake, progress for long work."""

import sys
import time


class Stop(Exception):
    """A command cannot go on. The text says why in one line and what to do; `code` is what the shell gets."""

    def __init__(self, words: str, code: int = 1) -> None:
        super().__init__(words)
        self.code = code


def say(words: str = "") -> None:
    print(f"  {words}" if words else "", file=sys.stderr, flush=True)


def size(count: float) -> str:
    """How large, as people say it: 312 kB, 4.1 MB."""
    for unit in ("bytes", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "bytes" or count >= 100 else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"


class Progress:
    """Says how far long work has come: in place on a terminal, a line now and then in a file."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._live = sys.stderr.isatty()
        self._began = self._said = time.monotonic()

    def at(self, done: int, whole: int) -> None:
        """`done` of `whole`; often called, seldom said."""
        now = time.monotonic()
        if now - self._said < (0.2 if self._live else 5):
            return
        self._said = now
        line = f"  {self._what}: {100 * done // max(whole, 1)} %"
        print(
            f"\r{line}" if self._live else line, end="" if self._live else "\n", file=sys.stderr, flush=True
        )

    def done(self, outcome: str = "done") -> None:
        took = time.monotonic() - self._began
        line = f"  {self._what}: {outcome} ({took:.1f} s)"
        print(f"\r{line}" if self._live else line, file=sys.stderr, flush=True)
