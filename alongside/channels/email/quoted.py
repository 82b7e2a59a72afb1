"""What somebody wrote, without the letter they answer and without their signature.

Only what is surely neither theirs nor new is taken away. What is unsure stays: that somebody reads a line
twice is a smaller harm than that a line is lost.
"""

from __future__ import annotations

import re
from itertools import pairwise

SIGNATURE_AT_MOST = 10  # lines after "-- "; more than that was written
HEADINGS = re.compile(
    r"^\*?(from|sent|date|to|cc|subject|reply-to"
    r"|kutoka|imetumwa|tarehe|kwa|mada"
    r"|de|envoyé|date|à|objet|enviado|enviada|para|asunto|assunto|fecha|data"
    r"|von|gesendet|datum|an|betreff)\s?:\*?(\s|$)",
    re.IGNORECASE,
)
ORIGINAL = re.compile(
    r"^[-_ ]{2,}\s*(original message|original appointment|ujumbe asili|message d'origine"
    r"|mensaje original|mensagem original|ursprüngliche nachricht)\s*[-_ ]{2,}$",
    re.IGNORECASE,
)
RULE = re.compile(r"^_{10,}$")
FROM_A_PHONE = re.compile(
    r"^(sent from (my|outlook|yahoo|mail for|samsung|proton)\b.{0,40}"
    r"|sent with proton ?mail.{0,20}"
    r"|get outlook for .{2,20}"
    r"|imetumwa kutoka .{2,40}"
    r"|envoyé (de|depuis) mon .{2,30}"
    r"|enviado (desde|do) (mi|meu) .{2,30}"
    r"|von meinem .{2,30} gesendet)$",
    re.IGNORECASE,
)


def without_quote(words: str, *, is_reply: bool, end_mark: str = "") -> str:
    """`is_reply`: the e-mail says itself that it answers another. `end_mark`: the signature under each of our
    letters. Where nothing would remain, all stays."""
    lines = [line.rstrip() if line != "-- " else line for line in words.split("\n")]
    kept = _without_signature(_without_original(_without_marked(lines, is_reply=is_reply), end_mark))
    kept = _without_phone(kept)
    return "\n".join(kept).strip() or words.strip()


def _without_marked(lines: list[str], *, is_reply: bool) -> list[str]:
    """The one block of lines with ">" before them: below what was written, or above it.

    Where somebody wrote between quoted lines, those belong to their answer: only the last block goes, if
    nothing stands below it.
    """
    blocks = _blocks(lines)
    if not blocks:
        return lines
    first, end = blocks[-1]
    begins = _told_who_wrote(lines, first)
    is_sure = begins < first or is_reply
    if not is_sure:
        return lines
    below = [line for line in lines[end:] if line.strip()]
    if not below or (len(blocks) == 1 and not any(line.strip() for line in lines[:begins])):
        return lines[:begins] + lines[end:]
    if len(blocks) == 1 and begins < first and _is_signature(lines[end:]):
        return lines[:begins] + lines[end:]
    return lines


def _blocks(lines: list[str]) -> list[tuple[int, int]]:
    """Where runs of quoted lines begin and end; empty lines between two of them belong to the run."""
    found: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if not line.startswith(">"):
            continue
        if found and not any(each.strip() for each in lines[found[-1][1] : at]):
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def _told_who_wrote(lines: list[str], first: int) -> int:
    """Where the line "On Monday somebody wrote:" above a quote begins; it may be broken over three lines."""
    last = first - 1
    while last >= 0 and not lines[last].strip() and last > first - 3:
        last -= 1
    if last < 0 or not lines[last].endswith(":"):
        return first
    for begins in range(last, max(last - 3, -1), -1):
        if not lines[begins].strip():
            return first
        told = " ".join(lines[begins : last + 1])
        is_begun = begins == 0 or not lines[begins - 1].strip()
        if is_begun and "@" in told and len(told) <= 300:
            return begins
        if is_begun and len(re.findall(r"\d+", told)) >= 2 and len(told) <= 200:
            return begins
    return first


def _without_original(lines: list[str], end_mark: str) -> list[str]:
    """Without our letter as office programs quote it: under "From: ... Sent: ... To: ... Subject: ...", with
    no mark on its lines. It ends with our signature; where that is not found, nobody knows where, and all
    stays."""
    for at, line in enumerate(lines):
        if not HEADINGS.match(line):
            continue
        told = [each for each in lines[at : at + 6] if HEADINGS.match(each)]
        if len(told) < 3 or not any("@" in each for each in told):
            continue
        begins = at
        while begins > 0 and (not lines[begins - 1].strip() or _announces(lines[begins - 1])):
            begins -= 1
        ends = _end_of_ours(lines, at, end_mark)
        return lines[:begins] + lines[ends:] if ends else lines
    return lines


def _end_of_ours(lines: list[str], begins: int, end_mark: str) -> int:
    """The line after our signature; 0 where it is not there. Some programs put empty lines into it."""
    told = [at for at in range(begins, len(lines)) if lines[at].strip()]
    for first, second in pairwise(told):
        if lines[first].strip() == "--" and lines[second].strip() == end_mark != "":
            return second + 1
    return 0


def _announces(line: str) -> bool:
    return bool(ORIGINAL.match(line.strip()) or RULE.match(line.strip()))


def _is_signature(lines: list[str]) -> bool:
    told = [line for line in lines if line.strip() or line == "-- "]
    return bool(told) and (told[0] == "-- " or all(FROM_A_PHONE.match(line.strip()) for line in told))


def _without_signature(lines: list[str]) -> list[str]:
    """From the last "-- " on, which mail programs put before a signature."""
    marks = [at for at, line in enumerate(lines) if line == "-- "]
    if not marks:
        return lines
    at = marks[-1]
    below = [line for line in lines[at + 1 :] if line.strip()]
    is_sure = len(below) <= SIGNATURE_AT_MOST and any(line.strip() for line in lines[:at])
    return lines[:at] if is_sure else lines


def _without_phone(lines: list[str]) -> list[str]:
    """ "Sent from my phone", as the last line and on its own."""
    last = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].strip()), -1)
    lines = lines[: last + 1]
    stands_alone = len(lines) > 2 and not lines[-2].strip()
    return lines[:-1] if stands_alone and FROM_A_PHONE.match(lines[-1].strip()) else lines
