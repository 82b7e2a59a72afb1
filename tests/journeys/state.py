"""One thing to look at in the demo, and what somebody does to come there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.journeys.demo import SLUG

Does = Callable[[Page], None]

AT = f"/at/{SLUG}"
LONG = "a" * 4_100


@dataclass(frozen=True)
class State:
    """One thing to look at. `status`: what the last page is answered with."""

    name: str
    who: str
    address: str
    does: tuple[Does, ...] = field(default=())
    status: int = 200


def clicks(*selectors: str) -> Does:
    def do(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).first.click()
            page.wait_for_load_state()

    return do


def unfolds(page: Page) -> None:
    """Everything that is folded up."""
    page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true; })")


def sends(address: str, **form: str) -> Does:
    """A form of this page, as it could be sent by hand."""

    def do(page: Page) -> None:
        with page.expect_navigation():
            page.evaluate(
                """([address, fields]) => {
                    const form = document.createElement("form");
                    Object.assign(form, {method: "post", action: address});
                    for (const [name, value] of Object.entries(fields)) {
                        form.append(Object.assign(document.createElement("textarea"), {name, value}));
                    }
                    document.body.append(form);
                    form.submit();
                }""",
                [address, form],
            )
        page.wait_for_load_state()

    return do


def sends_here(what: str = "", **form: str) -> Does:
    """The same, to the page one is on."""

    def do(page: Page) -> None:
        sends(page.url.split("?")[0].split("#")[0] + what, **form)(page)

    return do


def sends_from_elsewhere(page: Page) -> None:
    """A form on a page that is not ours."""
    house = page.url.partition("/at/")[0]
    page.goto("about:blank")
    sends(f"{house}/sign-in", email="somebody@example.org")(page)


talk = clicks('a[href^="/talk/"]')
more = clicks('a[href$="/more"]')
