"""What waits for a peer besides those who would like to talk."""

from alongside.web.talk import may_keep
from alongside.web.waiting_list import Lister

LISTERS: tuple[Lister, ...] = (may_keep.waits,)
