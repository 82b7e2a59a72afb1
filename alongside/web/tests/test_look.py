"""The stylesheet's promises: contrast, size, reading from the right, and what slimming keeps."""

import re
from pathlib import Path

import brotli
import pytest

from alongside.web import assets

CSS = (assets.STATIC / "alongside.css").read_text()
WORDS, SHAPES = 4.5, 3.0  # WCAG 2.2: 1.4.3 and 1.4.11, level AA
PAIRS = [
    ("ink", "paper", WORDS),
    ("ink", "card", WORDS),
    ("ink", "mine", WORDS),
    ("ink", "glow", WORDS),
    ("soft", "paper", WORDS),
    ("soft", "card", WORDS),
    ("soft", "mine", WORDS),
    ("soft", "glow", WORDS),
    ("go", "paper", WORDS),
    ("go", "card", WORDS),
    ("go", "mine", WORDS),
    ("go", "glow", WORDS),
    ("on", "go", WORDS),
    ("on", "warm", WORDS),
    ("warm", "paper", WORDS),
    ("warm", "card", WORDS),
    ("warm", "glow", WORDS),
    ("warm", "mine", WORDS),
    ("edge", "paper", SHAPES),
    ("edge", "card", SHAPES),
    ("ring", "paper", SHAPES),
    ("ring", "card", SHAPES),
    ("ring", "mine", SHAPES),
    ("ring", "glow", SHAPES),
]


def tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", css))


LIGHT = tokens(CSS[: CSS.index("@media (prefers-color-scheme: dark)")])
DARK = tokens(CSS[CSS.index("@media (prefers-color-scheme: dark)") : CSS.index("@media (prefers-contrast")])


def test_dark_changes_colours_and_nothing_else() -> None:
    """So what was looked at in the light (tests/journeys/looking.py) is not looked at again in the dark."""
    mark = "prefers-color-scheme"
    (dark,) = re.findall(rf"@media \({mark}: dark\) {{\s*:root {{([^}}]*)}}\s*}}", CSS)
    assert re.sub(r"\s+|--[a-z]+: #[0-9a-f]{6};", "", dark) == ""
    assert (CSS.count(mark), CSS.count("light-dark(")) == (1, 0)
    web = assets.STATIC.parent
    said = [path for kind in ("css", "html", "js", "svg") for path in web.rglob(f"*.{kind}")]
    others = [line for path in said for line in path.read_text().splitlines() if mark in line]
    assert [line[:23] for line in others if "@media" not in line] == ['<meta name="theme-color'] * 2


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_contrast_is_counted_as_the_standard_counts_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_light_and_dark_have_the_same_tokens() -> None:
    assert sorted(LIGHT) == sorted(DARK)
    assert len(LIGHT) == 12


@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_can_be_read(scheme: dict[str, str], front: str, ground: str, least: float) -> None:
    assert contrast(scheme[front], scheme[ground]) >= least


def test_the_document_says_the_figures_that_are_true() -> None:
    document = (Path(__file__).parents[3] / "docs" / "design-language.md").read_text()
    said = re.findall(r"^\| `(\w+)` on `(\w+)` \| ([\d.]+) \| ([\d.]+) \|", document, flags=re.M)
    true = [
        (front, ground, *(f"{contrast(scheme[front], scheme[ground]):.1f}" for scheme in (LIGHT, DARK)))
        for front, ground, _ in PAIRS
    ]
    assert said == true


def test_no_rule_uses_a_colour_that_is_not_a_token() -> None:
    rules = re.sub(r":root \{[^}]*\}", "", CSS)
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", rules) == []


def test_the_style_is_small() -> None:
    assert len(brotli.compress(assets.style().encode(), quality=5)) <= 3_000


def test_every_rule_reads_from_both_sides() -> None:
    sides = "(?:left|right)"
    physical = rf"(?:margin|padding|border)-{sides}|[;{{ ]{sides}:|(?:text-align|float): ?{sides}"
    assert re.findall(physical, CSS) == []


def test_slimming_keeps_every_rule_and_what_stands_in_quotes() -> None:
    bare = re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)
    assert re.sub(r"\s|;(?=\s*})", "", bare) == re.sub(r"\s", "", assets.style())
    assert re.findall(r'"[^"]*"', bare) == re.findall(r'"[^"]*"', assets.style())
