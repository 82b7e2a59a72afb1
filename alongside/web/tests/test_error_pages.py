"""Pages that say no: what was typed comes back, absent and forbidden are one, and one page cannot fail."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections
from django.http.multipartparser import MultiPartParserError
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from alongside.web import answers, assets

if TYPE_CHECKING:
    from conftest import Cast, SignIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def given_back(answer: Any) -> list[str]:
    """The words in the boxes to copy from."""
    page = answer.content.decode()
    boxes = re.findall(r"<textarea readonly[^>]*>\n(.*?)</textarea>", page, re.S)
    return [html.unescape(words) for words in boxes]


def test_what_is_absent_and_what_is_forbidden_are_the_same_bytes(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    forbidden, absent = browser.get("/team"), browser.get("/teem")
    assert (forbidden.status_code, absent.status_code) == (404, 404)
    assert forbidden.content == absent.content


def test_words_sent_to_a_page_that_is_not_here_come_back_as_they_were(stranger: Client) -> None:
    words = 'I could not say <this> to anyone.\nNot "even" to my sister & her.'
    answer = stranger.post("/no-such-page", {"words": words})
    assert answer.status_code == 404
    assert given_back(answer) == [words]


def test_a_page_that_is_not_here_has_no_box_when_nothing_was_typed(stranger: Client) -> None:
    assert given_back(stranger.get("/no-such-page")) == []


def test_the_page_for_our_own_mistakes_gives_the_words_back_and_asks_no_database() -> None:
    request = RequestFactory().post("/anywhere", {"words": "I walked out again today"})
    with (
        CaptureQueriesContext(connections["default"]) as asked,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        answer = answers.went_wrong(request)
    assert (len(asked), len(keys)) == (0, 0)
    assert answer.status_code == 500
    assert given_back(answer) == ["I walked out again today"]


def test_the_page_for_our_own_mistakes_stands_when_what_was_sent_cannot_be_read() -> None:
    request = RequestFactory().post("/anywhere", b"no form", content_type="multipart/form-data; boundary=")
    with pytest.raises(MultiPartParserError):
        answers.typed_words(request)
    answer = answers.went_wrong(request)
    assert answer.status_code == 500
    assert given_back(answer) == []
    assert "<h1>Something went wrong here.</h1>" in answer.content.decode()


def test_even_without_its_template_our_own_mistake_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> str:
        raise OSError("the disk is gone")

    monkeypatch.setattr(assets, "style", broken)
    answer = answers.went_wrong(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert answer.content.decode().startswith("Something went wrong here.")
