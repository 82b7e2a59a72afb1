"""On what a bench ran: the machine and the versions of what was measured."""

import os
import platform
import sqlite3 as built_in_sqlite
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import alongside

PACKAGES = ("django", "uvicorn", "cryptography", "psycopg", "pysqlite3")


def machine() -> dict[str, str | int | float]:
    """Processor, cores, memory, kernel and Python of this machine."""
    return {
        "cpu": _named_line("/proc/cpuinfo", "model name") or platform.processor() or platform.machine(),
        "cores": os.cpu_count() or 1,
        "memory_gb": _memory_gb(),
        "kernel": platform.release(),
        "python": platform.python_version(),
    }


def versions() -> dict[str, str]:
    """Alongside and what it stands on, as installed here."""
    found = {"alongside": alongside.__version__, "python": platform.python_version(), "sqlite": _sqlite()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _sqlite() -> str:
    try:
        import pysqlite3
    except ImportError:
        return built_in_sqlite.sqlite_version
    return str(pysqlite3.sqlite_version)


def _memory_gb() -> float:
    kilobytes = _named_line("/proc/meminfo", "MemTotal").split(" ")[0]
    return round(int(kilobytes) / 1024 / 1024, 1) if kilobytes.isdigit() else 0.0


def _named_line(path: str, name: str) -> str:
    file = Path(path)
    if not file.exists():
        return ""
    for line in file.read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""
