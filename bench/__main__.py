"""`python -m bench NAME [--json] [...]` measures one thing; without a name it lists what can be measured.

With --json standard output holds exactly one JSON object, where each figure's value also stands by its name
alone. Whatever the bench or its children print goes to standard error.
"""

import importlib
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import bench
from bench import Figures
from bench.machine import machine, versions


def names() -> list[str]:
    """Every bench there is: each module here that has a `run`. The others are what benches share."""
    files = Path(bench.__path__[0]).glob("*.py")
    return sorted(file.stem for file in files if re.search(r"^def run\(", file.read_text(), re.M))


def about(name: str) -> str:
    """The first line of a bench's description."""
    words = importlib.import_module(f"bench.{name}").__doc__ or ""
    return words.strip().splitlines()[0] if words.strip() else ""


@contextmanager
def output_aside() -> Iterator[None]:
    """Sends standard output to standard error meanwhile, that of child processes included."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)


def measure(name: str, args: list[str]) -> dict[str, Any]:
    """Runs a bench and says on what machine, with which versions."""
    with output_aside():
        figures: Figures = importlib.import_module(f"bench.{name}").run(args)
        values = {key: figure["value"] for key, figure in figures.items()}
        about_it = {"bench": name, "machine": machine(), "versions": versions(), "figures": figures}
        return values | about_it


def table(result: dict[str, Any]) -> str:
    """The figures, to be read by a person."""
    figures: Figures = result["figures"]
    wide = max((len(key) for key in figures), default=0)
    told = [
        f"  {key:<{wide}}  {figure['value']:>12,.3f} {figure['unit']:<8} {figure['note']}"
        for key, figure in figures.items()
    ]
    about_it = ", ".join(f"{key} {value}" for key, value in (result["machine"] | result["versions"]).items())
    return "\n".join([result["bench"], *told, f"  ({about_it})"])


def main(args: list[str]) -> int:
    as_json = "--json" in args
    rest = [word for word in args if word != "--json"]
    if not rest:
        for name in names():
            print(f"  {name:<12} {about(name)}")
        return 0
    name, *more = rest
    if name not in names():
        print(f"There is no bench {name!r}. There are: {', '.join(names())}", file=sys.stderr)
        return 2
    result = measure(name, more)
    print(json.dumps(result) if as_json else table(result))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
