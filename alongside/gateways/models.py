"""A program's channels: how they are set up, what came in by them, where each talk over a phone stands."""

from django.db import models

from alongside.base.ids import new_id


class Gateway(models.Model):
    """A channel a program has: a number at an aggregator, a bot, a mailbox. Its secrets are sealed."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    kind = models.CharField(max_length=20)  # which adapter
    name = models.CharField(max_length=80)  # what the team calls it
    shown = models.CharField(max_length=80, default="", blank=True)  # the number or name people reach it by
    sealed = models.BinaryField()  # its values and the secret part of its address, under the program's key
    path_hash = models.BinaryField(max_length=16, unique=True)
    settings = models.JSONField(default=dict)  # what is no secret: rules.gateway_settings
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    last_in_at = models.DateTimeField(null=True)
    last_out_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=20, default="", blank=True)  # the newest, none once it works again
    trouble_at = models.DateTimeField(null=True)
    credit = models.CharField(max_length=40, default="", blank=True)  # as the provider says it
    caught_up_to = models.CharField(max_length=80, default="", blank=True)  # the provider's last message seen

    class Meta:
        db_table = "gateways_gateway"
        indexes = [models.Index(fields=["program", "kind"], name="gateway_in_program")]


class Arrival(models.Model):
    """Something that came in: stored before it is answered, taken once, emptied when taken.

    Its row stays for 7 days, so that what a provider sends again is known.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    gateway = models.ForeignKey(Gateway, models.CASCADE, db_index=False)
    ref = models.BinaryField(max_length=16)  # a keyed hash of what the provider calls it
    sender = models.BinaryField(max_length=16)  # a keyed hash, so that one person's words keep their order
    sealed = models.BinaryField()  # the event, under the program's key
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True)  # it could not be taken: not before then

    class Meta:
        db_table = "gateways_arrival"
        constraints = [
            models.UniqueConstraint(fields=["program", "gateway", "ref"], name="arrival_once"),
        ]
        indexes = [
            models.Index(fields=["sender", "id"], name="arrival_waits", condition=models.Q(taken_at=None)),
            models.Index(fields=["at"], name="arrival_at"),
        ]


class Dialog(models.Model):
    """Where somebody stands in what is said over a phone: what they were asked, whom they are writing to."""

    handle = models.OneToOneField("alongside.Handle", models.CASCADE, primary_key=True)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    person = models.ForeignKey("alongside.Person", models.CASCADE)
    sealed = models.BinaryField(default=b"")  # under the person's key
    at = models.DateTimeField()

    class Meta:
        db_table = "gateways_dialog"


class Dialling(models.Model):
    """A USSD session: where it stands, and what its last key was answered. Dialling again goes on there."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    gateway = models.ForeignKey(Gateway, models.CASCADE, db_index=False)
    person = models.ForeignKey("alongside.Person", models.CASCADE)
    handle = models.ForeignKey("alongside.Handle", models.CASCADE, db_index=False)
    ref = models.BinaryField(max_length=16)  # a keyed hash of the session
    typed = models.BinaryField(max_length=16)  # a keyed hash of all that was typed: knows a repeat
    sealed = models.BinaryField(default=b"")  # where it stands and the last screen, under the person's key
    at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "gateways_dialling"
        constraints = [
            models.UniqueConstraint(fields=["program", "gateway", "ref"], name="dialling_once"),
        ]


class Month(models.Model):
    """What went over a channel in a month, counted. Names nobody."""

    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    gateway = models.ForeignKey(Gateway, models.CASCADE, db_index=False)
    month = models.DateField()  # its first day, in the program's time zone
    came = models.PositiveIntegerField(default=0)
    went = models.PositiveIntegerField(default=0)
    segments = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    again = models.PositiveIntegerField(default=0)  # sent once more because nobody knew
    cost_millionths = models.BigIntegerField(default=0)  # of the currency in the gateway's settings

    class Meta:
        db_table = "gateways_month"
        constraints = [
            models.UniqueConstraint(fields=["program", "gateway", "month"], name="month_once"),
        ]
