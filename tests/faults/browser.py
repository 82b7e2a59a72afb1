"""A small browser: keeps cookies, follows links, fills each text field it meets with a word of its own."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar

TEXTS = ("text", "search", "email", "tel", "url", "password")
NEVER_PRESSED = (
    "/sign-out",
    "/leave",
    "/delete",
    "/me/delete",
    "/end",
    "/block",
    "/change",
    "/goodbye",
    "/lend",
    "/leaves",
    "/channels/new/telegram",  # it would be asked for what came, with a token of ours
)

# Fields that take a number or an hour and refuse words: what they are given instead.
SHAPED = {
    "from": "08:00",
    "to": "20:00",
    "age": "18",
    **dict.fromkeys(("emergency", "poison", "number", "phone", "sms"), "112"),
}


@dataclass
class Control:
    """One control of a form; for a choice, the first value that says something."""

    name: str
    kind: str
    value: str


@dataclass
class Form:
    action: str
    method: str
    controls: list[Control] = field(default_factory=list)

    def text_fields(self) -> list[str]:
        return [one.name for one in self.controls if one.kind in TEXTS or one.kind == "textarea"]


class Page(HTMLParser):
    """The links and forms of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select: Control | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and told.get("href"):
            self.links.append(told["href"])
        elif tag == "form":
            self._form = Form(told.get("action", ""), told.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None and tag in ("input", "textarea", "select", "option", "button"):
            self._control(tag, told)

    def _control(self, tag: str, told: dict[str, str]) -> None:
        assert self._form is not None
        kind = (
            told.get("type", "text")
            if tag == "input"
            else told.get("type", "submit")
            if tag == "button"
            else tag
        )
        if tag == "option":
            if self._select is not None and not self._select.value:
                self._select.value = told.get("value", "")
            return
        known = next((one for one in self._form.controls if one.name == told.get("name")), None)
        if told.get("name") in ("", None, "back") or (known and kind in ("radio", "submit")):
            return
        control = Control(told["name"], kind, told.get("value", ""))
        self._form.controls.append(control)
        self._select = control if tag == "select" else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = None


def shape(address: str) -> str:
    """An address without what differs from row to row."""
    return re.sub(r"/(?:\d+|[A-Za-z0-9_-]{20,})(?=/|$)", "/*", urllib.parse.urlsplit(address).path)


class Browser:
    """Walks a site. `planted` says which word went where: word -> (address, field)."""

    def __init__(self, root: str, planted: dict[str, tuple[str, str]]) -> None:
        self.root, self.planted = root, planted
        self.seen: set[str] = set()
        self.pressed: set[tuple[str, tuple[str, ...]]] = set()
        self.statuses: dict[str, set[int]] = {}
        self.refused: list[tuple[str, str]] = []
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def ask(self, address: str, body: dict[str, str] | None = None) -> tuple[str, str]:
        """Where it ended, and the page."""
        return self._post(address, urllib.parse.urlencode(body) if body is not None else None)

    def _post(self, address: str, form: str | None) -> tuple[str, str]:
        data = form.encode() if form is not None else None
        request = urllib.request.Request(
            address, data, {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}
        )
        try:
            with self._opener.open(request, timeout=20) as answer:
                self.statuses.setdefault(shape(address), set()).add(answer.status)
                return answer.url, answer.read().decode(errors="replace")  # a voice note is a sound
        except urllib.error.HTTPError as error:
            self.statuses.setdefault(shape(address), set()).add(error.code)
            text = error.read().decode()
            if error.code == 422:
                self.refused.append(
                    (shape(address), " ".join(re.findall(r'id="[^"]*-wrong"[^>]*>([^<]*)', text)))
                )
            return address, text

    def walk(self, *starts: str, pages_at_most: int = 250) -> None:
        """Visits what can be reached from here, and sends each form it meets once, filled in."""
        waiting = deque(urllib.parse.urljoin(self.root, start) for start in starts)
        while waiting and len(self.seen) < pages_at_most:
            address = waiting.popleft()
            if shape(address) in self.seen:
                continue
            self.seen.add(shape(address))
            where, text = self.ask(address)
            waiting.extend(self._look(where, text))

    def makes_ready(self, address: str) -> None:
        """A coordinator ticks all that is asked, names who stands beside them, and makes them ready."""
        _, text = self.ask(address)
        ticks = re.findall(r'name="seen" value="(\d+)"', text)
        beside = re.findall(r'<option value="(\d+)"', text)
        for button in ("keep", "make_ready"):
            told = [
                *(("seen", tick) for tick in ticks),
                ("beside", beside[0] if beside else ""),
                (button, "1"),
            ]
            self._post(address, urllib.parse.urlencode(told))

    def _look(self, where: str, text: str, depth: int = 0) -> list[str]:
        page = Page(text)
        found = [self._here(where, link) for link in page.links]
        for form in page.forms:
            action = self._here(where, form.action or where)
            key = (shape(action), tuple(sorted(one.name for one in form.controls)))
            if not action or key in self.pressed or shape(action).endswith(NEVER_PRESSED) or depth > 8:
                continue
            self.pressed.add(key)
            if form.method == "post":
                after, answer = self.ask(action, self._filled(form, action))
                found.append(after)
                found += self._look(after, answer, depth + 1)
        return [address for address in found if address]

    def _here(self, where: str, link: str) -> str:
        """The whole address of a link that stays on this site; empty for others."""
        whole = urllib.parse.urljoin(where, link).split("#")[0]
        return whole if whole.startswith(self.root) and "/demo" not in whole else ""

    def _filled(self, form: Form, action: str) -> dict[str, str]:
        body = {}
        password = ""
        for control in form.controls:
            value = control.value
            if re.sub(r"[\d_]+$", "", control.name) in SHAPED:
                value = SHAPED[re.sub(r"[\d_]+$", "", control.name)]
            elif control.kind in TEXTS or control.kind == "textarea":
                value = self._word(control.kind, shape(action), control.name)
            if control.kind == "password":
                value = password = password or value
            if control.kind == "number":
                value = value or "3"
            if control.kind in ("checkbox", "radio", "hidden", "submit") and not value:
                value = "on"
            body[control.name] = value
        return body

    def _word(self, kind: str, action: str, name: str) -> str:
        word = f"canary{len(self.planted):04d}x"
        self.planted[word] = (action, name)
        return {
            "email": f"{word}@example.org",
            "url": f"https://{word}.example/",
            "password": f"{word} over the hills",
        }.get(kind, f"My {word} words")
