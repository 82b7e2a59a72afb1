"""The second bet: who deletes everything is gone, from older backups too; the others keep their words."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from tests.faults.actor import A_WORD
from tests.faults.installs import Install

pytestmark = pytest.mark.server

BEFORE = {
    "lines": [[1, f"Amina says {A_WORD}"], [2, "Rosa answers"]],
    "names": ["Amina", "Juma", "Rosa"],
    "signed_in": ["Amina", "Juma", "Rosa"],
}
AFTER = {
    "lines": [[1, ""], [2, "Rosa answers"]],
    "names": ["Juma", "Rosa"],
    "signed_in": ["Juma", "Rosa"],
}


def read(install: Install, made: dict[str, Any]) -> Any:
    told = {name: made[name] for name in ("program", "conversation", "people", "tokens")}
    return install.act("read", **told)


def backed_up(install: Install, away: Path) -> tuple[Path, Path, Path]:
    """A backup, the keys and the identity, all moved to another place."""
    away.mkdir()
    install.command("backup", "--to", str(away / "data"), "--keys-to", str(away / "keys"))
    identity = away / "backup-identity.txt"
    shutil.move(install.data / "backup-identity.txt", identity)
    (data,) = (away / "data").glob("alongside-*.age")
    (keys,) = (away / "keys").glob("keys-*.age")
    return data, keys, identity


def test_who_deletes_everything_is_gone_and_the_others_keep_their_words(install: Install) -> None:
    made = install.settle()
    assert read(install, made) == BEFORE
    assert install.act("delete", person=made["people"]["Amina"]) is True
    assert read(install, made) == AFTER
    assert install.act("delete", person=made["people"]["Amina"]) is False


def test_an_older_backup_brings_nobody_back(install: Install, tmp_path: Path) -> None:
    made = install.settle()
    data, keys, identity = backed_up(install, tmp_path / "away")
    install.act("delete", person=made["people"]["Amina"])
    assert "living install" in install.command("restore", str(data), "--identity", str(identity), fails=True)
    said = install.command("restore", str(data), "--keys", str(keys), "--identity", str(identity), "--over")
    assert "1 person had been deleted since; they are deleted again" in said
    assert read(install, made) == AFTER


def test_without_a_deletion_the_same_backup_brings_everything_back(install: Install, tmp_path: Path) -> None:
    """So that the test above proves the deletion, and not a backup that never opens."""
    made = install.settle()
    data, keys, identity = backed_up(install, tmp_path / "away")
    install.command("restore", str(data), "--keys", str(keys), "--identity", str(identity), "--over")
    assert read(install, made) == BEFORE


def test_a_lost_machine_comes_back_from_the_backup_the_keys_and_the_identity(
    on_sqlite: Install, tmp_path: Path
) -> None:
    made = on_sqlite.settle()
    data, keys, identity = backed_up(on_sqlite, tmp_path / "away")
    shutil.rmtree(on_sqlite.data)
    elsewhere = Install(tmp_path / "new machine")
    assert "--keys" in elsewhere.command("restore", str(data), "--identity", str(identity), fails=True)
    elsewhere.command("restore", str(data), "--keys", str(keys), "--identity", str(identity))
    assert read(elsewhere, made) == BEFORE


def test_a_backup_of_the_data_alone_opens_no_word(on_sqlite: Install, tmp_path: Path) -> None:
    """Even the operator, with the identity, reads nothing without the keys."""
    made = on_sqlite.settle()
    data, _, identity = backed_up(on_sqlite, tmp_path / "away")
    other = Install(tmp_path / "other")
    other.act("settle")
    other.command("restore", str(data), "--identity", str(identity), "--over")
    found = read(other, made)
    assert (found["lines"], found["names"]) == ([[1, ""], [2, ""]], [])


def test_keys_put_back_by_hand_are_destroyed_again_before_anything_is_served(
    install: Install, tmp_path: Path
) -> None:
    made = install.settle()
    install.act("copy_keys_plainly", to=str(tmp_path / "keys.txt"))
    install.act("delete", person=made["people"]["Amina"])
    assert install.act("put_keys_back_plainly", source=str(tmp_path / "keys.txt")) == 2
    assert "NO  The keys are from before a deletion" in install.command("check", fails=True)
    assert install.act("at_start") == 2
    assert install.act("at_start") == 0
    install.command("check")
    assert read(install, made) == AFTER


def test_a_power_cut_between_deletion_and_destruction_loses_nothing(install: Install) -> None:
    made = install.settle()
    assert install.act("condemn_only", person=made["people"]["Amina"]) is None
    keys = Path(install.data / "destroyed-keys.txt")
    assert not keys.exists()
    install.act("at_start")
    assert {int(line) for line in keys.read_text().split()} == {int(key) for key in made["keys_of_amina"]}
    assert read(install, made) == AFTER


def test_a_destroyed_key_leaves_no_trace_in_any_file(on_sqlite: Install) -> None:
    made = on_sqlite.settle()
    raws = [bytes.fromhex(raw) for raw in made["keys_of_amina"].values()]
    assert len(raws) == 2
    assert [name for name in files_with(on_sqlite.data, raws) if name.startswith("keys.sqlite3")] != []
    on_sqlite.act("delete", person=made["people"]["Amina"])
    assert files_with(on_sqlite.data, raws) == []


def files_with(folder: Path, raws: list[bytes]) -> list[str]:
    """Which files of the data folder hold any of these bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if any(raw in path.read_bytes() for raw in raws)]


def test_another_process_forgets_a_destroyed_key_within_five_seconds(install: Install) -> None:
    made = install.settle()
    key_ids = [int(key_id) for key_id in made["keys_of_amina"]]
    other = install.start("hold_in_memory", key_ids=key_ids)
    assert other.stdout is not None
    assert json.loads(other.stdout.readline()) == {"held": 2}
    install.act("delete", person=made["people"]["Amina"])
    deleted_at = time.time()
    raws = [bytes.fromhex(raw) for raw in made["keys_of_amina"].values()]
    assert files_with(install.data, raws) == []  # although the other process has the files open
    said, _ = other.communicate(timeout=60)
    told = json.loads(said)
    assert told["left"] == 0
    assert told["gone_at"] - deleted_at < 5
