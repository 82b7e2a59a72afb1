"""What waits for a peer besides those who would like to talk."""

from alongside.web.peers import kind_words, lost
from alongside.web.talk import call_words, may_keep
from alongside.web.team import gone_quiet
from alongside.web.waiting_list import Lister

LISTERS: tuple[Lister, ...] = (
    gone_quiet.waits_for_peer,
    call_words.waits,
    lost.waits,
    may_keep.waits,
    kind_words.came_by_card,
    kind_words.waits,
)
