"""How long an Opus sound in an Ogg file is. A few bytes of its first and its last page tell."""

PAGE, HEAD = b"OggS", b"OpusHead"
A_SECOND = 48_000  # samples, whatever it was recorded with
NO_END = 0xFFFFFFFFFFFFFFFF  # a page on which nothing ends


def seconds_of(sound: bytes) -> int:
    """Whole seconds, rounded up; 0 where the file does not tell."""
    head = sound.find(HEAD, 0, 400)
    if not sound.startswith(PAGE) or head < 0 or len(sound) < head + 12:
        return 0
    skipped = int.from_bytes(sound[head + 10 : head + 12], "little")
    page = sound.rfind(PAGE)
    while page > 0:
        samples = int.from_bytes(sound[page + 6 : page + 14], "little")
        if len(sound) >= page + 14 and samples != NO_END:
            return -(-max(0, samples - skipped) // A_SECOND)
        page = sound.rfind(PAGE, 0, page)
    return 0
