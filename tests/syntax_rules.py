"""Rules an import graph cannot see. Each takes a file's place and its text, and tells its faults.

`test_syntax.py` holds every file to every rule, and proves on planted text that each rule can be broken.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

Rule = Callable[[str, str], list[str]]

FILE_AT_MOST = 300
FUNCTION_AT_MOST = 60
TEMPLATE_AT_MOST = 120

OPENS_TRANSACTIONS = ("alongside/flows/", "alongside/base/turn.py", "alongside/base/letterbox.py")
CLAIMS = "alongside/outbox/claim.py"
THE_CLOCK = "alongside/base/clock.py"
READS_TIME = {"now", "utcnow", "today"}
CHANGES_OR_READS_THE_WORLD = {"time", "random", "os", "pathlib", "io", "socket", "threading", "uuid"}
WRITES = (".create", ".bulk_create", ".update", ".delete", ".get_or_create", ".update_or_create")
NO_ROOMS = ("alongside/web/", "alongside/flows/", "alongside/run/", "alongside/rules/", "alongside/base/")
SKIPS = {"skip", "skipif", "xfail", "importorskip"}


def calls(text: str) -> Iterator[tuple[int, str, ast.Call]]:
    """Every call in a file: its line, the dotted name that is called, the call."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func), node


def transactions_open_only_in_flows(place: str, text: str) -> list[str]:
    """And in the two machines of base that flows are built on, and where the outbox claims its work."""
    if place.startswith(OPENS_TRANSACTIONS) or place == CLAIMS:
        return []
    opened = ("turn.write", "transaction.atomic", "atomic", "transaction.set_autocommit")
    return [f"{line}: {name}()" for line, name, _ in calls(text) if name in opened]


def only_rooms_ask_the_tables(place: str, text: str) -> list[str]:
    """Pages, flows and the programs that start them ask a room, never a table."""
    if not place.startswith(("alongside/web/", "alongside/flows/", "alongside/run/", "alongside/rules/")):
        return []
    return [
        f"{node.lineno}: .{node.attr}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager")
    ]


def saves_name_their_fields(place: str, text: str) -> list[str]:
    """A whole row written back would undo what someone else has changed meanwhile."""
    if place.startswith("alongside/run/"):  # has no rows; saves files
        return []
    return [
        f"{line}: {name}()"
        for line, name, call in calls(text)
        if name.endswith(".save") and "update_fields" not in {keyword.arg for keyword in call.keywords}
    ]


def rules_are_told_the_time(place: str, text: str) -> list[str]:
    """Rules never learn the time, draw no lots and touch no file: what they need, they are told."""
    if not place.startswith("alongside/rules/"):
        return []
    faults = [
        f"{line}: {name}()"
        for line, name, _ in calls(text)
        if name.split(".")[-1] in READS_TIME or name in ("open", "time.time") or name.startswith("secrets.")
    ]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name
            if module.split(".")[0] in CHANGES_OR_READS_THE_WORLD:
                faults.append(f"{node.lineno}: import {module}")
    return faults


def one_clock(place: str, text: str) -> list[str]:
    """Everything asks `clock.now()` by that name, so that a test can say what time it is everywhere."""
    if place == THE_CLOCK:
        return []
    own = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "dt.now"}
    faults = [
        f"{line}: {name}()" for line, name, _ in calls(text) if name in own or name.endswith(".date.today")
    ]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module == "alongside.base.clock":
            faults.append(f"{node.lineno}: from alongside.base.clock import ...")
    return faults


def verbs_need_a_transaction(place: str, text: str) -> list[str]:
    """Each public verb of a room says that it needs one. Keys, made before it, have a database apart."""
    if not place.startswith("alongside/") or place.startswith(NO_ROOMS):
        return []
    faults = []
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            said = ast.unparse(node)
            written = [name for _, name, _ in calls(said) if ".objects" in name and name.endswith(WRITES)]
            kept_apart = all(".using('keys')" in name for name in written)
            if written and not kept_apart and "turn.required()" not in said:
                faults.append(f"{node.lineno}: {node.name}")
    return faults


def functions_are_short(place: str, text: str) -> list[str]:
    """At most 60 lines; split where the story turns."""
    return [
        f"{line}: {name} has {length} lines"
        for line, name, length in lengths(text)
        if length > FUNCTION_AT_MOST
    ]


def lengths(text: str) -> list[tuple[int, str, int]]:
    """Every function of a file: its line, its name, how many lines it has."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [
        (node.lineno, node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, kinds)
    ]


def files_are_short(place: str, text: str) -> list[str]:
    """At most 300 lines, split by meaning; a template at most 120."""
    most = TEMPLATE_AT_MOST if place.endswith(".html") else FILE_AT_MOST
    length = len(text.splitlines())
    return [f"{length} lines"] if length > most else []


def silenced_with_a_reason(place: str, text: str) -> list[str]:
    """Where a checker is silenced, the reason stands beside it."""
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        silenced = re.search(r"#\s*(noqa|type:\s*ignore)\b(:\s*[A-Z0-9, ]+|\[[a-z-, ]+\])?(.*)$", line)
        if silenced and '"' not in line[: silenced.start()].split("#")[-1]:
            code, reason = silenced.group(2), silenced.group(3).strip(" #")
            if not code or len(reason) < 4:
                faults.append(f"{number}: {silenced.group(0)}")
    return faults


def nothing_is_skipped(place: str, text: str) -> list[str]:
    """A test that does not run is no test."""
    faults = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr in SKIPS and "pytest" in ast.unparse(node.value):
            faults.append(f"{node.lineno}: {ast.unparse(node)}")
    return faults


def templates_carry_no_code(place: str, text: str) -> list[str]:
    """No style and no script inside a page (the browser would refuse them), and nothing from elsewhere."""
    looked_for = {
        "inline style": r"<[^>]*\sstyle\s*=",
        "inline handler": r"<[^>]*\son[a-z]+\s*=",
        "script with a body": r"<script\b[^>]*>\s*[^<\s]",
        "style element": r"<style\b[^>]*>(?!\{\{ style \}\}</style>)",
        "address of another site": r"(?:src|action|srcset|data|poster)\s*=\s*[\"'](?:https?:)?//",
        "stylesheet": r"<link[^>]+stylesheet",
        "javascript address": r"javascript:",
        "unescaped": r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b",
        "physical side": r"<[^>]*\salign\s*=\s*[\"'](?:left|right)",
    }
    plain = re.sub(
        r"\{%.*?%\}|\{\{(?! style \}\}).*?\}\}", lambda tag: tag.group().replace(">", "&"), text, flags=re.S
    )
    return [
        f"{plain.count(chr(10), 0, found.start()) + 1}: {what}"
        for what, pattern in looked_for.items()
        for found in re.finditer(pattern, plain, flags=re.I)
    ]


FOR_ROOMS: tuple[Rule, ...] = (
    transactions_open_only_in_flows,
    only_rooms_ask_the_tables,
    saves_name_their_fields,
    rules_are_told_the_time,
    one_clock,
    verbs_need_a_transaction,
)
FOR_PYTHON: tuple[Rule, ...] = (functions_are_short, files_are_short, silenced_with_a_reason)
FOR_TESTS: tuple[Rule, ...] = (nothing_is_skipped,)
FOR_TEMPLATES: tuple[Rule, ...] = (templates_carry_no_code, files_are_short)
FOR_STATIC: tuple[Rule, ...] = (files_are_short,)
