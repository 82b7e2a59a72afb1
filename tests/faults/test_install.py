"""The command line, a data folder's life, and backups: always the shipped command in a process of its own."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pyrage
import pytest

from alongside.run import sealed_tar
from tests.faults.installs import Install, two_databases
from tests.faults.test_deletion import backed_up

pytestmark = pytest.mark.server


def mode(path: Path) -> str:
    return f"{stat.S_IMODE(path.stat().st_mode):o}"


def test_a_new_data_folder_is_for_its_owner_alone(on_sqlite: Install) -> None:
    on_sqlite.data.mkdir(mode=0o755)
    on_sqlite.act("settle")
    assert mode(on_sqlite.data) == "700"
    assert {mode(path) for path in on_sqlite.data.iterdir() if path.is_file()} == {"600"}


def test_a_prepared_folder_costs_almost_nothing(install: Install) -> None:
    install.settle()
    assert install.act("prepare_again") < 0.2


def test_an_older_database_is_copied_before_it_changes(on_sqlite: Install) -> None:
    on_sqlite.settle()
    for _ in range(4):
        on_sqlite.act("copy_before_migrating")
        time.sleep(1.1)  # copies are named by the second
    copies = sorted((on_sqlite.data / "before-migration").iterdir())
    assert len(copies) == 3
    with sqlite3.connect(copies[-1]) as copy:
        assert copy.execute("SELECT count(*) FROM people_person").fetchone() == (3,)
    assert mode(copies[-1]) == "600"


def test_a_database_of_a_newer_version_is_left_alone(on_sqlite: Install) -> None:
    on_sqlite.settle()
    with sqlite3.connect(on_sqlite.data / "alongside.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('alongside', '9999_x', '')"
        )
    said = on_sqlite.command("serve", fails=True)
    assert "ALONGSIDE-013" in said
    assert len(said.strip().splitlines()) == 1


def test_a_lost_install_key_is_not_silently_replaced(install: Install) -> None:
    install.settle()
    (install.data / "install.key").unlink()
    assert "ALONGSIDE-017" in install.command("serve", fails=True)
    assert not (install.data / "install.key").exists()


def test_a_worker_of_its_own_refuses_on_sqlite_and_says_why(on_sqlite: Install) -> None:
    said = on_sqlite.command("worker", fails=True)
    assert "serve` does the worker's work itself" in said


def test_what_is_not_understood_ends_with_two(on_sqlite: Install) -> None:
    for words in (["serve", "--port", "many"], ["bake"], ["restore"]):
        done = subprocess.run(
            [sys.executable, "-m", "alongside", *words],
            env=on_sqlite.surroundings(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
def test_serve_listens_where_the_environment_says_and_stops_at_once(
    on_sqlite: Install, signal_number: signal.Signals
) -> None:
    port = free_port()
    on_sqlite.environment = {"ALONGSIDE_PORT": str(port)}
    running = subprocess.Popen(
        [sys.executable, "-m", "alongside", "serve"],
        env=on_sqlite.surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert answers(port)
        began = time.monotonic()
        running.send_signal(signal_number)
        said, _ = running.communicate(timeout=10)
        assert time.monotonic() - began < 2
        assert f"http://127.0.0.1:{port}/set-up/" in said
        assert running.returncode in (0, 130)
    finally:
        running.kill()


def test_a_worker_of_its_own_works_on_postgresql_and_stops_at_once(tmp_path: Path) -> None:
    with two_databases() as environment:
        install = Install(tmp_path / "data", environment)
        made = install.settle()
        install.act("condemn_only", person=made["people"]["Amina"])
        running = subprocess.Popen([sys.executable, "-m", "alongside", "worker"], env=install.surroundings())
        try:
            ledger, until = install.data / "destroyed-keys.txt", time.monotonic() + 20
            while not ledger.exists() and time.monotonic() < until:
                time.sleep(0.05)
            assert len(ledger.read_text().split()) == 2
            began = time.monotonic()
            running.terminate()
            assert running.wait(10) == 0
            assert time.monotonic() - began < 2
        finally:
            running.kill()


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Whether something answers there within half a minute."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2)
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def test_the_backup_of_data_holds_no_key_and_opens_with_the_age_format(
    on_sqlite: Install, tmp_path: Path
) -> None:
    made = on_sqlite.settle()
    data, keys, identity = backed_up(on_sqlite, tmp_path / "away")
    assert data.read_bytes().startswith(b"age-encryption.org/v1\n")
    inside = sealed_tar.read(data, identity, folder(tmp_path / "data inside"))
    assert sorted(inside) == ["about.json", "alongside.sqlite3", "destroyed-keys.txt"]
    raws = [bytes.fromhex(raw) for raw in made["keys_of_amina"].values()]
    held = [any(raw in path.read_bytes() for raw in raws) for path in inside.values()]
    assert held == [False, False, False]
    of_keys = sealed_tar.read(keys, identity, folder(tmp_path / "keys inside"))
    assert sorted(of_keys) == ["about.json", "install.key", "keys.txt"]
    assert all(raw.hex() in of_keys["keys.txt"].read_text() for raw in raws)


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def test_only_the_newest_copy_of_the_keys_is_kept(on_sqlite: Install) -> None:
    on_sqlite.settle()
    on_sqlite.command("backup")
    first = next((on_sqlite.data / "key-copies").iterdir())
    time.sleep(1.1)
    on_sqlite.command("backup")
    (newest,) = (on_sqlite.data / "key-copies").iterdir()
    assert newest.name > first.name
    assert len(list((on_sqlite.data / "backups").iterdir())) == 2


def test_copies_of_keys_older_than_seven_days_go(on_sqlite: Install) -> None:
    on_sqlite.settle()
    on_sqlite.command("backup")
    (copy,) = (on_sqlite.data / "key-copies").iterdir()
    assert on_sqlite.act("remove_old_key_copies") == 0
    eight_days_ago = time.time() - 8 * 86400
    os.utime(copy, (eight_days_ago, eight_days_ago))
    assert "older than 7 days" in on_sqlite.command("check", fails=True)
    assert on_sqlite.act("remove_old_key_copies") == 1
    assert not copy.exists()


def test_a_damaged_backup_is_refused_and_nothing_is_replaced(on_sqlite: Install, tmp_path: Path) -> None:
    on_sqlite.settle()
    data, _, identity = backed_up(on_sqlite, tmp_path / "away")
    before = (on_sqlite.data / "alongside.sqlite3").read_bytes()
    for spoilt in (data.read_bytes()[:-40], b"not a backup", b""):
        data.write_bytes(spoilt)
        said = on_sqlite.command("restore", str(data), "--identity", str(identity), "--over", fails=True)
        assert "ALONGSIDE-031" in said
    assert (on_sqlite.data / "alongside.sqlite3").read_bytes() == before


def test_another_identity_opens_nothing(on_sqlite: Install, tmp_path: Path) -> None:
    on_sqlite.settle()
    data, _, _ = backed_up(on_sqlite, tmp_path / "away")
    other = tmp_path / "other.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    assert "ALONGSIDE-031" in on_sqlite.command("restore", str(data), "--identity", str(other), fails=True)


def test_check_says_what_is_wrong_and_ends_with_one(install: Install) -> None:
    install.settle()
    assert "All is well." in install.command("check")
    (install.data / "install.key").chmod(0o644)
    assert "Do: chmod 600" in install.command("check", fails=True)


def test_a_folder_in_use_is_not_restored_over(on_sqlite: Install, tmp_path: Path) -> None:
    on_sqlite.settle()
    data, _, identity = backed_up(on_sqlite, tmp_path / "away")
    on_sqlite.environment = {"ALONGSIDE_PORT": str(free_port())}
    running = subprocess.Popen(
        [sys.executable, "-m", "alongside", "serve"],
        env=on_sqlite.surroundings(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert answers(int(on_sqlite.environment["ALONGSIDE_PORT"]))
        said = on_sqlite.command("restore", str(data), "--identity", str(identity), "--over", fails=True)
        assert "ALONGSIDE-014" in said
        on_sqlite.command("backup")
    finally:
        running.terminate()
        running.wait(10)
