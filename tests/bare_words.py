"""Finds words a person would see that no translator could find.

Used by `test_words.py`. In templates: text and the attributes that are read out. In Python: sentences that
pages, flows or rules would hand on. In scripts: sentences at all, for a script takes its words from the page.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

SHOWN_IN_ATTRIBUTES = {
    *("alt", "title", "placeholder", "label", "summary"),
    *("aria-label", "aria-description", "aria-roledescription", "aria-valuetext"),
}
READ_OUT = "|".join(sorted(SHOWN_IN_ATTRIBUTES))
MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "said"} | {
    "pgettext",
    "npgettext",
    "said_in",
}
TAKE_PLAIN_ENGLISH = ("log.", "logger.", "warnings.")  # for those who run the house
ATTRIBUTE = re.compile(r"(?:\s*[a-z-]+=\"[a-z -]*\")+")  # in a block that stands inside a tag
A_SENTENCE = re.compile(r"^[A-Z“‘][a-z’']*[,:]? .*[a-z]{2}|^[A-Z][a-z]+[.!?]$", re.S)  # not SQL


def bare_in_template(text: str) -> list[str]:
    """Words of a template outside {% translate %} and {% blocktranslate %}."""
    found = [*_bare_arguments(text)]
    shown = re.sub(r"\{% comment.*?endcomment %\}|\{#.*?#\}", "", text, flags=re.S)
    shown = re.sub(r"\{% blocktrans(?:late)?\b.*?endblocktrans(?:late)? %\}", "", shown, flags=re.S)
    shown = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", shown, flags=re.S)
    for match in re.finditer(rf"\s(?:{READ_OUT})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", shown, flags=re.I):
        found.append(match.group(1) or match.group(2) or "")
    for button in re.finditer(r"<input\b[^>]*>", shown, flags=re.I):
        if re.search(r"type\s*=\s*[\"']?(?:submit|button|reset)", button.group(), flags=re.I):
            found += re.findall(r"\bvalue\s*=\s*\"([^\"]*)\"", button.group())
    for described in re.finditer(r"<meta\s+name=\"description\"\s+content=\"([^\"]*)\"", shown):
        found.append(described.group(1))
    shown = re.sub(r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>", "", shown, flags=re.S)
    found += re.sub(r"<[^>]*>", "\n", shown).splitlines()
    return [
        words.strip() for words in found if _has_letters(words) and not ATTRIBUTE.fullmatch(words.strip())
    ]


def _bare_arguments(text: str) -> Iterator[str]:
    """Words handed to a tag or a filter in quotes: `with label="Your name"`, `|default:"Nobody"`."""
    text = re.sub(r"\{% comment.*?endcomment %\}", "", text, flags=re.S)
    for tag in re.finditer(r"\{%\s*(\w+)(.*?)%\}|\{\{(.*?)\}\}", text, flags=re.S):
        kind, inside = tag.group(1) or "", tag.group(2) or tag.group(3) or ""
        if kind in ("translate", "trans", "comment", "load", "extends", "url", "file"):
            continue
        inside = re.sub(r"_\((?:\"[^\"]*\"|'[^']*')\)", "", inside)
        inside = re.sub(r"\bcontext\s+\"[^\"]*\"|(?:date|time):\"[^\"]*\"|[!=]=\s*\"[^\"]*\"", "", inside)
        for words in re.findall(r"\"([^\"]*)\"|'([^']*)'", inside):
            one = words[0] or words[1]
            if re.search(r"[A-Za-z]{2,} [A-Za-z]|^[A-Z][a-z]", one):
                yield one


def _has_letters(words: str) -> bool:
    return bool(re.search(r"[^\W\d_]", re.sub(r"&#?\w+;", "", words)))


def bare_in_python(text: str) -> list[str]:
    """Sentences of a Python file that are not marked and not for those who run the house."""
    tree = ast.parse(text)
    passed_over: set[int] = set()
    for node in ast.walk(tree):
        if _explains(node):
            passed_over |= {id(inner) for inner in ast.walk(node)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed_over.add(id(node.value))
    strings = [
        node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in passed_over
    ]
    return [node.value for node in strings if isinstance(node.value, str) and A_SENTENCE.search(node.value)]


def _explains(node: ast.AST) -> bool:
    """A marked call, an error for whoever runs the house, a line of the log, a type written as text."""
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        return name.split(".")[-1] in MARKS or name.startswith(TAKE_PLAIN_ENGLISH)
    return isinstance(node, ast.Raise | ast.Assert | ast.AnnAssign)


def bare_in_script(text: str) -> list[str]:
    """Sentences in a script's strings."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"^\s*//.*$|\s//\s.*$", "", text, flags=re.M)
    strings = re.findall(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`", text)
    return [
        one
        for parts in strings
        for one in parts
        if re.search(r"^[A-Z][a-z’']+ [a-z]+|[a-z]+ [a-z]+ [a-z]+", one)
    ]
