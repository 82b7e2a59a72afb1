"""WhatsApp beyond what the contract asks: how the number is, voice notes, what can be done when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from alongside.channels.asking import Trouble
from alongside.channels.tests.provider import HANGS_UP, Provider, provider
from alongside.channels.whatsapp.adapter import CHANNEL
from alongside.channels.whatsapp.troubles import CODES, means
from alongside.rules.channel import Setup, TooLarge, Voice
from alongside.rules.channel_troubles import TROUBLES
from alongside.rules.voice_note import LARGEST

NUMBER = "106540352242922"
VOICE = Voice("1908647269898587", "audio/ogg; codecs=opus")


@pytest.fixture
def meta() -> Iterator[Provider]:
    with provider() as there:
        yield there


def setup(there: Provider | None = None, **more: str) -> Setup:
    values = {"phone_number_id": NUMBER, "access_token": "EAAJB-made-up", "app_secret": "s", **more}
    return Setup(1, 2, {**values, "base": there.url if there else ""}, "a-secret", "https://help.example.org")


def says(told: Any, status: int = 200) -> tuple[int, bytes]:
    return status, json.dumps(told).encode()


def test_words_go_for_a_day_and_then_only_where_a_template_is_set() -> None:
    without, with_one = CHANNEL.capabilities(setup()), CHANNEL.capabilities(setup(template="note_waits"))
    assert without.reply_window == with_one.reply_window == timedelta(hours=24)
    assert (without.can_begin, without.template_outside) == (False, False)
    assert (with_one.can_begin, with_one.template_outside) == (True, True)


def test_a_look_tells_the_number_and_how_meta_finds_it(meta: Provider) -> None:
    told = {"display_phone_number": "+1 555-078-3881", "verified_name": "Notes", "quality_rating": "GREEN"}
    meta.answers = [says({**told, "id": NUMBER})]
    seen = CHANNEL.look(setup(meta))
    assert (seen.trouble, dict(seen.facts)) == ("", {"shown": "+1 555-078-3881", "quality": "green"})
    assert meta.asked[0].path == f"/v23.0/{NUMBER}"
    assert meta.asked[0].headers["authorization"] == "Bearer EAAJB-made-up"


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (says({"error": {"code": 190, "message": "Error validating access token"}}, 401), "refused"),
        (says({"error": {"code": 100, "message": "Unsupported get request"}}, 400), "sender"),
        (says({"error": {"code": 33, "message": "Deleted"}}, 400), "sender"),
        (says([], 500), "silent"),
        (HANGS_UP, "silent"),
    ],
)
def test_what_is_wrong_is_said_plainly(meta: Provider, answer: tuple[int, bytes], trouble: str) -> None:
    meta.answers = [answer]
    assert CHANNEL.look(setup(meta)).trouble == trouble


def test_every_code_means_a_trouble_that_has_words() -> None:
    assert {trouble for _, trouble in CODES.values()} <= set(TROUBLES)
    assert means("no number") == ("never", "strange")
    assert means(None, 503) == ("later", "silent")
    assert means(None, 429) == ("slower", "too_fast")


def test_a_voice_note_is_fetched_in_two_steps_with_the_token(meta: Provider) -> None:
    where = {"url": f"{meta.url}/kept/1", "mime_type": "audio/ogg", "file_size": 5, "id": VOICE.ref}
    meta.answers = [says(where), (200, b"sound")]
    assert CHANNEL.fetch(setup(meta), VOICE) == b"sound"
    assert [each.path for each in meta.asked] == [f"/v23.0/{VOICE.ref}", "/kept/1"]
    assert {each.headers["authorization"] for each in meta.asked} == {"Bearer EAAJB-made-up"}


def test_our_token_is_given_to_nobody_else_whatever_an_answer_says(meta: Provider) -> None:
    with provider() as thief:
        for url in (f"{thief.url}/1", "https://fbsbx.com.example.org/1", "http://lookaside.fbsbx.com/1", ""):
            meta.answers = [says({"url": url, "file_size": 5})]
            with pytest.raises(Trouble):
                CHANNEL.fetch(setup(meta), VOICE)
        assert thief.asked == []


def test_one_that_is_too_large_is_not_fetched(meta: Provider) -> None:
    meta.answers = [says({"url": f"{meta.url}/kept/1", "file_size": LARGEST + 1})]
    with pytest.raises(TooLarge):
        CHANNEL.fetch(setup(meta), VOICE)
    assert len(meta.asked) == 1


@pytest.mark.parametrize("answer", [says({"error": {"code": 100}}, 400), says([]), HANGS_UP])
def test_one_that_cannot_be_had_is_a_trouble(meta: Provider, answer: tuple[int, bytes]) -> None:
    meta.answers = [answer]
    with pytest.raises(Trouble):
        CHANNEL.fetch(setup(meta), VOICE)
