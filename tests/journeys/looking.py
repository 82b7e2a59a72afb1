"""What can be seen wrong with a page: what axe finds, what is cut off, what a finger misses."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

COLOURS = ["color-contrast", "link-in-text-block"]

_VIOLATIONS = """([type, values, preload]) => axe
.run(document, {runOnly: {type, values}, preload, resultTypes: ["violations"]})
.then(result => result.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.replaceAll(/\\s+/g, " ")}`)))"""

_CUT_OFF = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
[...document.querySelectorAll("body *")].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width && (box.right > innerWidth + 0.5 || box.left < -0.5);
}).slice(0, 3).map(element => element.outerHTML.slice(0, 160))
.concat(`${document.documentElement.scrollWidth} of ${innerWidth}`)"""

# Of a box to tick, its label is what a finger hits. Links within a line of text are axe's to judge.
_TOO_SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
.filter(element => element.type !== "hidden" && !element.closest(".unseen") && element.checkVisibility())
.map(element => {
    const hit = /checkbox|radio/.test(element.type) ? element.closest("label") : element;
    const box = hit.getBoundingClientRect();
    if (getComputedStyle(hit).display === "inline") return "";
    const least = hit.matches("a:not(.go, .also, .quiet)") ? 24 : 44;
    return Math.min(box.width, box.height) >= least - 0.1 ? "" :
        `${Math.round(box.width)} by ${Math.round(box.height)}: ${hit.outerHTML.slice(0, 160)}`;
}).filter(Boolean)"""


def violations(page: Page, *, again: bool = False) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, as the page stands.

    `again`: it was looked at before in another size. Then style sheets and recordings are not fetched anew.
    """
    return _found(page, "tag", TAGS, preload=not again)


def violations_of_colour(page: Page) -> list[str]:
    """The part of it that light and dark can change: see `test_dark_changes_colours_and_nothing_else`."""
    return _found(page, "rule", COLOURS, preload=False)


def _found(page: Page, kind: str, values: list[str], *, preload: bool) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)  # by the debugger, so the page's own policy on scripts stays as it is
    found: list[str] = page.evaluate(_VIOLATIONS, [kind, values, preload])
    return found


def cut_off(page: Page, width: int) -> list[str]:
    """What makes the page scroll sideways at this width."""
    page.set_viewport_size({"width": width, "height": 740})
    found: list[str] = page.evaluate(_CUT_OFF)
    return found


def too_small(page: Page) -> list[str]:
    """What a finger misses: buttons, fields and boxes under 44 pixels, links that stand alone under 24."""
    found: list[str] = page.evaluate(_TOO_SMALL)
    return found
