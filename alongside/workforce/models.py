"""What a program asks of its peers before they are suggested to anyone."""

from django.db import models

from alongside.base.ids import new_id


class Requirement(models.Model):
    """One thing the program requires: a code of rules.readiness, or its own words."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    code = models.CharField(max_length=20)
    words = models.CharField(max_length=120, blank=True, default="")
    place = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "workforce_requirement"
        indexes = [models.Index(fields=["program", "place"], name="requirement_order")]


class Tick(models.Model):
    """A named person has seen that a peer meets a requirement."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    requirement = models.ForeignKey(Requirement, models.CASCADE)
    peer = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    by = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "workforce_tick"
        constraints = [models.UniqueConstraint(fields=["program", "requirement", "peer"], name="tick_once")]


class Readiness(models.Model):
    """A named person made this peer ready; a named supervisor stands beside them."""

    peer = models.OneToOneField("alongside.Person", models.CASCADE, primary_key=True, related_name="+")
    program = models.ForeignKey("alongside.Program", models.CASCADE)
    supervisor = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    made_ready_by = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    made_ready_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "workforce_readiness"


class AfterTalk(models.Model):
    """How a peer is after a talk, in one tap. Sealed under their key; seen by nobody unless shared."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    peer = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    conversation = models.ForeignKey("alongside.Conversation", models.CASCADE)
    up_to_n = models.PositiveIntegerField()  # the talk that ended at this line
    how = models.BinaryField()  # rules.after_talk
    at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)  # with their supervisor
    seen_at = models.DateTimeField(null=True)  # the supervisor has seen it

    class Meta:
        db_table = "workforce_after_talk"
        constraints = [
            models.UniqueConstraint(fields=["peer", "conversation", "up_to_n"], name="after_talk_once")
        ]


class Break(models.Model):
    """A peer rests until a day, or leaves for good. A kind line for those they walk with, sealed."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    peer = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    words = models.BinaryField(default=b"")  # the kind line, or the goodbye; under the peer's key
    back_on = models.DateField(null=True)  # none: for good
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "workforce_break"
        indexes = [models.Index(fields=["peer", "ended_at"], name="break_of_peer")]
