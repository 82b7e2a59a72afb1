"""What lies in gammu-smsd's folders, read as Debian's gammu-smsd 1.42 lays it down (files service)."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from alongside.channels.asking import NotReached
from alongside.channels.gammu import folder
from alongside.channels.gammu.adapter import Gammu, is_running, number_of
from alongside.rules.channel import Carried, Message, Outgoing, Setup, Status

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
MODEM = "0123456789abcdef"
SETUP = Setup(1, 1, {"modem": MODEM, "country": "KE"}, "secret", "http://127.0.0.1:8000")


@pytest.fixture
def place(tmp_path: Path, settings: Any) -> Path:
    """A modem's folders."""
    settings.DATA = tmp_path
    made = tmp_path / "gammu" / MODEM
    for name in ("inbox", "outbox", "sent", "error", "late"):
        (made / name).mkdir(parents=True)
    return made


def lay(folder: Path, name: str, data: bytes, seconds_ago: float = 60) -> Path:
    path = folder / name
    path.write_bytes(data)
    at = path.stat().st_mtime - seconds_ago
    os.utime(path, (at, at))
    return path


def outgoing(ours: str = "1f3a9", words: str = "ሰላም 😀", **other: Any) -> Outgoing:
    return Outgoing(
        ours, "+254712345678", words, other.get("at", NOW), other.get("until", NOW + timedelta(hours=1))
    )


def test_what_is_left_in_gammus_memory_is_not_read_as_words(place: Path) -> None:
    lay(
        place / "inbox",
        "IN20261123_024131_04_+254712345678_00.txt",
        b"\xfe\xff\x120\x12\x0b\x00\x00\x00o\x00n\x00g",
    )
    assert [text.words for text in folder.came(place / "inbox", NOW.timestamp() + 10**9)] == ["ሰላ"]


def test_a_long_text_is_one_and_what_is_still_being_written_is_left_alone(place: Path) -> None:
    for n, words in enumerate(("one ", "two ", "three")):
        lay(
            place / "inbox",
            f"IN20261123_100000_00_+254712345678_{n:02d}.txt",
            b"\xfe\xff" + words.encode("utf-16-be"),
        )
    lay(place / "inbox", "IN20261123_100001_00_+254712345678_00.txt", b"\xfe\xff\x00h", seconds_ago=0)
    now = (place / "inbox").stat().st_mtime + 1
    texts = folder.came(place / "inbox", now)
    assert [(text.sender, text.words, len(text.files)) for text in texts] == [
        ("+254712345678", "one two three", 3)
    ]


def test_a_text_is_taken_away_only_once_it_is_kept(place: Path) -> None:
    gammu = Gammu()
    path = lay(place / "inbox", "IN20261123_100000_00_0712345678_00.txt", b"\xfe\xff\x00h\x00i")
    events, mark = gammu.catch_up(SETUP, "")
    assert [(type(each), each.sender, each.text) for each in events if isinstance(each, Message)] == [
        (Message, "+254712345678", "hi")
    ]
    assert gammu.catch_up(SETUP, "") == (events, mark)  # it could not be kept: the same again
    assert path.exists()
    lay(place / "inbox", "IN20261123_100100_00_0712345678_00.txt", b"\xfe\xff\x00y")
    later, _ = gammu.catch_up(SETUP, mark)
    assert not path.exists()
    assert [each.text for each in later if isinstance(each, Message)] == ["y"]


def test_a_text_read_from_the_sim_twice_has_the_same_name(place: Path) -> None:
    for serial in ("00", "07"):
        lay(place / "inbox", f"IN20261123_100000_{serial}_+254712345678_00.txt", b"\xfe\xff\x00h\x00i")
    first, second = folder.came(place / "inbox", NOW.timestamp() + 10**9)
    assert first.ref == second.ref


def test_a_text_goes_into_the_folder_whole_and_is_known_there(place: Path) -> None:
    gammu = Gammu()
    assert gammu.taken(SETUP, outgoing()) is None
    assert gammu.send(SETUP, outgoing()) == Carried("sent", segments=1)
    (path,) = (place / "outbox").iterdir()
    assert path.name == f"OUTC20261123_100000_00_+254712345678_1f3a9_{int(NOW.timestamp()) + 3600}.txt"
    assert len(path.name) < 100
    assert path.read_bytes() == b"\xfe\xff" + "ሰላም 😀".encode("utf-16-be")
    assert path.stat().st_mode & 0o077 == 0
    assert gammu.taken(SETUP, outgoing()) == Carried("sent", segments=1)
    assert gammu.send(SETUP, outgoing("1f3a9.2")) == Carried("sent", segments=1)
    assert gammu.taken(SETUP, outgoing("1f3a9.1")) is None


def test_what_became_of_a_text_is_told(place: Path) -> None:
    soon, past = datetime.now(UTC) + timedelta(hours=1), datetime.now(UTC) - timedelta(hours=1)
    for n, (where, until) in enumerate((("sent", soon), ("error", soon), ("outbox", past), ("outbox", soon))):
        folder.put(place / where, f"{n}.1", "+254712345678", "hi", NOW, until)
    events, mark = Gammu().catch_up(SETUP, "")
    assert mark
    assert events == [
        Status("0.1", "sent", ""),
        Status("1.1", "failed", "unknown"),
        Status("2.1", "failed", "late"),
    ]
    assert len(list((place / "outbox").iterdir())) == 1


def test_no_other_folder_can_be_named(place: Path) -> None:
    for name in ("", "..", "../0123456789abcdef", "0123456789abcdee", "0123456789ABCDEF", "/etc"):
        setup = Setup(1, 1, {"modem": name}, "secret", "")
        assert Gammu().send(setup, outgoing()) == Carried("later", "silent")
        assert Gammu().look(setup).trouble == "silent"
        with pytest.raises(NotReached):
            Gammu().catch_up(setup, "")


def test_the_operators_own_machines_are_nobody() -> None:
    assert [number_of(each, "KE") for each in ("MPESA", "444", "", "0712345678", "254712345678")] == [
        "",
        "",
        "",
        "+254712345678",
        "+254712345678",
    ]


def test_a_modem_that_is_stuck_is_seen(place: Path) -> None:
    assert Gammu().look(SETUP).trouble == "silent"
    (place / "smsd.pid").write_text(str(os.getpid()))
    assert is_running(place / "smsd.pid")
    assert Gammu().look(SETUP).trouble == ""
    folder.put(place / "outbox", "1", "+254712345678", "hi", NOW, NOW)
    (path,) = (place / "outbox").iterdir()
    os.utime(path, (1, 1))
    assert Gammu().look(SETUP).trouble == "silent"
