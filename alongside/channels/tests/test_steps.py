"""Whoever sets a channel up is told what to do, in a few short steps."""

import pytest

from alongside.channels import registry
from alongside.channels.adapter import Adapter

WORDS_AT_MOST = 20
STEPS_AT_MOST = 5


@pytest.mark.parametrize("channel", registry.found(), ids=lambda channel: channel.kind)
def test_every_channel_says_what_to_do_in_a_few_short_steps(channel: Adapter) -> None:
    assert 1 <= len(channel.steps) <= STEPS_AT_MOST
    assert [step for step in channel.steps if len(step.split()) > WORDS_AT_MOST] == []


@pytest.mark.parametrize("channel", registry.found(), ids=lambda channel: channel.kind)
def test_what_is_filled_in_has_a_name_of_its_own_and_words(channel: Adapter) -> None:
    names = [field.name for field in channel.fields]
    assert len(names) == len(set(names))
    assert [field.name for field in channel.fields if not field.label] == []
