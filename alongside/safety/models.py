"""What keeps people safe without taking power from them."""

from django.db import models

from alongside.base.ids import new_id


class Block(models.Model):
    """One person does not want another's words. Neither side is told why."""

    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    conversation = models.ForeignKey("alongside.Conversation", models.CASCADE)
    by = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    whom = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "safety_block"
        constraints = [
            models.UniqueConstraint(fields=["program", "conversation", "by", "whom"], name="block_once")
        ]


class HelpLine(models.Model):
    """A number someone can ring or write to, as the program shows it."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True, default="")
    sms = models.CharField(max_length=40, blank=True, default="")
    hours = models.CharField(max_length=80, blank=True, default="")  # as published; empty: not known
    who_for = models.CharField(max_length=80, blank=True, default="")
    for_children = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True, default="")
    checked_on = models.DateField(null=True)  # when a named person rang it
    place = models.PositiveSmallIntegerField(default=0)  # order on the page

    class Meta:
        db_table = "safety_help_line"
        indexes = [models.Index(fields=["program", "place"], name="help_line_order")]

    @property
    def phone_number(self) -> str:
        """What a phone dials: digits and a plus, nothing else."""
        return "".join(sign for sign in self.phone if sign.isdecimal() or sign == "+")

    @property
    def sms_word(self) -> str:
        """The word to send, where a line wants one ("HOME to 741741")."""
        return self.sms.rpartition(" to ")[0]

    @property
    def sms_number(self) -> str:
        """The number to send it to."""
        return "".join(sign for sign in self.sms.rpartition(" to ")[2] if sign.isdecimal() or sign == "+")
