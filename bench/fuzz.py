"""Every channel is sent what nobody expects, for as long as wanted: `script/bench fuzz --seconds 600`.

The same as `tests/fuzz`, in a long run. Where atheris is there (libFuzzer for Python: it sees which lines an
input reached, and goes on from those that reached new ones), each adapter is fuzzed by it. It is no locked
dependency, because it exists for few versions of Python; put it into the environment of the benches with

    .venv-test/bin/pip install atheris

Without it, Hypothesis makes inputs for as long. A request that breaks something ends the run, and stands in
the folder that is named: `python -m bench.fuzz KIND FILE` sends it once more.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench import Figures, figure

QUERY_ENDS = b"\x1e"  # before it stands the query, after it the body
KINDS = ("", "application/json", "application/x-www-form-urlencoded", "text/plain")


def run(args: list[str]) -> Figures:
    options = argparse.ArgumentParser(prog="bench fuzz")
    options.add_argument("--seconds", type=int, default=20, help="for each channel")
    options.add_argument("--channel", action="append", help="one alone; may be given again")
    options.add_argument(
        "--keep", default=tempfile.mkdtemp(prefix="fuzz-"), help="where odd requests are kept"
    )
    chosen = options.parse_args(args)
    made_ready()
    judging = importlib.import_module("tests.fuzz.judging")
    found: Figures = {}
    for kind in chosen.channel or sorted(judging.targets()):
        kept = Path(chosen.keep) / kind
        kept.mkdir(parents=True, exist_ok=True)
        how = guided if find_spec("atheris") else made_up
        name = "atheris" if find_spec("atheris") else "Hypothesis; atheris is not installed"
        found[f"{kind} requests"] = figure(how(kind, chosen.seconds, kept), "requests", name)
    return found


def made_ready() -> None:
    """Django's settings, in a folder of their own."""
    os.environ.setdefault("ALONGSIDE_DATA", tempfile.mkdtemp(prefix="fuzz-data-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.run.settings")
    importlib.import_module("django").setup()


def guided(kind: str, seconds: int, kept: Path) -> float:
    """By atheris, in a process of its own: it never returns. How many requests it made."""
    seeds = kept / "seeds"
    seeds.mkdir(exist_ok=True)
    for number, content in enumerate(recorded(kind)):
        (seeds / str(number)).write_bytes(content)
    limits = [f"-max_total_time={seconds}", "-max_len=8192", "-timeout=5", "-print_final_stats=1"]
    command = [sys.executable, "-m", "bench.fuzz", kind, *limits, f"-artifact_prefix={kept}/", str(seeds)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        raise SystemExit(
            f"{kind}: something broke; it is in {kept}\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
        )
    told = re.search(r"number_of_executed_units: (\d+)", done.stderr)
    return float(told[1]) if told else 0.0


def made_up(kind: str, seconds: int, kept: Path) -> float:
    """By Hypothesis, with what it made up and what it changed in turn."""
    hypothesis = importlib.import_module("hypothesis")
    judging, making = (importlib.import_module(f"tests.fuzz.{name}") for name in ("judging", "made_up"))
    target = judging.targets()[kind]
    recorded_ones = hypothesis.strategies.sampled_from(target.recorded).flatmap(making.from_recorded)
    until, count = time.monotonic() + seconds, 0

    def judged(raw: Any) -> None:
        nonlocal count
        count += 1
        judging.judge(target.adapter, target.setup, raw)

    often = hypothesis.settings(
        max_examples=500, deadline=None, database=None, suppress_health_check=list(hypothesis.HealthCheck)
    )
    while time.monotonic() < until:
        for strategy in (making.from_nothing(target), recorded_ones):
            often(hypothesis.given(strategy)(judged))()
    return float(count)


def recorded(kind: str) -> list[bytes]:
    """What was recorded of a channel, as bytes that `request` makes the same request of."""
    target = importlib.import_module("tests.fuzz.judging").targets()[kind]
    return [
        bytes([number % 256, 0]) + case.raw().query.encode("latin-1") + QUERY_ENDS + case.raw().body
        for number, case in enumerate(target.recorded)
    ]


def request(target: Any, content: bytes) -> tuple[Any, Any]:
    """The case whose headers and set-up are taken, and the request that these bytes say."""
    which, kind = (*content[:2], 0, 0)[:2]
    query, _, body = content[2:].partition(QUERY_ENDS)
    case = target.recorded[which % len(target.recorded)]
    other: dict[str, Any] = {"body": body, "query": query.decode("latin-1")}
    if kind % len(KINDS):
        other["headers"] = {**case.raw().headers, "content-type": KINDS[kind % len(KINDS)]}
    return case, case.raw(**other)


def main(kind: str, rest: list[str]) -> None:
    """One channel, for ever or as libFuzzer's options say; or one file once more."""
    made_ready()
    atheris = importlib.import_module("atheris") if find_spec("atheris") else None
    watched = ["alongside.channels", "alongside.rules", "email"]
    with atheris.instrument_imports(include=watched) if atheris else nullcontext():
        judging = importlib.import_module("tests.fuzz.judging")
        target = judging.targets()[kind]

    def sent(content: bytes) -> None:
        case, raw = request(target, content)
        judging.judge(target.adapter, case.setup(), raw)

    if atheris is None or (len(rest) == 1 and Path(rest[0]).is_file()):
        sent(Path(rest[0]).read_bytes())
        return
    atheris.Setup([sys.argv[0], *rest], sent)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
