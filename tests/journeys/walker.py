"""Someone who uses a page: with a mouse or finger, by keyboard alone, with script or without.

Everything is found by what a person sees or hears: labels, buttons, links, headings. In each mode whatever
was found must also be reachable in that mode.
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

TABS_AT_MOST = 250


@dataclass
class Walker:
    """`keyboard`: Tab, arrows, Space, Enter and typing only."""

    page: Page
    keyboard: bool = False

    def opens(self, address: str) -> None:
        self.page.goto(address)

    def writes(self, label: str, words: str) -> None:
        box = self.page.locator("input, textarea").and_(self.page.get_by_label(label, exact=True))
        if self.keyboard:
            self._reaches(box)
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(words)
        else:
            box.fill(words)

    def picks(self, label: str, option: str) -> None:
        """In a list that opens."""
        chosen = self.page.get_by_label(label, exact=True)
        if self.keyboard:
            self._reaches(chosen)
            self.page.keyboard.type(option, delay=5)
            expect(chosen.locator("option:checked")).to_have_text(option)
        else:
            chosen.select_option(label=option)

    def ticks(self, label: str, within: str = "") -> None:
        """A box or a round choice, by its words; `within`: the words over its group."""
        place: Page | Locator = self.page
        if within:
            place = self.page.get_by_role("group", name=within, exact=True)
        box = place.get_by_label(label, exact=True).first
        if not self.keyboard:
            box.check()
            return
        if box.get_attribute("type") == "radio":
            self._reaches_group(box)
        else:
            self._reaches(box)
            if not box.is_checked():
                self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def unfolds(self, label: str) -> None:
        """The part of the page that hides this box, if one does."""
        box = self.page.get_by_label(label, exact=True).first
        if box.is_visible():
            return
        summary = self.page.locator("details:not([open])").filter(has=box).locator("summary").first
        if self.keyboard:
            self._reaches(summary)
            self.page.keyboard.press("Enter")
        else:
            summary.click()
        expect(box).to_be_visible()

    def presses(self, words: str) -> None:
        """A button. The page that follows is there when this returns."""
        self._sets_off(self.page.get_by_role("button", name=words, exact=True).first)

    def follows(self, words: str) -> None:
        self._sets_off(self.page.get_by_role("link", name=words, exact=True).first)

    def sees(self, words: str) -> None:
        """These words, somewhere on the page, in view or not."""
        expect(self.page.get_by_text(words).first).to_be_visible(timeout=15_000)

    def is_on(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading, timeout=15_000)

    def _sets_off(self, target: Locator) -> None:
        if self.keyboard:
            self._reaches(target)
            self.page.keyboard.press("Enter")
            self.page.wait_for_timeout(300)  # Playwright waits by itself after a click only
        else:
            target.click()
        self.page.wait_for_load_state()

    def _reaches(self, target: Locator) -> None:
        """By Tab, from wherever the focus is."""
        expect(target).to_be_visible()
        for _ in range(TABS_AT_MOST):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached by keyboard")

    def _reaches_group(self, target: Locator) -> None:
        """Tab leads into a group of round choices, arrows move within it."""
        group = target.get_attribute("name")
        inside = "(element, name) => document.activeElement.name === name"
        for _ in range(TABS_AT_MOST):
            if target.evaluate(inside, group):
                break
            self.page.keyboard.press("Tab")
        for _ in range(TABS_AT_MOST):
            if target.is_checked():
                return
            self.page.keyboard.press("Space")
            if not target.is_checked():
                self.page.keyboard.press("ArrowDown")
