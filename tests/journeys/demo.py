"""The demo's people, without walking every page: what is not looked at is sent as its form would send it."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.sync_api import APIResponse, BrowserContext

from tests.journeys.conftest import House

SLUG = "evening-light"


@dataclass
class Device:
    """A browser in somebody's hand. What it sends is sent as by our own pages, with its own cookies."""

    context: BrowserContext
    house: House

    def reads(self, address: str) -> str:
        answer = self.context.request.get(self.house.address + address)
        assert answer.ok, (address, answer.status)
        return answer.text()

    def sends(self, address: str, **form: str | Sequence[str]) -> APIResponse:
        """A form; the answer is the page it leads to."""
        answer = self.context.request.post(
            self.house.address + address,
            data=urlencode(form, doseq=True),
            headers={"origin": self.house.address, "content-type": "application/x-www-form-urlencoded"},
        )
        assert answer.ok, (address, answer.status, answer.text())
        return answer

    def ends(self, talk: str) -> None:
        """A talk ends when nobody looks at it: Chromium can hang where it ends just before a page closes."""
        for context in self.context.browser.contexts if self.context.browser else ():
            for page in context.pages:
                page.goto("about:blank")
        self.sends(talk.removeprefix(self.house.address) + "/end", words="")

    def becomes(self, name: str) -> None:
        """One of the demo's people, by their name."""
        self.sends("/demo/as/" + self._beside(name, "/demo", r"/demo/as/(\d+)"))

    def arrives(self, name: str, **told: str | Sequence[str]) -> list[str]:
        """A new member, and their five words."""
        form = {"adult": "yes", "page": "3", "to": "end", "tongues": "en", "own_name": name, **told}
        page = self.sends(f"/at/{SLUG}/arrive", **form).text()
        words = re.findall(r"<li>(\w+)</li>", page[page.index('<ol class="words"') :])
        assert len(words) == 5, page
        return words

    def says_hello(self, name: str) -> str:
        """A peer says hello to this member; the address of their talk."""
        answer = self.sends("/desk/" + self._beside(name, "/desk", r'id="who-(\d+)') + "/hello")
        return answer.url.removeprefix(self.house.address)

    def passes(self, name: str) -> None:
        """A peer passes, for now."""
        self.sends("/desk/" + self._beside(name, "/desk", r'id="who-(\d+)') + "/pass")

    def _beside(self, name: str, address: str, before: str) -> str:
        """The number that stands last before this name on a page."""
        page = self.reads(address)
        found = page.find(f">{html.escape(name)}<")
        assert found > 0, f"{name} is not on {address}"
        return str(re.findall(before, page[:found])[-1])


def walk_together(member: Device, name: str, peer: Device, **told: str | Sequence[str]) -> str:
    """A new member and a peer who is here, who has said hello; the address of their talk."""
    member.arrives(name, **told)
    member.sends("/choose", whoever="1")
    return peer.says_hello(name)
