"""A voice note of a talk, for who is in it. Kept by no browser; asked for in pieces by those that do so."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpResponse

from alongside.base.door import INSIDE, door
from alongside.talk import voice_notes
from alongside.web.talk.page import entered

PIECE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")
MOST = 2**31 - 1


@door(INSIDE)
def voice(request: Any, conversation: int, n: int) -> HttpResponse:
    """The sound of line `n`. Some browsers play nothing that they cannot ask for in pieces."""
    room, _seat = entered(request, conversation)
    found = voice_notes.of(room, n) if n <= MOST else None
    if found is None:
        raise Http404
    size = len(found.sound)
    piece = _piece(request.headers.get("Range", ""), size)
    if piece is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    begins, ends = piece
    answer = HttpResponse(found.sound[begins:ends], content_type=found.kind)
    if (begins, ends) != (0, size):
        answer.status_code = 206
        answer.headers["Content-Range"] = f"bytes {begins}-{ends - 1}/{size}"
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Content-Disposition"] = "inline"
    return answer


def _piece(asked: str, size: int) -> tuple[int, int] | None:
    """From which byte, and up to which; all of it where nothing we understand is asked; None: not there."""
    found = PIECE.fullmatch(asked.strip())
    if found is None or not (found[1] or found[2]):
        return 0, size
    if not found[1]:  # the last so many
        return (max(0, size - int(found[2])), size) if int(found[2]) else None
    begins = int(found[1])
    ends = min(size, int(found[2]) + 1) if found[2] else size
    return (begins, ends) if begins < ends else None
