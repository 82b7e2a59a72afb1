"""HTML made plain: the words, line by line, and what was quoted with ">" before it. Nothing is fetched."""

from __future__ import annotations

import re
from html import unescape

UNSEEN = frozenset({"head", "style", "script", "title", "template", "noscript", "object", "svg"})
LINES = frozenset(
    {"address", "article", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"}
    | {"ol", "pre", "section", "table", "tr", "ul", "dl", "dt", "dd", "center", "blockquote"}
)
DEEPEST = 40  # quotes within quotes


TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)(?=[\s/>])([^<>]*+)>|<[!?][^<>]*+>")
LEADS_TO = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def plain(html: str) -> str:
    """What a reader would see of it; where that is nothing, all that is no tag."""
    html = _without_comments(html)
    reader = _Reader()
    at = 0
    for tag in TAG.finditer(html):
        reader.words(unescape(html[at : tag.start()]))
        at = tag.end()
        if tag[2] and tag[1]:
            reader.ends(tag[2].lower())
        elif tag[2]:
            reader.begins(tag[2].lower(), tag[3])
    reader.words(unescape(html[at:]))
    return reader.text() or " ".join(unescape(TAG.sub(" ", html)).split())


def _without_comments(html: str) -> str:
    """One that is never closed hides nothing here."""
    told: list[str] = []
    at = 0
    while (begins := html.find("<!--", at)) >= 0 and (ends := html.find("-->", begins)) >= 0:
        told.append(html[at:begins])
        at = ends + 3
    return "".join([*told, html[at:]])


class _Reader:
    """Takes tags and words in their order. Python's own reader takes minutes for a letter made to harm it."""

    def __init__(self) -> None:
        self._lines: list[str] = [""]
        self._marks: list[int] = [0]  # how deep each line is quoted
        self._depth = 0
        self._unseen: list[str] = []
        self._as_typed = 0
        self._links: list[tuple[str, int, int]] = []  # (where it leads, line, place in the line)

    def begins(self, tag: str, details: str) -> None:
        if tag == "body":  # where a head was not closed
            self._unseen.clear()
        if self._unseen or tag in UNSEEN:
            if tag in UNSEEN:
                self._unseen.append(tag)
            return
        if tag == "br":
            self._end_line()
        elif tag == "p":
            self._gap()
        elif tag in LINES:
            self._fresh_line()
        if tag == "blockquote":
            self._depth = min(self._depth + 1, DEEPEST)
            self._marks[-1] = self._depth
        elif tag == "li":
            self._lines[-1] = "- "
        elif tag == "pre":
            self._as_typed += 1
        elif tag == "a":
            found = LEADS_TO.search(details)
            address = unescape(next(filter(None, found.groups()), "")) if found else ""
            self._links.append((address, len(self._lines), len(self._lines[-1])))

    def ends(self, tag: str) -> None:
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.pop()
            return
        if tag == "p":
            self._gap()
        elif tag in LINES:
            self._fresh_line()
        if tag == "blockquote":
            self._depth = max(self._depth - 1, 0)
            self._marks[-1] = self._depth
        elif tag == "pre":
            self._as_typed = max(self._as_typed - 1, 0)
        elif tag == "a" and self._links:
            self._say_where_it_leads(*self._links.pop())

    def words(self, data: str) -> None:
        if self._unseen or not data:
            return
        if self._as_typed:
            first, *rest = data.split("\n")
            self._lines[-1] += first
            for line in rest:
                self._end_line()
                self._lines[-1] += line
            return
        words = " ".join(data.replace("\xa0", " ").split())
        before = self._lines[-1]
        if data[:1].isspace() and before and not before.endswith(" "):
            before += " "
        after = " " if words and data[-1:].isspace() else ""
        self._lines[-1] = before + words + after

    def text(self) -> str:
        """The lines, with never more than one empty one between two."""
        told: list[str] = []
        for mark, line in zip(self._marks, self._lines, strict=True):
            quoted = f"{'>' * mark} {line.rstrip()}".rstrip() if mark else line.rstrip()
            if quoted or (told and told[-1]):
                told.append(quoted)
        return "\n".join(told).strip("\n")

    def _say_where_it_leads(self, address: str, line: int, place: int) -> None:
        shown = self._lines[-1][place:].strip() if line == len(self._lines) else ""
        if address.startswith(("http://", "https://")) and shown and shown not in address:
            self._lines[-1] = f"{self._lines[-1].rstrip()} ({address}) "

    def _end_line(self) -> None:
        self._lines.append("")
        self._marks.append(self._depth)

    def _fresh_line(self) -> None:
        if self._lines[-1].strip():
            self._end_line()

    def _gap(self) -> None:
        self._fresh_line()
        if len(self._lines) > 1 and self._lines[-2].strip():
            self._end_line()
