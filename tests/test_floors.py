"""Imports only go down: the contract of .importlinter holds, and every part of it can break.

A contract that nothing can break protects nothing, so one forbidden import for each is planted in a copy.
"""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent

# One line that breaks it, for each contract: the contract's key, a room, what it must not import.
PLANTED = {
    "floors": ("matching", "import alongside.talk.planted"),  # neighbours are strangers
    "pure": ("rules", "import django"),
    "nobody_imports_run_or_web": ("flows", "import alongside.web.assets"),
    "talk_tables": ("flows", "import alongside.talk.models"),
    "matching_tables": ("flows", "import alongside.matching.models"),
    "outbox_tables": ("talk", "import alongside.outbox.models"),
    "gateways_tables": ("flows", "import alongside.gateways.models"),
    "safety_tables": ("flows", "import alongside.safety.models"),
    "workforce_tables": ("flows", "import alongside.workforce.models"),
    "steps_tables": ("flows", "import alongside.steps.models"),
    "vault_tables": ("people", "import alongside.vault.models"),
    "people_tables": ("web", "import alongside.people.models"),
}


def contract() -> configparser.ConfigParser:
    read = configparser.ConfigParser()
    read.read(HOUSE / ".importlinter")
    return read


def names() -> dict[str, str]:
    """The contracts' keys and what each is called in a report."""
    head = "importlinter:contract:"
    read = contract()
    return {part.removeprefix(head): read[part]["name"] for part in read.sections() if part.startswith(head)}


def lint(house: Path) -> tuple[int, dict[str, str]]:
    """How `lint-imports` ends in this tree, and KEPT or BROKEN for each contract by name."""
    ran = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"],
        cwd=house,
        env={"PYTHONPATH": str(house), "PATH": "", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = {}
    for line in ran.stdout.splitlines():
        words = line.strip()
        for verdict in ("KEPT", "BROKEN"):
            if words.endswith(f" {verdict}"):
                verdicts[words.removesuffix(verdict).strip()] = verdict
    assert verdicts, ran.stdout + ran.stderr
    return ran.returncode, verdicts


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The rooms' Python files in a tree of their own."""
    shutil.copytree(
        HOUSE / "alongside", tmp_path / "alongside", ignore=shutil.ignore_patterns("tests", "__pycache__")
    )
    shutil.copy(HOUSE / ".importlinter", tmp_path)
    return tmp_path


def test_imports_only_go_down() -> None:
    code, verdicts = lint(HOUSE)
    assert verdicts == dict.fromkeys(names().values(), "KEPT")
    assert code == 0


def test_each_contract_breaks_when_it_is_broken(copy: Path) -> None:
    for room in {room for room, _ in PLANTED.values()} | {"talk"}:
        (copy / "alongside" / room / "planted.py").write_text("")
    for room, line in PLANTED.values():
        with (copy / "alongside" / room / "planted.py").open("a") as planted:
            planted.write(f"{line}\n")
    code, verdicts = lint(copy)
    assert verdicts == dict.fromkeys(names().values(), "BROKEN")
    assert code == 1


def test_a_violation_is_planted_for_every_contract() -> None:
    assert set(PLANTED) == set(names())


def test_every_room_is_on_a_floor(copy: Path) -> None:
    """A new room that nobody gave a floor breaks the contract by being there."""
    attic = copy / "alongside" / "attic"
    attic.mkdir()
    (attic / "__init__.py").write_text("")
    code, _ = lint(copy)
    assert code == 1


def test_every_room_that_owns_tables_protects_them() -> None:
    read = contract()
    protected = {
        read[part]["protected_modules"].strip()
        for part in read.sections()
        if read[part].get("type") == "protected"
    }
    rooms = {
        path.parent.name
        for made in ("models.py", "models")
        for path in (HOUSE / "alongside").glob(f"*/{made}")
    }
    owning = {f"alongside.{room}.models" for room in rooms}
    assert protected == owning
