"""A new data folder: the keys' database gets its own tables, by the same migrations, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db.utils import ConnectionHandler

from alongside.run import prepare
from alongside.run.databases import sqlite
from alongside.vault.models import DestroyedKey, Key

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_the_keys_have_their_own_tables_and_no_others(tmp_path: Path) -> None:
    new = sqlite(tmp_path / "keys.sqlite3", cache_kib=2048, secure_delete="ON")
    connection = ConnectionHandler({"default": new, "keys": new})["keys"]
    prepare.migrate_keys(connection)
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        columns = {
            model: {each.name for each in connection.introspection.get_table_description(cursor, model)}
            for model in ("vault_key", "vault_destroyed_key")
        }
    connection.close()
    assert tables == {"django_migrations", "vault_key", "vault_destroyed_key"}
    assert columns == {
        model._meta.db_table: {field.column for field in model._meta.fields} for model in (Key, DestroyedKey)
    }
