"""Words owed to a person, the texts that carry them, and the neutral note that something waits."""

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
    carried_n = models.PositiveIntegerField(default=0)  # up to here it went by a channel
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


class Notice(models.Model):
    """ "There is something on your desk", "You have a note": owed by e-mail to who is away. No words.

    One row a person. However much waits, one e-mail is sent until they have looked.
    """

    person = models.OneToOneField("alongside.Person", models.CASCADE, primary_key=True)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    kind = models.CharField(max_length=6)  # desk, note, number (to prove an address)
    since = models.DateTimeField()  # when the first thing began to wait
    due_at = models.DateTimeField(null=True)  # none: nothing to send
    tries = models.PositiveSmallIntegerField(default=0)
    unsure = models.PositiveSmallIntegerField(default=0)  # times it was taken up and no answer was written
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)  # given up: the address does not take it
    trouble = models.CharField(max_length=12, default="")  # why it did not go: rules.sending

    class Meta:
        db_table = "outbox_notice"
        indexes = [
            models.Index(fields=["due_at"], name="notice_due", condition=models.Q(due_at__isnull=False)),
        ]


class Text(models.Model):
    """One message on its way to somebody over a channel, and what became of it.

    It carries either lines of a talk (`conversation`, from `from_n` to `to_n`: the words stay where they
    are, under their author's key) or words of its own, sealed under the key of who gets them.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    gateway = models.ForeignKey("alongside.Gateway", models.CASCADE, db_index=False)
    handle = models.ForeignKey("alongside.Handle", models.CASCADE, db_index=False)
    person = models.ForeignKey("alongside.Person", models.CASCADE)
    kind = models.CharField(max_length=10)  # rules.texts.KINDS: answer, line, note, today, digest
    urgency = models.PositiveSmallIntegerField()  # the smaller, the sooner
    conversation = models.ForeignKey("alongside.Conversation", models.CASCADE, null=True, db_index=False)
    from_n = models.PositiveIntegerField(default=0)
    to_n = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField(default=b"")
    reply_to = models.CharField(max_length=120, default="", blank=True)  # what it answers, there
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # none: nothing more to do
    deadline_at = models.DateTimeField()
    parts = models.PositiveSmallIntegerField(default=0)  # of a long one: how many went
    tries = models.PositiveSmallIntegerField(default=0)
    unsure = models.PositiveSmallIntegerField(default=0)  # handed over, and nobody knows whether it was taken
    again = models.PositiveSmallIntegerField(default=0)  # sent once more because nobody knew
    state = models.CharField(max_length=10, default="waiting")  # rules.channel.State
    state_at = models.DateTimeField()
    trouble = models.CharField(max_length=20, default="", blank=True)
    ref = models.BinaryField(max_length=16, null=True)  # a keyed hash of the provider's name for it
    segments = models.PositiveSmallIntegerField(default=0)
    cost_millionths = models.BigIntegerField(default=0)

    class Meta:
        db_table = "outbox_text"
        indexes = [
            models.Index(
                fields=["gateway", "urgency", "due_at"],
                name="text_due",
                condition=models.Q(due_at__isnull=False),
            ),
            models.Index(fields=["program", "gateway", "ref"], name="text_by_ref"),
            models.Index(fields=["program", "conversation", "person", "to_n"], name="text_of_talk"),
            models.Index(fields=["handle", "made_at"], name="text_to_handle"),
        ]
