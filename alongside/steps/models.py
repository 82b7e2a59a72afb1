"""Next steps, "How is today?", and the few questions about how it goes."""

from django.db import models

from alongside.base.ids import new_id


class NextStep(models.Model):
    """What a member decides to do next, in their own words, sealed under their key. Never set by a peer."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    person = models.ForeignKey("alongside.Person", models.CASCADE, db_index=False)
    words = models.BinaryField()
    on = models.DateField(null=True)  # a day, if they like
    state = models.CharField(max_length=8, default="open")  # open, done, changed, let_go: all are fine
    became = models.BigIntegerField(null=True)  # changed: the step it became
    shared = models.BooleanField(default=False)  # with the peer
    made_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)  # on its day they were asked about it by a text
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "steps_next_step"
        indexes = [
            models.Index(fields=["person", "made_at"], name="next_step_of_person"),
            models.Index(
                fields=["on"],
                name="next_step_due",
                condition=models.Q(state="open", on__isnull=False, asked_at__isnull=True),
            ),
        ]


class CheckIn(models.Model):
    """One answer to "How is today?": one of five words, or 0-10, and a note if they like (sealed)."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    person = models.ForeignKey("alongside.Person", models.CASCADE, db_index=False)
    day = models.DateField()  # where the person is
    word = models.PositiveSmallIntegerField(null=True)  # 1-5 (rules.today)
    number = models.PositiveSmallIntegerField(null=True)  # 0-10
    note = models.BinaryField(default=b"")
    channel = models.CharField(max_length=12, default="web")
    language = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        db_table = "steps_check_in"
        indexes = [models.Index(fields=["person", "day"], name="check_in_of_person")]


class Rhythm(models.Model):
    """When a person wants to be asked how today is, and whether they opened the outlook for tomorrow."""

    person = models.OneToOneField("alongside.Person", models.CASCADE, primary_key=True)
    program = models.ForeignKey("alongside.Program", models.CASCADE)
    how_often = models.CharField(max_length=10)  # rules.today: once, daily, days, weekly, never
    hour = models.PositiveSmallIntegerField(default=9)  # 0-23, where the person is
    days = models.PositiveSmallIntegerField(default=0)  # a bit a weekday
    due_at = models.DateTimeField(null=True)  # when the next question falls due
    asked_at = models.DateTimeField(null=True)  # it waits on their page since then
    outlook = models.BooleanField(default=False)
    week_due_at = models.DateTimeField(null=True)  # a line a week by text on how they were; none: not wanted

    class Meta:
        db_table = "steps_rhythm"
        indexes = [
            models.Index(fields=["due_at"], name="rhythm_due", condition=models.Q(due_at__isnull=False)),
            models.Index(
                fields=["week_due_at"], name="week_due", condition=models.Q(week_due_at__isnull=False)
            ),
        ]


class Questions(models.Model):
    """A few questions owed to a person: three at their times, or four after a talk. Skipping is an answer."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    person = models.ForeignKey("alongside.Person", models.CASCADE, db_index=False)
    kind = models.CharField(max_length=10)  # rules.measures: brief, understood
    occasion = models.CharField(max_length=10)  # first, weeks6, months3, quarterly, after_talk
    conversation = models.BigIntegerField(null=True)
    due_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)  # answered or skipped

    class Meta:
        db_table = "steps_questions"
        constraints = [
            # Two workers who see the same talk end, or the same questions lapse, owe them once.
            models.UniqueConstraint(fields=["person", "occasion", "due_at"], name="questions_once"),
        ]
        indexes = [
            models.Index(fields=["person", "answered_at"], name="questions_of_person"),
            models.Index(
                fields=["ends_at"], name="questions_open", condition=models.Q(answered_at__isnull=True)
            ),
        ]


class MeasureAnswer(models.Model):
    """One answer to one question. What was skipped has no row. Tagged with how it was asked."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    person = models.ForeignKey("alongside.Person", models.CASCADE, db_index=False)
    questions = models.ForeignKey(Questions, models.CASCADE)
    item = models.CharField(max_length=16)  # rules.measures
    value = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=12)
    language = models.CharField(max_length=12)
    scorer = models.PositiveSmallIntegerField()  # rules.measures.VERSION
    at = models.DateTimeField()

    class Meta:
        db_table = "steps_measure_answer"
        constraints = [models.UniqueConstraint(fields=["questions", "item"], name="measure_answer_once")]
        indexes = [models.Index(fields=["person", "at"], name="measure_answer_of_person")]
