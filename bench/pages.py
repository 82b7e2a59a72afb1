"""Bytes on the wire and requests of what visitors and members open: first and repeat visit, in Chromium.

Everything the browser asks for counts: the page, its scripts, the icon, the live stream and what it sends
back, answer headers included. The talk shows its 20 newest lines of 120 bytes each. The main figure is that
of the language that costs most; each language has a key of its own. Over plain HTTP a browser asks for
gzip; over HTTPS (and on its own machine, so the server is given a name here) for brotli too: `bytes_br`
fetches the same addresses again, asking as it does there.
"""

import http.client
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench import Figures, figure
from bench.server import Server
from bench.start import fill

LANGUAGES = ("en", "sw")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=HttpsUpgrades",
    "--host-resolver-rules=MAP alongside.test 127.0.0.1",
]
NAME = "alongside.test"
ON_HTTPS = "gzip, deflate, br, zstd"
WORDS = "Thanks for listening. I slept a little, and the dog came to the river too. We went to "
VISITORS = ("home", "arrive", "help")  # opened by somebody who is not signed in
MEMBERS = {
    "own_home": "/",
    "today": "/today",
    "tomorrow": "/tomorrow",
    "steps": "/me/steps",
    "own_page": "/me",
    "plan": "/me/plan",
}
PLACES = ("the bridge.", "the old mill.", "my aunt's.", "the market.", "the school.", "the big tree.")


@dataclass
class Visit:
    """What came over the wire for one page."""

    sizes: dict[str, float] = field(default_factory=dict)  # by the browser's number of the request
    addresses: dict[str, tuple[str, str]] = field(default_factory=dict)

    def asked(self, told: dict[str, Any]) -> None:
        self.addresses[told["requestId"]] = (told["request"]["method"], told["request"]["url"])

    def answered(self, told: dict[str, Any]) -> None:
        """The headers' bytes; a stream may never finish."""
        if not told["response"].get("fromDiskCache"):
            self.sizes[told["requestId"]] = told["response"]["encodedDataLength"]

    def came(self, told: dict[str, Any]) -> None:
        if told["requestId"] in self.sizes:
            self.sizes[told["requestId"]] += told["encodedDataLength"]

    def finished(self, told: dict[str, Any]) -> None:
        """The browser's own sum of headers and content."""
        if told["requestId"] in self.sizes:
            self.sizes[told["requestId"]] = told["encodedDataLength"]

    @property
    def counted(self) -> list[tuple[str, str, int]]:
        """(method, address, bytes) of each request that went over the wire."""
        return [(*self.addresses[number], int(size)) for number, size in self.sizes.items() if size]

    @property
    def bytes(self) -> int:
        return sum(size for _, _, size in self.counted)


def run(args: list[str]) -> Figures:
    server = Server()
    try:
        server.prepare()
        fill()
        pages, token = seeded()
        os.environ["ALONGSIDE_HOSTS"] = NAME
        server.start()
        installed = next(
            filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
        )
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=installed, args=ARGUMENTS)
            figures: Figures = {}
            for name, path in pages.items():
                figures |= measured(browser, server.port, name, path, "" if name in VISITORS else token)
            browser.close()
        return figures
    finally:
        server.stop()


def seeded() -> tuple[dict[str, str], str]:
    """The addresses, and the session of a member whose talk has 20 lines and more."""
    from django.db import connections

    from alongside.base import clock, turn
    from alongside.flows.message_arrives import Said, arrive
    from alongside.matching.models import Match
    from alongside.people import reads, sessions
    from alongside.people.models import Person

    now = clock.now()
    program = reads.programs()[0]
    match = Match.objects.filter(ended_at=None, conversation__paused_by=None).order_by("id")[0]
    with turn.write():
        tokens = [
            sessions.sign_in(Person.objects.get(id=person_id), now)
            for person_id in (match.member_id, match.peer_id)
        ]
    for number, text in enumerate(lines()):
        said = Said(sessions.hash_of(tokens[number % 2]), match.conversation_id, f"pages-{number}", text)
        arrive([said], now, frozenset())
    connections.close_all()
    pages = {
        "home": "/",
        "arrive": f"/at/{program.slug}/arrive",
        "help": f"/at/{program.slug}/help",
        "talk": f"/talk/{match.conversation_id}",
        **MEMBERS,
    }
    return pages, tokens[0]


def lines() -> Iterator[str]:
    """20 lines of 120 bytes, each a little different."""
    for number in range(20):
        text = f"{PLACES[number % len(PLACES)]} {WORDS}{PLACES[number * 5 % len(PLACES)]}"
        yield f"{number}. {text}".ljust(120, ".")[:120]


def measured(browser: Browser, port: int, name: str, path: str, token: str) -> Figures:
    """First and repeat visit in each language, and the same addresses as asked for over HTTPS."""
    first, repeat, brotli = {}, {}, {}
    for language in LANGUAGES:
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale=language)
        cookies = {"l": language, "s": token} if token else {"l": language}
        root = f"http://{NAME}:{port}"
        context.add_cookies([{"name": key, "value": value, "url": root} for key, value in cookies.items()])
        first[language] = visit(context, root + path)
        repeat[language] = visit(context, root + path)
        brotli[language] = as_over_https(port, first[language], cookies)
        context.close()
    figures: Figures = {}
    for kind, visits in (("first", first), ("repeat", repeat)):
        worst = max(visits.values(), key=lambda seen: seen.bytes)
        figures[f"{name}.{kind}.bytes"] = figure(worst.bytes, "bytes", f"gzip; {told(worst)}")
        figures[f"{name}.{kind}.requests"] = figure(len(worst.counted), "requests", "what went over the wire")
        for language, seen in visits.items():
            figures[f"{name}.{kind}.bytes.{language}"] = figure(seen.bytes, "bytes", "gzip")
    figures[f"{name}.first.bytes_br"] = figure(
        max(brotli.values()), "bytes", f"brotli, as over HTTPS (TLS itself not counted); {brotli}"
    )
    return figures


def visit(context: BrowserContext, address: str) -> Visit:
    """Opens the page in a tab of its own and waits until nothing more comes."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    seen = Visit()
    session.on("Network.requestWillBeSent", seen.asked)
    session.on("Network.responseReceived", seen.answered)
    session.on("Network.dataReceived", seen.came)
    session.on("Network.loadingFinished", seen.finished)
    session.send("Network.enable")
    answer = page.goto(address, wait_until="load")
    assert answer is not None
    assert answer.status == 200, answer.status
    page.wait_for_timeout(2500)
    page.close()
    return seen


def told(seen: Visit) -> str:
    """Each part and its bytes."""
    return ", ".join(f"{method} /{url.split('/', 3)[3]} {size}" for method, url, size in seen.counted)


def as_over_https(port: int, seen: Visit, cookies: dict[str, str]) -> int:
    """The bytes of the same answers where the browser may ask for brotli. What is sent, and the stream,
    are not compressed and count as the browser saw them."""
    total = 0
    for method, url, size in seen.counted:
        total += size if method != "GET" or "/live/" in url else fetched(port, url, cookies)
    return total


def fetched(port: int, url: str, cookies: dict[str, str]) -> int:
    """Every byte of the answer: status line, headers and content as it is on the wire."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    path = "/" + url.split("/", 3)[3]
    connection.request("GET", path, headers={"Accept-Encoding": ON_HTTPS, "Cookie": cookie})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    assert answer.status == 200
    head = sum(len(name) + len(value) + len(": \r\n") for name, value in answer.getheaders())
    return len(f"HTTP/1.1 {answer.status} {answer.reason}\r\n\r\n") + head + len(content)
