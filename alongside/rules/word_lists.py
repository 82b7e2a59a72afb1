"""Reads the lists of words beside this file: one a line, `#` begins a note, `[name]` begins a part."""

from importlib import resources


def parts(name: str) -> dict[str, tuple[str, ...]]:
    """The parts of a list by name. What stands before the first name is the part ""."""
    text = resources.files(__package__).joinpath("words", name).read_text("utf-8")
    found: dict[str, list[str]] = {"": []}
    part = ""
    for line in text.splitlines():
        if line.startswith("[") and line.endswith("]"):
            part = line[1:-1]
            found[part] = []
        elif line and not line.startswith("#"):
            found[part].append(line)
    return {name: tuple(words) for name, words in found.items()}
