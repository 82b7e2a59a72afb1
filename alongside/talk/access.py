"""A conversation for someone who is in it. Absent and forbidden look the same."""

from alongside.talk.rows import Room, Seat, rooms


class NotHere(Exception):
    """No such conversation for this person."""


def room_for(person_id: int, conversation_id: int, *, lock: bool = False) -> tuple[Room, Seat]:
    """The conversation and this person's seat in it. `lock`: before a line is added to it."""
    room = rooms([conversation_id], lock=lock).get(conversation_id)
    seat = room.seat_of(person_id) if room else None
    if room is None or seat is None:
        raise NotHere
    return room, seat
