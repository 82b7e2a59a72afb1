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
