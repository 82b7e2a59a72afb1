"""The one stylesheet (inlined) and the few script files, by names that change with their content."""

import hashlib
import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}


@cache
def style() -> str:
    """The stylesheet as it stands in each page: comments and needless space taken out."""
    text = re.sub(r"/\*.*?\*/", "", (STATIC / "alongside.css").read_text(), flags=re.S)
    pieces = re.split(r'("[^"]*")', text)  # what stands in quotes stays as it is
    return "".join(piece if number % 2 else _squeezed(piece) for number, piece in enumerate(pieces)).strip()


def _squeezed(rules: str) -> str:
    rules = re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"\s+", " ", rules))
    return rules.replace(": ", ":").replace(";}", "}")


def slim(text: str) -> str:
    """Script without its comments and indents: the files stay readable, the wire does not carry that."""
    lines = (line.strip() for line in re.sub(r"^\s*/\*.*?\*/", "", text, flags=re.S | re.M).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


@cache
def files() -> dict[str, tuple[str, bytes]]:
    """Address -> (content type, bytes) of everything under /static/."""
    found = {}
    for path in sorted(STATIC.iterdir()):
        if path.suffix in TYPES:
            data = path.read_bytes()
            if path.suffix == ".js":
                data = slim(data.decode()).encode()
            found[address(path.name)] = (TYPES[path.suffix], data)
    return found


@cache
def address(name: str) -> str:
    """Where a file is: /static/NAME with eight characters of its hash, so that it may be kept for ever."""
    path = STATIC / name
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    return f"/static/{path.stem}.{digest}{path.suffix}"
