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
    languages = models.CharField(max_length=120, blank=True, default="")
    cost = models.CharField(max_length=80, blank=True, default="")
    police = models.CharField(max_length=200, blank=True, default="")  # if they call police; empty: not known
    source = models.CharField(max_length=300, blank=True, default="")
    checked_on = models.DateField(null=True)  # when a named person rang it
    checked_by = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
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


class LocalPerson(models.Model):
    """Somebody near who can come or listen: a health aide, an elder, a nurse, a safe house. Published."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    kind = models.CharField(max_length=12)  # rules.local_help
    name = models.CharField(max_length=120)
    where = models.CharField(max_length=120, blank=True, default="")
    hours = models.CharField(max_length=80, blank=True, default="")  # empty: not known
    phone = models.CharField(max_length=40, blank=True, default="")
    checked_on = models.DateField(null=True)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "safety_local_person"
        indexes = [models.Index(fields=["program", "place"], name="local_person_order")]


class Duty(models.Model):
    """The team's rota: on this day of the week, between these minutes, this person answers."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    person = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()  # 0 Monday
    begins = models.PositiveSmallIntegerField()  # minutes after midnight, in the program's time zone
    ends = models.PositiveSmallIntegerField()  # up to 1440

    class Meta:
        db_table = "safety_duty"
        indexes = [models.Index(fields=["program", "weekday"], name="duty_in_program")]


class HelpAsked(models.Model):
    """ "I want someone to come or ring me": what goes to the person on duty, under the member's key."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    person = models.ForeignKey("alongside.Person", models.CASCADE)
    words = models.BinaryField()
    to = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    taken_by = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    note = models.BinaryField(default=b"")  # sealed under the member's key: they can read it

    class Meta:
        db_table = "safety_help_asked"
        indexes = [models.Index(fields=["program", "closed_at", "made_at"], name="help_asked_open")]


class Backup(models.Model):
    """A peer called somebody of the team to their side. No words of the talk are shown."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    conversation = models.ForeignKey("alongside.Conversation", models.CASCADE)
    peer = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    answered_by = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    beside = models.BigIntegerField(null=True)  # the conversation of the peer and who answered
    closed_at = models.DateTimeField(null=True)
    note = models.BinaryField(default=b"")  # sealed under the program's key

    class Meta:
        db_table = "safety_backup"
        indexes = [models.Index(fields=["program", "closed_at", "made_at"], name="backup_open")]


class TakeOver(models.Model):
    """A peer needs to stop for today: would the member like to go on with someone else for now?"""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    conversation = models.ForeignKey("alongside.Conversation", models.CASCADE)
    peer = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    member = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=4, blank=True, default="")  # yes, no; empty: not answered
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "safety_take_over"


class Plan(models.Model):
    """ "What helps me", in the member's own words, sealed under their key (rules.plan names the parts)."""

    person = models.OneToOneField("alongside.Person", models.CASCADE, primary_key=True)
    program = models.ForeignKey("alongside.Program", models.CASCADE)
    words = models.BinaryField()  # JSON: part -> words
    shared = models.BooleanField(default=False)  # with the peer they walk with
    written_at = models.DateTimeField()

    class Meta:
        db_table = "safety_plan"


class KeptWords(models.Model):
    """A line somebody keeps for bad days, copied under the keeper's own key. The writer is asked once."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    person = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    writer = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    conversation = models.ForeignKey("alongside.Conversation", models.CASCADE)
    n = models.PositiveIntegerField()
    words = models.BinaryField()
    asked_at = models.DateTimeField()
    allowed = models.BooleanField(null=True)  # none: not answered yet

    class Meta:
        db_table = "safety_kept_words"
        constraints = [models.UniqueConstraint(fields=["person", "conversation", "n"], name="kept_once")]


class Report(models.Model):
    """Somebody tells the team of something that was not all right. Sealed under a key of its own."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    key_id = models.BigIntegerField()
    conversation = models.ForeignKey("alongside.Conversation", models.SET_NULL, null=True)
    by = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    about = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    choice = models.CharField(max_length=16)  # rules.report
    words = models.BinaryField(default=b"")
    passages = models.BinaryField(default=b"")  # JSON: up to 20 lines the writer picked
    at = models.DateTimeField()
    taken_by = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    note = models.BinaryField(default=b"")  # how it was closed, under the report's key

    class Meta:
        db_table = "safety_report"
        indexes = [models.Index(fields=["program", "closed_at", "at"], name="report_open")]


class OutsideContact(models.Model):
    """Someone outside was told something. A human act under a clause of the promise; the member is told."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    person = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    conversation = models.ForeignKey("alongside.Conversation", models.CASCADE)
    key_id = models.BigIntegerField()
    clause = models.CharField(max_length=20)  # rules.outside
    decided_by = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    second = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    told_before = models.BooleanField()
    consented = models.BooleanField()
    words = models.BinaryField()  # JSON: rules.outside.Told
    happened_at = models.DateTimeField()
    at = models.DateTimeField()
    review_by = models.DateTimeField()  # within 7 days
    reviewed_by = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)  # the member said that they have read it

    class Meta:
        db_table = "safety_outside_contact"
        indexes = [models.Index(fields=["program", "reviewed_at", "review_by"], name="outside_to_review")]


class IfQuiet(models.Model):
    """ "If you go quiet, what would you like?" Asked once, of both; skipping is an answer."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    conversation = models.ForeignKey("alongside.Conversation", models.CASCADE)
    person = models.ForeignKey("alongside.Person", models.CASCADE)
    wish = models.CharField(max_length=8)  # rules.quiet: skipped, leave_be, hello, ring
    days = models.PositiveSmallIntegerField(null=True)
    ring = models.BinaryField(default=b"")  # whom to ring, sealed under the person's key
    opened_at = models.DateTimeField(null=True)  # with a Trace
    greeted_at = models.DateTimeField(null=True)  # the one hello was said
    at = models.DateTimeField()

    class Meta:
        db_table = "safety_if_quiet"
        constraints = [models.UniqueConstraint(fields=["conversation", "person"], name="if_quiet_once")]


class NightLetter(models.Model):
    """A few lines a peer wrote ahead, to whoever comes on a bad night. Sealed under the peer's key."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    writer = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    language = models.CharField(max_length=12)
    words = models.BinaryField()
    written_on = models.DateField()
    away_at = models.DateTimeField(null=True)  # the writer took it back

    class Meta:
        db_table = "safety_night_letter"
        indexes = [models.Index(fields=["program", "language"], name="night_letter_in_program")]
