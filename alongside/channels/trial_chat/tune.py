"""A few notes hummed, as a sound that every browser plays. Made here: nobody’s voice is in the demo."""

import math
import struct

A_SECOND = 8000  # samples, of one byte each
NOTES = (392.0, 440.0, 392.0, 329.6, 392.0, 440.0, 392.0, 329.6)  # hertz
EACH = 0.6  # seconds


def tune() -> bytes:
    """About five seconds, as a WAV file."""
    sound = b"".join(_note(pitch) for pitch in NOTES)
    form = struct.pack("<IHHIIHH", 16, 1, 1, A_SECOND, A_SECOND, 1, 8)
    body = b"WAVEfmt " + form + b"data" + struct.pack("<I", len(sound)) + sound
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _note(pitch: float) -> bytes:
    """It swells and fades, and has a little of the octave in it, as a hummed note has."""
    count = int(A_SECOND * EACH)
    return bytes(
        128
        + int(
            70
            * math.sin(math.pi * at / count)
            * (
                0.8 * math.sin(math.tau * pitch * at / A_SECOND)
                + 0.2 * math.sin(math.tau * 2 * pitch * at / A_SECOND)
            )
        )
        for at in range(count)
    )
