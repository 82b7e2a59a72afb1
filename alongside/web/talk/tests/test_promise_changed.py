"""A changed promise stands in the place of the box to write, until the member says that they have read it."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from alongside.flows import promise_is_read, promise_is_written
from alongside.flows.tests.walking import walk_together
from alongside.talk import reads

if TYPE_CHECKING:
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
CHANGED = "Our promise has changed. Here it is."
LAW = {"place": "Kenya", "whom": "the children’s office", "when": "a child is hurt", "within": "one day"}


@pytest.fixture
def talk(cast: Cast, now: datetime) -> int:
    """The member has read the first promise; a second one was written since."""
    promise_is_written.write(cast.program.id, "consent_only", "We call nobody.", now)
    assert promise_is_read.read(cast.member.id, 1, "en", now)
    conversation = walk_together(cast.member, cast.peer, cast.program.key_id, now)
    promise_is_written.write(
        cast.program.id, "consent_only", "We call your aunt.", now, law=LAW, by=cast.coordinator.id
    )
    return conversation


def has(page: Any) -> dict[str, int]:
    """What stands on the page: the new promise, the sentence on the law, the box to write."""
    shown = unescape(page.content.decode())
    law = "In Kenya the law makes us tell the children’s office when a child is hurt, within one day."
    counted = {"changed": CHANGED, "new": "We call your aunt.", "law": law, "box": 'id="say"'}
    return {name: shown.count(words) for name, words in counted.items()}


def kept(page: Any) -> list[str]:
    return [
        unescape(words) for words in re.findall(r"<textarea[^>]*>(.*?)</textarea>", page.content.decode())
    ]


def test_a_member_reads_it_where_the_box_was_and_then_writes(
    cast: Cast, talk: int, sign_in: SignIn, now: datetime
) -> None:
    member = sign_in(cast.member)
    assert has(member.get(f"/talk/{talk}")) == {"changed": 1, "new": 1, "law": 1, "box": 0}
    after = member.post(f"/talk/{talk}/promise-read", {"version": "2"})
    assert (after.status_code, has(after)) == (200, {"changed": 0, "new": 0, "law": 0, "box": 1})
    assert member.post(f"/talk/{talk}", {"words": "I read it."}).status_code == 303
    assert [line.text for line in reads.newest(cast.program.id, talk)] == ["I read it."]


def test_what_was_typed_meanwhile_is_kept_until_it_is_sent(cast: Cast, talk: int, sign_in: SignIn) -> None:
    member, words = sign_in(cast.member), "I was just <writing> this."
    refused = member.post(f"/talk/{talk}", {"words": words, "ref": "my-own-ref"})
    assert (refused.status_code, kept(refused)) == (409, [words])
    assert reads.newest(cast.program.id, talk) == []
    read = member.post(f"/talk/{talk}/promise-read", {"version": "2", "words": words, "ref": "my-own-ref"})
    assert (read.status_code, kept(read)) == (200, [words])
    assert read.content.decode().count('value="my-own-ref"') == 1
    member.post(f"/talk/{talk}", {"words": words, "ref": "my-own-ref"})
    assert [line.text for line in reads.newest(cast.program.id, talk)] == [words]


def test_a_version_that_is_not_the_newest_is_not_enough(cast: Cast, talk: int, sign_in: SignIn) -> None:
    member = sign_in(cast.member)
    for version in ("1", "3", "", "x"):
        assert has(member.post(f"/talk/{talk}/promise-read", {"version": version}))["changed"] == 1


def test_the_peer_goes_on_and_is_asked_nothing(cast: Cast, talk: int, sign_in: SignIn) -> None:
    peer = sign_in(cast.peer)
    assert has(peer.get(f"/talk/{talk}")) == {"changed": 0, "new": 0, "law": 0, "box": 1}
    assert peer.post(f"/talk/{talk}", {"words": "No hurry."}).status_code == 303


def test_nobody_reads_it_for_somebody_else(cast: Cast, talk: int, sign_in: SignIn) -> None:
    for person in (cast.other_member, cast.elsewhere_member, cast.peer):
        assert sign_in(person).post(f"/talk/{talk}/promise-read", {"version": "2"}).status_code == 404
    assert has(sign_in(cast.member).get(f"/talk/{talk}"))["changed"] == 1


def test_it_stands_on_the_way_to_asking_anew_and_can_be_read_there(
    cast: Cast, talk: int, sign_in: SignIn
) -> None:
    member = sign_in(cast.member)
    assert member.get("/").content.decode().count('href="/me/promise"') == 1
    assert member.get("/ask").headers["Location"] == "/me/promise"
    page = member.get("/me/promise")
    assert has(page) == {"changed": 1, "new": 1, "law": 1, "box": 0}
    assert member.post("/me/promise", {"version": "1"}).status_code == 422
    assert member.post("/me/promise", {"version": "2"}).headers["Location"] == "/"
    assert member.get("/").content.decode().count('href="/me/promise"') == 0
    assert (member.get("/ask").status_code, member.get("/me/promise").status_code) == (200, 303)
    assert has(member.get(f"/talk/{talk}"))["box"] == 1
