"""Whether a talk ended hard, for whoever must not ask a question after it. What it was about stays unread."""

from datetime import datetime

from alongside.safety.models import Backup, HelpAsked, Report


def went_hard(conversation_id: int, member_id: int, since: datetime) -> bool:
    """Whether backup was called, a report was made, or the member asked for someone since then."""
    return (
        Backup.objects.filter(conversation_id=conversation_id, made_at__gte=since).exists()
        or Report.objects.filter(conversation_id=conversation_id, at__gte=since).exists()
        or HelpAsked.objects.filter(person_id=member_id, made_at__gte=since).exists()
    )
