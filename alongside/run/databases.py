"""The two databases, from the environment: the data, and the keys that open it.

Also sees to it that SQLite is a version without the WAL-reset fault (3.7.0 to 3.51.2).
"""

import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

FIXED_SQLITE = (3, 51, 3)


class BadSetting(Exception):
    """A setting that cannot work; the text says what to do."""


def use_a_sound_sqlite() -> None:
    """Before anything imports sqlite3: takes pysqlite3's newer library where the system's is faulty."""
    import sqlite3

    if sqlite3.sqlite_version_info >= FIXED_SQLITE:
        return
    try:
        import pysqlite3
    except ImportError:
        raise BadSetting(
            f"ALONGSIDE-001: this machine's SQLite {sqlite3.sqlite_version} can lose data in a rare case. "
            "Install the package pysqlite3, or use a Python with SQLite 3.51.3 or newer."
        ) from None
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def sqlite(path: Path, *, cache_kib: int, secure_delete: str) -> dict[str, Any]:
    """An SQLite file: durable at each commit, write transactions taken at BEGIN, checkpoints by hand."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                f"PRAGMA temp_store=MEMORY;PRAGMA cache_size=-{cache_kib};"
                f"PRAGMA secure_delete={secure_delete};"
                "PRAGMA journal_size_limit=67108864;PRAGMA wal_autocheckpoint=0"
            ),
        },
        "TEST": {"NAME": str(path.with_name(f"test_{path.name}")), "MIGRATE": True},
    }


def postgres(url: str) -> dict[str, Any]:
    """A PostgreSQL database from postgres://name:password@host:port/database."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise BadSetting("ALONGSIDE-002: DATABASE_URL must read postgres://name:password@host:port/database")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,  # a page finds a new connection where PostgreSQL was started anew
        "OPTIONS": {"prepare_threshold": None, "application_name": "alongside"},
    }


def both(data: Path, url: str, keys_url: str) -> dict[str, dict[str, Any]]:
    """The settings DATABASES: `default` (data) and `keys`, never the same file or database."""
    if not url:
        return {
            "default": sqlite(data / "alongside.sqlite3", cache_kib=16384, secure_delete="FAST"),
            "keys": sqlite(data / "keys.sqlite3", cache_kib=2048, secure_delete="ON"),
        }
    main = postgres(url)
    keys = postgres(keys_url) if keys_url else {**main, "NAME": f"{main['NAME']}_keys"}
    if (keys["HOST"], keys["PORT"], keys["NAME"]) == (main["HOST"], main["PORT"], main["NAME"]):
        raise BadSetting("ALONGSIDE-003: KEYS_DATABASE_URL must be another database than DATABASE_URL")
    return {"default": main, "keys": keys}


class KeysApart:
    """Sends the vault's keys to their own database, and everything else to the other."""

    KEPT_APART = frozenset({"key", "destroyedkey"})

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return "keys" if model._meta.model_name in self.KEPT_APART else "default"

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return self.db_for_read(model)

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool:
        return (db == "keys") == (model_name in self.KEPT_APART)
