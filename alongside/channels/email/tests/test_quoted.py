"""What somebody wrote is told from what they answer, and nothing of theirs is lost."""

from __future__ import annotations

import time

import pytest

from alongside.channels.email.flowed import whole
from alongside.channels.email.plain_html import plain
from alongside.channels.email.quoted import without_quote

MARK = "A note"
GMAIL = """It was a long night.
I am glad you wrote.

On Mon, Nov 23, 2026 at 10:00 AM A note <notes@example.org> wrote:

> How are you today?
>
> Rosa
"""
BROKEN_OVER_LINES = """Yes.

On Mon, Nov 23, 2026 at 10:00 AM A note
<notes+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.org>
wrote:
> How are you today?
"""
SWAHILI = """Nzuri.

Mnamo Jtt, 23 Nov 2026 saa 10:00 A note <notes@example.org> aliandika:

> Hujambo?
"""
APPLE = """Better than before.

Sent from my iPhone

> On 23 Nov 2026, at 10:00, A note <notes@example.org> wrote:
>
> How are you today?
"""
OUTLOOK = """I slept a little.

________________________________
From: A note <notes@example.org>
Sent: Monday, 23 November 2026 10:00
To: Amina <amina@mail.example>
Subject: You have a note

How are you today?

--
A note
"""
OLD_OUTLOOK = """I slept a little.

-----Original Message-----
From: A note [mailto:notes@example.org]
Sent: Monday, 23 November 2026 10:00
To: Amina
Subject: You have a note

How are you today?

--
A note
"""
GERMAN = """Ein wenig.

Von: A note <notes@example.org>
Gesendet: Montag, 23. November 2026 10:00
An: Amina
Betreff: You have a note

How are you today?

--
A note
"""
BELOW = """On Mon, Nov 23, 2026 at 10:00 AM A note <notes@example.org> wrote:
> How are you today?

It was a long night.
"""
BELOW_SIGNED = """On Mon, Nov 23, 2026 at 10:00 AM A note <notes@example.org> wrote:
> How are you today?

It was a long night.
--\x20
Amina
"""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (GMAIL, "It was a long night.\nI am glad you wrote."),
        (BROKEN_OVER_LINES, "Yes."),
        (SWAHILI, "Nzuri."),
        (APPLE, "Better than before."),
        (OUTLOOK, "I slept a little."),
        (OLD_OUTLOOK, "I slept a little."),
        (GERMAN, "Ein wenig."),
        (BELOW, "It was a long night."),
        (BELOW_SIGNED, "It was a long night."),
        ("1\n\n> Is this mailbox only yours?\n", "1"),
        ("Yes\n-- \nAmina\nShop 4, Kibera\n", "Yes"),
        ("Yes\n\nGet Outlook for Android\n", "Yes"),
    ],
)
def test_the_letter_that_is_answered_and_a_signature_are_left_out(words: str, said: str) -> None:
    assert without_quote(words, is_reply=True, end_mark=MARK) == said


BETWEEN = """On Mon, Nov 23, 2026 at 10:00 AM A note <notes@example.org> wrote:
> How are you today?

Not well.

> Did you sleep?

No.
"""
A_POEM = """My mother used to say:
> rain comes
> and goes
"""
LISTS = """From: my sister
To: nobody
I wrote this letter and tore it up.
"""
LONG_AFTER_MARK = "Above\n-- \n" + "\n".join(f"line {number}" for number in range(20))


@pytest.mark.parametrize(
    "words",
    [
        BETWEEN,
        A_POEM,
        LISTS,
        LONG_AFTER_MARK,
        "Sent from my heart, to you who reads this",
        "--\nAmina",
        "He wrote:\n\nI will come on Monday 12 at 5\n",
    ],
)
def test_what_is_unsure_stays(words: str) -> None:
    assert without_quote(words, is_reply=False) == words.strip()


def test_an_answer_between_quoted_lines_keeps_them_and_loses_only_the_last_block() -> None:
    words = f"{BETWEEN}\n> Rosa\n"
    assert without_quote(words, is_reply=True) == BETWEEN.strip()


def test_where_nothing_would_remain_all_stays() -> None:
    only_quote = "> How are you today? I am not well, and I typed it here.\n"
    assert without_quote(only_quote, is_reply=True) == only_quote.strip()


def test_what_stands_below_our_letter_is_theirs_wherever_it_ends() -> None:
    both = f"{OUTLOOK}\nAnd below it.\n"
    assert without_quote(both, is_reply=True, end_mark=MARK) == "I slept a little.\n\nAnd below it."
    below = both.split("\n", 2)[2]
    assert without_quote(below, is_reply=True, end_mark=MARK) == "And below it."
    without_end = both.replace("--\nA note\n", "")
    assert without_quote(without_end, is_reply=True, end_mark=MARK) == without_end.strip()


def test_lines_broken_by_a_mail_program_are_put_together() -> None:
    flowed = "It was a long \nnight.\n\n> How are \n> you?\n-- \nAmina"
    assert whole(flowed) == "It was a long night.\n\n> How are you?\n-- \nAmina"
    assert whole("安 \n心", drop_space=True) == "安心"
    assert whole(" >not a quote") == ">not a quote"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>Hello</p><p>I am <b>here</b>.</p>", "Hello\n\nI am here."),
        ("<div>One</div><div>Two<br>Three</div>", "One\nTwo\nThree"),
        ("<style>p{color:red}</style><p>Only this</p><script>no()</script>", "Only this"),
        ("a&nbsp;&amp;&nbsp;b &lt;3", "a & b <3"),
        ("<ul><li>tea</li><li>sleep</li></ul>", "- tea\n- sleep"),
        ('<a href="https://example.org/x">here</a>', "here (https://example.org/x)"),
        ('<a href="https://example.org">https://example.org</a>', "https://example.org"),
        (
            "<p>Mine</p><blockquote>Yours<blockquote>Mine</blockquote></blockquote>",
            "Mine\n\n> Yours\n>> Mine",
        ),
        ("<p>Broken <b>and <i>never closed", "Broken and never closed"),
        ("<pre>two\n  lines</pre>", "two\n  lines"),
        ("<head><meta charset=utf-8><body><p>A head never closed", "A head never closed"),
        ("<!-- not this --><p>This</p><!-- and never closed", "This\n\n<!-- and never closed"),
        ("<style>all is in here", "all is in here"),
        ("I love you <3 and 2 < 3 > 1", "I love you <3 and 2 < 3 > 1"),
        ('<img src="https://elsewhere.example/seen.gif" alt="x">', ""),
    ],
)
def test_html_is_made_plain(html: str, said: str) -> None:
    assert plain(html) == said


def test_a_quote_in_html_is_left_out_like_one_in_plain_text() -> None:
    html = (
        '<div dir="ltr">Yes, I did.</div><br><div class="gmail_quote"><div class="gmail_attr">On Mon, Nov '
        '23, 2026 at 10:00 A note &lt;<a href="mailto:notes@example.org">notes@example.org</a>&gt; wrote:<br>'
        "</div><blockquote>Did you sleep?</blockquote></div>"
    )
    assert without_quote(plain(html), is_reply=True) == "Yes, I did."


HARMFUL = (
    "<!--",
    "<!",
    "<a ",
    "<a",
    "<![CDATA[",
    "</",
    "&#",
    "<blockquote>",
    "<a href='",
    "<x a=",
    "<?",
    "<style>",
)


@pytest.mark.parametrize(
    "bit", [*HARMFUL, "> a\n", "1 1@:\n>\n", "From: a@b\nTo: x\nDate: y\n", "-- \n", "\n", "( "]
)
def test_a_letter_made_to_harm_takes_no_longer_than_another(bit: str) -> None:
    began = time.process_time()
    letter = (bit * 100_000)[:100_000]
    without_quote(plain(letter), is_reply=True)
    without_quote(whole(letter), is_reply=True)
    assert time.process_time() - began < 2
