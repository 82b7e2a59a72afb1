"""Nothing anybody wrote reaches a log."""

import ast
import io
import json
import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from alongside.run import logs

CANARY = "Canary-7f3a-my-sister-died"
HOUSE = Path(__file__).resolve().parents[2]


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """The log as it is written, with everything put back afterwards."""
    import sys

    root = logging.getLogger()
    before = (root.handlers[:], root.level, threading.excepthook, sys.excepthook, sys.unraisablehook)
    stream = io.StringIO()
    logs.start(stream)
    yield stream
    root.handlers[:], root.level = before[0], before[1]
    threading.excepthook, sys.excepthook, sys.unraisablehook = before[2:]
    logging.captureWarnings(False)
    logging.raiseExceptions = True


def written(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def fails(words: str) -> None:
    try:
        raise KeyError(words)
    except KeyError as first:
        raise ValueError(f"cannot store {words}") from first


def test_the_canary_would_be_found_in_a_plain_log() -> None:
    record = logging.makeLogRecord({"msg": "got %s", "args": (CANARY,)})
    assert CANARY in logging.Formatter().format(record)


def test_an_error_tells_its_types_and_places_and_no_words(lines: io.StringIO) -> None:
    try:
        fails(CANARY)
    except ValueError:
        logging.getLogger("alongside").exception("Could not keep a line %s", CANARY)
    (told,) = written(lines)
    assert told["event"] == "Could not keep a line %s"
    assert told["error"] == ["builtins.ValueError", "builtins.KeyError"]
    assert str(told["where"]).count("test_logs.py") == 2
    assert CANARY not in lines.getvalue()


def test_keys_that_are_not_allowed_are_left_out(lines: io.StringIO) -> None:
    said = {"job": "keys", "count": 3, "name": CANARY, "words": CANARY, "kind": CANARY, "status": [CANARY]}
    logging.getLogger("alongside.worker").info("Done", extra={k: v for k, v in said.items() if k != "name"})
    (told,) = written(lines)
    assert {key: told[key] for key in told if key not in ("at", "level")} == {
        "event": "Done",
        "job": "keys",
        "count": 3,
    }
    assert CANARY not in lines.getvalue()


def test_other_libraries_tell_only_who_and_where(lines: io.StringIO) -> None:
    logging.getLogger("django.request").error("Internal Server Error: /talk/%s", CANARY)
    logging.getLogger("uvicorn.error").warning(f"Invalid request {CANARY}")
    assert [str(told["event"]).split()[0] for told in written(lines)] == ["django.request", "uvicorn.error"]
    assert CANARY not in lines.getvalue()


def test_a_thread_that_fails_tells_no_words(lines: io.StringIO) -> None:
    thread = threading.Thread(target=fails, args=(CANARY,))
    thread.start()
    thread.join()
    assert written(lines)[0]["error"] == ["builtins.ValueError", "builtins.KeyError"]
    assert CANARY not in lines.getvalue()


def test_a_text_put_together_at_run_time_is_refused_in_our_own_code() -> None:
    """The first argument of each log call in this project is a constant."""
    calls = []
    for path in sorted(HOUSE.rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and is_a_log_call(node):
                calls.append((path.name, node))
    assert calls, "nobody logs anything: this test would prove nothing"
    wrong = [(name, node.lineno) for name, node in calls if not isinstance(node.args[0], ast.Constant)]
    assert wrong == []


def is_a_log_call(node: ast.Call) -> bool:
    levels = ("debug", "info", "warning", "error", "critical", "exception")
    return (
        isinstance(node.func, ast.Attribute)
        and node.func.attr in levels
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("log", "logger", "logging")
        and bool(node.args)
    )
