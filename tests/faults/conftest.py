"""An empty install for each fault; one with people in it is copied (installs.py)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.installs import Install, two_databases


@pytest.fixture(params=["sqlite", "postgres"])
def install(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Install]:
    """An empty install on each database."""
    if request.param == "sqlite":
        yield Install(tmp_path / "data")
        return
    with two_databases() as environment:
        yield Install(tmp_path / "data", environment)


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Install:
    return Install(tmp_path / "data")
