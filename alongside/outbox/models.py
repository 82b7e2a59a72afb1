"""Words owed to a person."""

from django.db import models

from alongside.base.ids import new_id


class Delivery(models.Model):
    """Up to line `n` of a conversation is owed to someone who is not reading it. Holds no words.

    One row a person and conversation. It falls due at once where no page is open, and 30 seconds after the
    first unconfirmed line where one is; the worker then looks whether it was read meanwhile.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    conversation = models.ForeignKey("alongside.Conversation", models.CASCADE, db_index=False)
    person = models.ForeignKey("alongside.Person", models.CASCADE, db_index=False)
    n = models.PositiveIntegerField()
    due_at = models.DateTimeField(null=True)  # none: settled
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "outbox_delivery"
        constraints = [
            models.UniqueConstraint(fields=["program", "conversation", "person"], name="delivery_once"),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="delivery_due", condition=models.Q(due_at__isnull=False)),
            models.Index(fields=["person"], name="delivery_to"),
        ]
