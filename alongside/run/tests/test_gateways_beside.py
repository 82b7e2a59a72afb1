"""`alongside channels kannel|gammu`: what they write, whom they give it, and what they say of it."""

from __future__ import annotations

import argparse
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from alongside.channels import near, registry
from alongside.flows import gateway_beside_is_set_up
from alongside.run import channels, command, gammu, kannel
from alongside.run.plain import Stop

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


@pytest.fixture(autouse=True)
def channels_are_known(settings: Any, tmp_path: Path) -> None:
    registry.open_all()
    settings.DATA = tmp_path
    settings.GATEWAYS_NEAR = frozenset({near.ALL})


def chosen(cast: Cast, *words: str) -> argparse.Namespace:
    """As the command line gives it."""
    return command.parser().parse_args(["channels", *words, "--program", cast.program.slug])


def write(cast: Cast, data: Path, *more: str) -> Path:
    assert kannel.write(chosen(cast, "kannel", "--port", "29990", *more), data) == 0
    return data / "kannel" / "kannel.conf"


SMPP = ("--smpp", "smsc.example.net:2775", "--smpp-name", "us", "--number", "20880", "--country", "ke")


def test_the_configuration_is_for_its_owner_and_this_computer_alone(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    monkeypatch.setenv("ALONGSIDE_SMPP_PASSWORD", "the-operators")
    path = write(cast, tmp_path, *SMPP)
    assert path.stat().st_mode & 0o077 == 0
    assert [each.stat().st_mode & 0o077 for each in path.parent.iterdir() if each.is_dir()] == [0, 0, 0]
    text = path.read_text()
    assert set(re.findall(r'(?m)^\S*-interface = "(.*)"$', text)) == {"127.0.0.1"}
    assert re.findall(r"(?m)^log-level = (\d)$", text) == ["2", "2"]
    assert 'host = "smsc.example.net"\nport = 2775\n' in text
    assert 'smsc-password = "the-operators"' in text
    assert "get-url" not in text
    assert "sms-service" not in text  # nothing that comes in goes by smsbox


def test_the_program_gets_a_gateway_that_fits_and_keeps_its_address_when_it_is_made_anew(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    monkeypatch.setenv("ALONGSIDE_SMPP_PASSWORD", "the-operators")
    path = write(cast, tmp_path, *SMPP)
    first = gateway_beside_is_set_up.beside(cast.program, "kannel")
    assert first is not None
    assert f'password = "{first.setup.values["password"]}"' in path.read_text()
    assert (first.shown, first.setup.values["box_port"], first.setup.values["country"]) == (
        "20880",
        "29991",
        "KE",
    )
    with pytest.raises(Stop, match="051"):
        write(cast, tmp_path, *SMPP)
    write(cast, tmp_path, *SMPP, "--over")
    second = gateway_beside_is_set_up.beside(cast.program, "kannel")
    assert second is not None
    assert (second.id, second.setup.path) == (first.id, first.setup.path)
    assert second.setup.values["password"] != first.setup.values["password"]
    assert f'password = "{second.setup.values["password"]}"' in path.read_text()
    assert gateway_beside_is_set_up.beside(cast.elsewhere, "kannel") is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ((), "052"),
        (("--smpp", "smsc.example.net"), "053"),
        (("--smpp", "smsc.example.net:abc"), "053"),
        (("--fake", "--number", '1"\nadmin-interface = "0.0.0.0'), "054"),
        (("--modem", '/dev/x"\nuser'), "054"),
    ],
)
def test_a_mistake_is_said_in_one_line(
    cast: Cast, tmp_path: Path, words: tuple[str, ...], number: str
) -> None:
    with pytest.raises(Stop, match=number):
        write(cast, tmp_path, *words)
    assert not (tmp_path / "kannel" / "kannel.conf").exists()


def test_what_is_not_safe_any_more_is_found(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], now: datetime
) -> None:
    path = write(cast, tmp_path, "--fake")
    text = path.read_text()
    path.write_text(text.replace("log-level = 2", "log-level = 0", 1).replace('"127.0.0.1"', '"0.0.0.0"', 1))
    with path.open("a") as more:
        more.write("\ngroup = smsc\nsmsc = fake\nsmsc-id = second\nport = 1\n")
    path.chmod(0o644)
    assert kannel.check(chosen(cast, "kannel", "--check"), tmp_path) == 1
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  NO")]
    assert said == [
        f"  NO  Others can read {path}. Do: chmod 600 {path}",
        "  NO  Its logs could hold words. Set log-level = 2.",
        "  NO  It listens to the whole network.",
        "  NO  What comes by second goes by smsbox, which can lose it: add a smsbox-route.",
        "  NO  bearerbox does not answer. Is it running?",
    ]


def test_what_alongside_may_not_reach_is_said(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: Any, now: datetime
) -> None:
    write(cast, tmp_path, "--fake")
    settings.GATEWAYS_NEAR = frozenset()
    assert kannel.check(chosen(cast, "kannel", "--check"), tmp_path) == 1
    places = "127.0.0.1:29990,127.0.0.1:29991,127.0.0.1:29992"
    assert f"NO  Alongside may not reach it. Set ALONGSIDE_GATEWAYS_NEAR={places}" in capsys.readouterr().out


def test_a_modem_gets_a_folder_that_nobody_can_guess_and_keeps_it(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], now: datetime
) -> None:
    words = ("gammu", "--modem", "/dev/ttyUSB0", "--number", "+254712345678")
    assert gammu.write(chosen(cast, *words), tmp_path) == 0
    made = gateway_beside_is_set_up.beside(cast.program, "gammu")
    assert made is not None
    folder = tmp_path / "gammu" / made.setup.values["modem"]
    assert sorted(each.name for each in folder.iterdir()) == [
        "error",
        "inbox",
        "late",
        "outbox",
        "sent",
        "smsd.conf",
    ]
    assert folder.stat().st_mode & 0o077 == 0
    assert "device = /dev/ttyUSB0\nconnection = at\n" in (folder / "smsd.conf").read_text()
    assert gammu.write(chosen(cast, *words, "--over"), tmp_path) == 0
    again = gateway_beside_is_set_up.beside(cast.program, "gammu")
    assert again is not None
    assert (again.id, again.setup.values["modem"]) == (made.id, made.setup.values["modem"])
    capsys.readouterr()
    assert gammu.check(chosen(cast, "gammu", "--check"), tmp_path) == 1
    assert [line for line in capsys.readouterr().out.splitlines() if "NO" in line] == [
        "  NO  gammu-smsd is not running.",
        "  1 to look at: the lines that begin with NO.",
    ]


def test_which_program_is_asked_where_there_are_several(cast: Cast) -> None:
    assert channels.program_of(cast.program.slug) == cast.program
    with pytest.raises(Stop, match="041"):
        channels.program_of(None)
    with pytest.raises(Stop, match="050"):
        channels.program_of("nowhere")
