"""A voice note on the page of a talk: played by who is in it, in pieces where a browser asks so."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from alongside.base import turn
from alongside.flows import person_asks_for_deletion
from alongside.flows.message_arrives import Kept, Said, arrive
from alongside.flows.tests.walking import walk_together
from alongside.rules import voice_note
from alongside.talk import voice_notes
from alongside.web.hub import line_frame
from alongside.web.lines import Reader, line_html

if TYPE_CHECKING:
    from django.test import Client

    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
SOUND = b"0123456789"


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    """The member said something, and spoke at line 2."""
    talk = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    spoken = voice_note.line("Voice note, 0:32", "For <you>")
    with turn.write():
        said = [Said(b"", talk, "words", "Hello", by=cast.member.id)]
        said += [Said(b"", talk, "sound", spoken, by=cast.member.id)]
        kept = arrive(said, now, frozenset())[1]
        assert isinstance(kept, Kept)
        sound = voice_notes.Sound("audio/ogg", 32, SOUND)
        voice_notes.keep(kept.room, kept.seat, kept.n, sound, now)
    return talk


def test_the_page_plays_it_without_script_and_lets_nothing_else_be_played(
    cast: Cast, talk: int, sign_in: SignIn
) -> None:
    browser = sign_in(cast.peer)
    page = browser.get(f"/talk/{talk}")
    players = re.findall(r"<audio[^>]*>", page.content.decode())
    assert players == [
        f'<audio controls controlslist="nodownload" preload="none" src="/talk/{talk}/voice/2"'
        ' aria-label="Voice note, 0:32">'
    ]
    assert b"For &lt;you&gt;" in page.content
    assert "media-src 'self';" in page.headers["Content-Security-Policy"]
    assert "media-src" not in browser.get("/desk").headers["Content-Security-Policy"]


def test_an_open_page_is_handed_the_same_player(talk: int, now: datetime) -> None:
    reader = Reader("UTC", "sw")
    text = voice_note.line("Voice note, 0:32")
    html = line_html(talk, 2, 1, text, now, reader)
    assert "Ujumbe wa sauti, 0:32<audio" in html
    assert html.encode() in line_frame(talk, 2, 1, text, now, now, reader)


def test_what_somebody_types_is_never_a_voice_note(cast: Cast, talk: int, sign_in: SignIn) -> None:
    browser = sign_in(cast.peer)
    browser.post(f"/talk/{talk}", {"words": "\x02Voice note, 9:99", "ref": "typed here"})
    page = browser.get(f"/talk/{talk}").content.decode()
    assert page.count("<audio") == 1
    assert "Voice note, 9:99" in page


def test_who_is_in_the_talk_hears_it_and_no_browser_keeps_it(cast: Cast, talk: int, sign_in: SignIn) -> None:
    for person in (cast.member, cast.peer):
        heard = sign_in(person).get(f"/talk/{talk}/voice/2")
        assert (heard.status_code, heard.content) == (200, SOUND)
        assert heard.headers["Content-Type"] == "audio/ogg"
        assert heard.headers["Cache-Control"] == "no-store"
        assert heard.headers["X-Content-Type-Options"] == "nosniff"


def test_for_anybody_else_there_is_none(cast: Cast, talk: int, sign_in: SignIn, stranger: Client) -> None:
    others = [sign_in(cast.other_member), sign_in(cast.coordinator), sign_in(cast.elsewhere_peer), stranger]
    assert [browser.get(f"/talk/{talk}/voice/2").status_code for browser in others] == [404] * 4
    mine = sign_in(cast.member)
    missing = [f"/talk/{talk}/voice/{n}" for n in (0, 1, 3, 2**31, 2**62)]
    assert [mine.get(address).status_code for address in missing] == [404] * 5


@pytest.mark.parametrize(
    ("asked", "status", "heard", "where"),
    [
        ("bytes=0-1", 206, b"01", "bytes 0-1/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=0-", 200, SOUND, None),
        ("bytes=0-1,4-5", 200, SOUND, None),
        ("nonsense", 200, SOUND, None),
    ],
)
def test_a_browser_may_ask_for_a_piece(
    cast: Cast, talk: int, sign_in: SignIn, asked: str, status: int, heard: bytes, where: str | None
) -> None:
    answer = sign_in(cast.peer).get(f"/talk/{talk}/voice/2", headers={"Range": asked})
    assert (answer.status_code, answer.content) == (status, heard)
    assert answer.headers.get("Content-Range") == where


def test_it_is_gone_with_who_spoke(cast: Cast, talk: int, sign_in: SignIn, now: datetime) -> None:
    browser = sign_in(cast.peer)
    assert browser.get(f"/talk/{talk}/voice/2").status_code == 200
    person_asks_for_deletion.delete(cast.member.id, now)
    assert browser.get(f"/talk/{talk}/voice/2").status_code == 404
    assert "<audio" not in browser.get(f"/talk/{talk}").content.decode()


def test_words_can_be_kept_and_a_sound_cannot(cast: Cast, talk: int, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    page = browser.get(f"/talk/{talk}/keep").content.decode()
    assert re.findall(r'name="n" value="(\d+)"', page) == ["1"]
    assert browser.post(f"/talk/{talk}/keep", {"n": "2"}).status_code == 404


def test_the_copy_to_take_along_plays_it_without_a_network(cast: Cast, talk: int, sign_in: SignIn) -> None:
    browser = sign_in(cast.peer)
    page = b"".join(browser.get("/me/copy/read")).decode()
    assert '<audio controls src="data:audio/ogg;base64,MDEyMzQ1Njc4OQ=="></audio>' in page
    machines = b"".join(browser.get("/me/copy/keep")).decode()
    assert '"sound": {"kind": "audio/ogg", "seconds": 32, "base64": "MDEyMzQ1Njc4OQ=="}' in machines
