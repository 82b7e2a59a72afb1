"""This is heavy: the page, the call to the team, and going on with someone else for today."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from alongside.base import turn
from alongside.flows import backup_is_called, match_ends
from alongside.flows.tests.asking import make_ready
from alongside.flows.tests.walking import walk_together
from alongside.people import programs
from alongside.rules.duty import Stretch
from alongside.safety import backups, duty

if TYPE_CHECKING:
    from django.test import Client

    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)

SECRET = "I want to die. My number is 0712 345 678."


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    return walk_together(cast.member, cast.peer, cast.program.key_id, now)


def words(page: Any) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page.content.decode()))


def everyones_turn(cast: Cast) -> None:
    with turn.write():
        days = range(7)
        duty.write_rota(cast.program.id, [Stretch(cast.supervisor.id, day, 0, 1440) for day in days])


def say(browser: Client, talk: int, text: str) -> None:
    answer = browser.post(f"/talk/{talk}", {"words": text, "ref": f"ref of {text}"[:60]})
    assert answer.status_code in (200, 303)  # 200: with the help card, for who wrote it


def link(talk: int) -> str:
    return f'href="/talk/{talk}/heavy"'


def test_the_link_is_always_there_for_the_peer_and_never_for_the_member(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime
) -> None:
    member, peer = sign_in(cast.member), sign_in(cast.peer)

    def seen() -> tuple[int, int]:
        pages = [browser.get(f"/talk/{talk}").content.decode() for browser in (peer, member)]
        return pages[0].count(link(talk)), pages[1].count(link(talk))

    found = [seen()]
    say(member, talk, "Good morning.")
    found.append(seen())
    say(member, talk, SECRET)
    found.append(seen())
    match_ends.say_goodbye(cast.member.id, talk, "", now)
    found.append(seen())
    assert found == [(1, 0)] * 4


def test_the_page_does_not_depend_on_what_was_written(cast: Cast, talk: int, sign_in: SignIn) -> None:
    member, peer = sign_in(cast.member), sign_in(cast.peer)
    say(member, talk, "Good morning.")
    before = peer.get(f"/talk/{talk}/heavy").content
    say(member, talk, SECRET)
    assert peer.get(f"/talk/{talk}/heavy").content == before


def test_with_nobody_there_it_says_so_at_once_and_gives_the_number(
    cast: Cast, talk: int, sign_in: SignIn
) -> None:
    with turn.write():
        programs.set_backup_number(cast.program.id, "0700 123 456")
    peer = sign_in(cast.peer)
    page = peer.get(f"/talk/{talk}/heavy")
    assert ("Nobody from the team is here now." in words(page), 'href="tel:' in page.content.decode()) == (
        True,
        True,
    )
    assert peer.post(f"/talk/{talk}/heavy", {"do": "backup"}).status_code == 303
    page = peer.get(f"/talk/{talk}/heavy")
    assert "Your call stays on the team’s desk until somebody comes." in words(page)
    assert "0700 123 456" in words(page)


def test_calling_then_with_you_then_over(cast: Cast, talk: int, sign_in: SignIn) -> None:
    everyones_turn(cast)
    member, peer, supervisor = (sign_in(one) for one in (cast.member, cast.peer, cast.supervisor))
    say(member, talk, SECRET)
    peer.post(f"/talk/{talk}/heavy", {"do": "backup"})
    assert "Calling Otieno, here now." in words(peer.get(f"/talk/{talk}/heavy"))
    desk = supervisor.get("/program")
    (address,) = re.findall(r'href="(/program/backup/\d+)"', desk.content.decode())
    assert "Rosa calls for someone to their side" in words(desk)
    call = supervisor.get(address)
    for page in (desk, call):
        assert (SECRET in words(page), "Amina" in words(page), str(talk) in page.content.decode()) == (
            False,
            False,
            False,
        )
    beside = supervisor.post(address, {"do": "come"}).headers["Location"]
    page = peer.get(f"/talk/{talk}/heavy")
    assert ("Otieno is with you." in words(page), f'href="{beside}"' in page.content.decode()) == (True, True)
    assert "Otieno is with you" in words(peer.get(f"/talk/{talk}"))
    assert "is with you" not in words(member.get(f"/talk/{talk}"))
    assert peer.get(beside).status_code == supervisor.get(beside).status_code == 200
    assert supervisor.get(f"/talk/{talk}").status_code == 404
    assert supervisor.post(address, {"do": "close", "note": ""}).status_code == 422
    assert supervisor.post(address, {"do": "close", "note": "We sat together."}).status_code == 303
    assert "is with you" not in words(peer.get(f"/talk/{talk}/heavy"))
    assert address not in supervisor.get("/program").content.decode()


def test_who_comes_later_reads_that_somebody_is_there(cast: Cast, talk: int, sign_in: SignIn) -> None:
    call_id = backup_is_called.call(cast.program, cast.peer.id, talk, cast.peer.arrived_at)
    sign_in(cast.supervisor).post(f"/program/backup/{call_id}", {"do": "come"})
    coordinator = sign_in(cast.coordinator)
    answer = coordinator.post(f"/program/backup/{call_id}", {"do": "come"})
    assert answer.headers["Location"] == f"/program/backup/{call_id}"
    assert "Otieno is with Rosa already." in words(coordinator.get(f"/program/backup/{call_id}"))


def test_a_word_about_dying_calls_nobody(cast: Cast, talk: int, sign_in: SignIn) -> None:
    """No row, no notice, nothing on a desk: only the line itself, as it was written."""

    def rows() -> dict[str, int]:
        models = apps.get_app_config("alongside").get_models()
        return {
            model.__name__: model._default_manager.count()
            for model in models
            if model._meta.db_table not in ("vault_key", "vault_destroyed_key", "vault_condemned_key")
        }

    member = sign_in(cast.member)
    say(member, talk, "Good morning.")
    before = rows()
    say(member, talk, SECRET)
    assert {name: count - before[name] for name, count in rows().items() if count != before[name]} == {
        "Message": 1
    }
    assert backups.open_in(cast.program.id) == []


def test_the_member_is_asked_in_the_talk_and_decides(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime
) -> None:
    make_ready(cast.other_peer, now)
    member, peer = sign_in(cast.member), sign_in(cast.peer)
    peer.post(f"/talk/{talk}/heavy", {"do": "someone"})
    asked = "Rosa needs to stop for today."
    assert (asked in words(member.get(f"/talk/{talk}")), asked in words(peer.get(f"/talk/{talk}"))) == (
        True,
        False,
    )
    answer = member.post(f"/talk/{talk}/someone-else", {"says": "yes"})
    assert answer.headers["Location"] == "/waiting"
    assert asked not in words(member.get(f"/talk/{talk}"))
    assert "Amina said yes." in words(peer.get(f"/talk/{talk}/heavy"))
    assert member.post(f"/talk/{talk}", {"words": "See you tomorrow.", "ref": "see-you-1"}).status_code == 303
