"""A signature is judged beside Twilio's own library, which nothing but tests uses."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qsl, urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from alongside.channels.twilio.adapter import CHANNEL
from alongside.channels.twilio.signature import Algorithm, is_genuine, signed
from alongside.rules.channel import NotGenuine, Raw, Setup

TOKEN = "3c5f0a9d7b"
URL = "https://help.example.org/in/path/in"
HELLO = {"MessageSid": "SM1", "AccountSid": "AC1", "From": "+15550001111", "To": "+15552223333", "Body": "hi"}

words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
names = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=12)
urls = st.sampled_from(
    [
        URL,
        "https://help.example.org:8443/in/path/status?ours=1f",
        "http://10.0.0.7:8080/in/p/in",
        "https://help.example.org:443/in/p/in?a=b&c=%20d",
    ]
)


def raw(
    url: str, body: bytes, signature: str, kind: str = "application/x-www-form-urlencoded", **more: str
) -> Raw:
    headers = {"content-type": kind, "x-twilio-signature": signature, **more}
    return Raw("POST", "in", url, url.partition("?")[2], headers, body)


@given(words, urls, st.lists(st.tuples(names, words), max_size=12), st.sampled_from(["sha1", "sha256"]))
def test_it_is_what_twilios_library_makes(
    secret: str, url: str, pairs: list[tuple[str, str]], algorithm: Algorithm
) -> None:
    theirs = RequestValidator(secret).compute_signature(url, QueryDict(urlencode(pairs)), f"HMAC_{algorithm}")
    assert signed(secret, url, pairs, algorithm) == theirs


@given(urls, st.dictionaries(names, words, max_size=8), st.booleans(), st.booleans())
def test_what_is_genuine_is_so_for_twilios_library_too(
    url: str, fields: dict[str, str], truly: bool, other_port: bool
) -> None:
    signer = url if not other_port else url.replace(":8443", "").replace(":443", "")
    signature = RequestValidator(TOKEN if truly else "another").compute_signature(signer, fields)
    judged = RequestValidator(TOKEN).validate(url, fields, signature)
    assert is_genuine(raw(url, urlencode(fields).encode(), signature), TOKEN, "") == judged
    assert judged == truly or other_port


@given(st.binary(max_size=200), st.booleans())
def test_json_is_signed_by_its_digest_in_the_address(content: bytes, truly: bool) -> None:
    digest = hashlib.sha256(content if truly else content + b"!").hexdigest()
    url = f"{URL}?bodySHA256={digest}"
    signature = RequestValidator(TOKEN).compute_signature(url, {})
    assert is_genuine(raw(url, content, signature, "application/json"), TOKEN, "") == truly


def test_json_without_a_digest_is_not_genuine() -> None:
    signature = RequestValidator(TOKEN).compute_signature(URL, {})
    assert not is_genuine(raw(URL, b"{}", signature, "application/json"), TOKEN, "")


def test_a_shared_key_signs_with_its_own_algorithm() -> None:
    told = {"x-twilio-webhooks-signature-settings": "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"}
    signature = RequestValidator("shared").compute_signature(URL, HELLO, "HMAC_SHA256")
    body = urlencode(HELLO).encode()
    assert is_genuine(raw(URL, body, signature, **told), TOKEN, "shared")
    assert not is_genuine(raw(URL, body, signature, **told), TOKEN, "")
    assert not is_genuine(raw(URL, body, signature), TOKEN, "shared")


def test_an_algorithm_nobody_knows_is_not_genuine() -> None:
    told = {"x-twilio-webhooks-signature-settings": "algorithm=NONE"}
    signature = RequestValidator(TOKEN).compute_signature(URL, HELLO)
    assert not is_genuine(raw(URL, urlencode(HELLO).encode(), signature, **told), TOKEN, TOKEN)


@pytest.mark.parametrize("changed", ["body", "url", "token", "method", "none"])
def test_whatever_was_changed_on_the_way_it_is_not_genuine(changed: str) -> None:
    signature = RequestValidator(TOKEN).compute_signature(URL, HELLO)
    genuine = raw(URL, urlencode(HELLO).encode(), signature)
    setup = Setup(1, 1, {"token": TOKEN}, "path", "https://help.example.org")
    CHANNEL.verify(setup, genuine)
    other = {
        "body": raw(URL, urlencode({**HELLO, "Body": "no"}).encode(), signature),
        "url": raw(URL + "?ours=1", urlencode(HELLO).encode(), signature),
        "token": genuine,
        "method": Raw("GET", "in", URL, "", genuine.headers, genuine.body),
        "none": raw(URL, urlencode(HELLO).encode(), ""),
    }[changed]
    if changed == "token":
        setup = Setup(1, 1, {"token": ""}, "path", "https://help.example.org")
    with pytest.raises(NotGenuine):
        CHANNEL.verify(setup, other)


def test_a_form_is_read_as_it_was_signed() -> None:
    body = b"Body=Habari+%E2%9C%8B&Empty=&From=%2B15550001111&Body=second"
    signature = RequestValidator(TOKEN).compute_signature(URL, QueryDict(body))
    assert parse_qsl(body.decode(), keep_blank_values=True)[1] == ("Empty", "")
    assert is_genuine(raw(URL, body, signature), TOKEN, "")
