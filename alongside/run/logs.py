"""Logs: one JSON object a line on standard error, with an allow-list of keys.

No words, handles, names, addresses or tokens. The text of an exception may hold what somebody wrote, and
so may the arguments of a log call: neither is ever written. What is: when, how bad, which event (a text
that stands in our own code), the types of the exceptions and the places in the code they passed through.
There is no log of requests.
"""

import json
import logging
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

ALLOWED = frozenset(
    {"job", "count", "status", "milliseconds", "port", "version", "attempt", "signal", "kind"}
)
PLAIN = (bool, int, float)
WORD_AT_MOST = 40
PLACES_AT_MOST = 12
HERE = Path(__file__).resolve().parent.parent.parent


class Line(logging.Formatter):
    """A record as one line of JSON, with nothing in it that a person could have written."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": event(record),
        }
        for key in sorted(ALLOWED & record.__dict__.keys()):
            value = record.__dict__[key]
            if isinstance(value, PLAIN) or is_a_code(value):
                told[key] = value
        if record.exc_info and record.exc_info[1] is not None:
            told["error"] = types_of(record.exc_info[1])
            told["where"] = places(record.exc_info[2])
        return json.dumps(told)


def event(record: logging.LogRecord) -> str:
    """Our own loggers' text as it stands in the code, arguments left out; of others only who and where."""
    ours = record.name == "alongside" or record.name.startswith("alongside.")
    if ours and isinstance(record.msg, str):
        return record.msg
    return f"{record.name} {record.module}:{record.lineno}"


def is_a_code(value: object) -> bool:
    """A short lower-case code such as a job's name: letters, digits, dots, hyphens, underscores."""
    return (
        isinstance(value, str)
        and len(value) <= WORD_AT_MOST
        and value.isascii()
        and value == value.lower()
        and value.replace("_", "").replace(".", "").replace("-", "").isalnum()
    )


def types_of(error: BaseException) -> list[str]:
    """The exception's type and those that led to it, without their texts."""
    found: list[str] = []
    next_one: BaseException | None = error
    while next_one is not None and len(found) < PLACES_AT_MOST:
        kind = type(next_one)
        found.append(f"{kind.__module__}.{kind.__qualname__}")
        next_one = next_one.__cause__ or (None if next_one.__suppress_context__ else next_one.__context__)
    return found


def places(trace: TracebackType | None) -> list[str]:
    """Where in the code it happened: file, line and function, the last first. No values."""
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{short(code.co_filename)}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found[::-1][:PLACES_AT_MOST]


def short(name: str) -> str:
    """A file by its place in the project or in its library: where this machine keeps it tells nothing."""
    path = Path(name)
    if path.is_relative_to(HERE) and "site-packages" not in path.parts:
        return str(path.relative_to(HERE))
    return "/".join(path.parts[-2:])


def start(stream: Any = None) -> None:
    """From now on all loggers of this process write such lines, and so do errors that nobody caught."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Line())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    ours = logging.getLogger("alongside")
    ours.setLevel(logging.INFO)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # a failing handler would print the record's arguments
    quiet_requests()
    threading.excepthook = thread_failed
    sys.excepthook = process_failed
    sys.unraisablehook = nobody_asked


def quiet_requests() -> None:
    """No line for each request, and none for pages that are not there: an address can be telling."""
    for name in ("uvicorn.access", "django.request", "django.server", "django.security"):
        logging.getLogger(name).setLevel(logging.ERROR)


def thread_failed(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None:
        logged("A thread ended with an error", told.exc_value, told.exc_traceback)


def process_failed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, KeyboardInterrupt):
        return
    logged("Ended with an error", error, trace)


def nobody_asked(told: Any) -> None:
    if told.exc_value is not None:
        logged("An error while tidying up", told.exc_value, told.exc_traceback)


def logged(text: str, error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger("alongside").error(text, exc_info=(type(error), error, trace))
