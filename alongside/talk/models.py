"""Where words are exchanged."""

from django.db import models

from alongside.base.ids import new_id


class Conversation(models.Model):
    """A place for words: of a match, or two windows to practise in. Lines are numbered from 1."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    kind = models.CharField(max_length=10, default="match")  # match, practice
    last_n = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    paused_by = models.BigIntegerField(null=True)  # a person's id
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "talk_conversation"
        indexes = [models.Index(fields=["program", "last_at"], name="conversation_in_program")]


class Membership(models.Model):
    """A person's place in a conversation: their seat, their key there, how far they have read."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE)
    person = models.ForeignKey("alongside.Person", models.CASCADE)
    seat = models.PositiveSmallIntegerField()  # 1, 2: which side their lines are on
    key_id = models.BigIntegerField()
    seen_n = models.PositiveIntegerField(default=0)
    reading_until = models.DateTimeField(null=True)
    shares_seen = models.BooleanField(default=False)  # shown only where both want it
    shares_typing = models.BooleanField(default=False)
    left_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "talk_membership"
        constraints = [
            models.UniqueConstraint(fields=["program", "conversation", "seat"], name="seat_once"),
        ]


class Message(models.Model):
    """One line, sealed under its author's key in this conversation. `once` knows a repeat."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, db_index=False)
    n = models.PositiveIntegerField()
    seat = models.PositiveSmallIntegerField()
    once = models.BinaryField(max_length=16)
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "talk_message"
        constraints = [
            models.UniqueConstraint(fields=["program", "conversation", "n"], name="message_number"),
            models.UniqueConstraint(fields=["program", "conversation", "once"], name="message_once"),
        ]


class VoiceNote(models.Model):
    """A voice note that stands at a line, sealed under the key of who spoke. No service hears it."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, db_index=False)
    n = models.PositiveIntegerField()
    seat = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)  # audio/ogg
    seconds = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveIntegerField()  # bytes
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        db_table = "talk_voice_note"
        constraints = [
            models.UniqueConstraint(fields=["program", "conversation", "n"], name="voice_note_at_line"),
        ]
