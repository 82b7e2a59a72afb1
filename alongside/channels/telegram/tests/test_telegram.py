"""Telegram beyond what the contract asks: long polling, where it sends what comes, voice notes."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from alongside.channels.asking import NotReached, Trouble
from alongside.channels.telegram.adapter import CHANNEL, secret
from alongside.channels.tests.provider import HANGS_UP, Provider, provider
from alongside.rules.channel import Message, Setup, TooLarge, Voice
from alongside.rules.voice_note import LARGEST
from alongside.run import logs

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
BOT = f"/bot{TOKEN}"
ME = {"id": 110201543, "is_bot": True, "first_name": "Open", "username": "open_door_bot"}


@pytest.fixture
def telegram() -> Iterator[Provider]:
    with provider() as there:
        yield there


def setup(there: Provider, way: str = "polling") -> Setup:
    return Setup(
        1, 2, {"token": TOKEN, "way": way, "base": there.url}, "a-secret", "https://help.example.org"
    )


def ok(result: Any) -> tuple[int, bytes]:
    return 200, json.dumps({"ok": True, "result": result}).encode()


def no(status: int, why: str) -> tuple[int, bytes]:
    return status, json.dumps({"ok": False, "error_code": status, "description": why}).encode()


def update(number: int, text: str) -> dict[str, Any]:
    chat = {"id": 7, "first_name": "Amina", "type": "private"}
    message = {"message_id": number, "from": {"id": 7, "is_bot": False}, "chat": chat, "date": 1795428002}
    return {"update_id": number, "message": {**message, "text": text}}


def asked(there: Provider) -> list[tuple[str, dict[str, Any]]]:
    return [(each.path.removeprefix(BOT), json.loads(each.body or b"{}")) for each in there.asked]


def test_what_came_is_asked_for_and_let_go_by_the_next_question(telegram: Provider) -> None:
    telegram.answers = [ok([update(501, "One"), update(502, "Two")]), ok([])]
    events, mark = CHANNEL.catch_up(setup(telegram), "")
    assert [each.text for each in events if isinstance(each, Message)] == ["One", "Two"]
    assert CHANNEL.catch_up(setup(telegram), mark) == ([], "502")
    heard = {"timeout": 25, "limit": 100, "allowed_updates": ["message", "my_chat_member"]}
    assert asked(telegram) == [("/getUpdates", heard), ("/getUpdates", {**heard, "offset": 503})]


def test_an_update_that_cannot_be_read_holds_up_none_after_it(telegram: Provider) -> None:
    telegram.answers = [ok([{"update_id": 501, "message": {}}, update(502, "Two"), "nonsense"])]
    events, mark = CHANNEL.catch_up(setup(telegram), "500")
    assert ([each.text for each in events if isinstance(each, Message)], mark) == (["Two"], "502")


def test_where_telegram_still_tells_another_address_that_is_taken_away(telegram: Provider) -> None:
    telegram.answers = [no(409, "Conflict: can't use getUpdates method while webhook is active"), ok(True)]
    with pytest.raises(NotReached):
        CHANNEL.catch_up(setup(telegram), "")
    assert [path for path, _ in asked(telegram)] == ["/getUpdates", "/deleteWebhook"]


@pytest.mark.parametrize("answer", [HANGS_UP, no(502, "Bad Gateway"), no(401, "Unauthorized")])
def test_where_telegram_does_not_answer_nothing_is_let_go(
    telegram: Provider, answer: tuple[int, bytes]
) -> None:
    telegram.answers = [answer]
    with pytest.raises(Trouble):
        CHANNEL.catch_up(setup(telegram), "500")


def test_who_is_told_by_webhook_does_not_ask(telegram: Provider) -> None:
    assert CHANNEL.catch_up(setup(telegram, "webhook"), "500") == ([], "500")
    assert telegram.asked == []


def test_a_look_tells_telegram_our_address_and_the_word_it_must_say(telegram: Provider) -> None:
    told = setup(telegram, "webhook")
    telegram.answers = [ok(ME), ok({"url": "", "pending_update_count": 0}), ok(True)]
    seen = CHANNEL.look(told)
    assert (seen.trouble, dict(seen.facts)) == ("", {"shown": "@open_door_bot"})
    path, wanted = asked(telegram)[-1]
    assert (path, wanted["url"]) == ("/setWebhook", "https://help.example.org/in/a-secret/in")
    assert wanted["secret_token"] == secret(told)
    assert TOKEN not in wanted["secret_token"]


def test_a_look_at_a_bot_that_is_asked_takes_the_address_away(telegram: Provider) -> None:
    telegram.answers = [ok(ME), ok({"url": "https://old.example.org/", "pending_update_count": 4}), ok(True)]
    assert CHANNEL.look(setup(telegram)).trouble == ""
    assert asked(telegram)[-1] == ("/deleteWebhook", {})


def test_what_is_right_already_is_left_as_it_is(telegram: Provider) -> None:
    told = setup(telegram, "webhook")
    telegram.answers = [ok(ME), ok({"url": told.url("in"), "pending_update_count": 0})]
    assert CHANNEL.look(told).trouble == ""
    assert len(telegram.asked) == 2


@pytest.mark.parametrize(
    ("answers", "trouble"),
    [
        ([no(401, "Unauthorized")], "refused"),
        ([HANGS_UP], "silent"),
        (
            [ok(ME), ok({"url": ""}), no(400, "Bad Request: bad webhook: HTTPS url must be provided")],
            "address",
        ),
    ],
)
def test_what_is_wrong_is_said_plainly(
    telegram: Provider, answers: list[tuple[int, bytes]], trouble: str
) -> None:
    telegram.answers = answers
    assert CHANNEL.look(setup(telegram, "webhook")).trouble == trouble


def test_a_voice_note_is_fetched_in_two_steps(telegram: Provider) -> None:
    telegram.answers = [
        ok({"file_id": "x", "file_path": "voice/file 1.oga", "file_size": 5}),
        (200, b"sound"),
    ]
    assert CHANNEL.fetch(setup(telegram), Voice("x", "audio/ogg", 5, 1)) == b"sound"
    assert telegram.asked[-1].path == f"/file{BOT}/voice/file%201.oga"


def test_the_token_is_in_no_log(telegram: Provider) -> None:
    """It stands in each address that is asked; nothing writes addresses down."""
    written = io.StringIO()
    handler, root = logging.StreamHandler(written), logging.getLogger()
    handler.setFormatter(logs.Line())
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        for answer in (HANGS_UP, no(401, "Unauthorized"), ok({"file_path": "voice/1.oga"})):
            telegram.answers = [answer]
            for does in (
                lambda: CHANNEL.fetch(setup(telegram), Voice("x", "audio/ogg")),
                lambda: CHANNEL.catch_up(setup(telegram), ""),
                lambda: CHANNEL.look(setup(telegram, "webhook")),
            ):
                try:
                    does()
                except Trouble:
                    logging.getLogger("alongside.gateways").exception("A gateway could not be asked")
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    assert "A gateway could not be asked" in written.getvalue()
    assert TOKEN not in written.getvalue()


def test_one_that_is_too_large_is_not_fetched(telegram: Provider) -> None:
    with pytest.raises(TooLarge):
        CHANNEL.fetch(setup(telegram), Voice("x", "audio/ogg", LARGEST + 1))
    telegram.answers = [ok({"file_id": "x", "file_path": "voice/1.oga", "file_size": LARGEST + 1})]
    with pytest.raises(TooLarge):
        CHANNEL.fetch(setup(telegram), Voice("x", "audio/ogg"))
    assert len(telegram.asked) == 1


@pytest.mark.parametrize(
    "answers",
    [
        [no(400, "Bad Request: invalid file_id")],
        [ok({"file_path": "voice/1.oga"}), (404, b"")],
        [ok({"file_path": "voice/1.oga"}), (200, bytes(LARGEST + 1))],
    ],
)
def test_one_that_cannot_be_had_is_a_trouble(telegram: Provider, answers: list[tuple[int, bytes]]) -> None:
    telegram.answers = answers
    with pytest.raises(Trouble):
        CHANNEL.fetch(setup(telegram), Voice("x", "audio/ogg"))
