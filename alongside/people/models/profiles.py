"""What a peer says of themselves, and all that matching may know of them."""

from django.db import models

from alongside.people.models.persons import Person
from alongside.people.models.programs import Program


class Profile(models.Model):
    """What a peer says of themselves. Words sealed under their key; how each experience may be shown."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True)
    program = models.ForeignKey(Program, models.CASCADE)
    about = models.BinaryField(default=b"")
    own_words = models.BinaryField(default=b"")  # experiences and loves in free words
    shown = models.JSONField(default=dict)  # {experience code: "suggested" | "started" | "never"}
    written_at = models.DateTimeField(null=True)
    live_at = models.DateTimeField(null=True)  # when the peer said: yes, show me like this

    class Meta:
        db_table = "people_profile"


class Availability(models.Model):
    """All that matching may know of a peer, as codes and times in one narrow row. No words.

    Masks hold one bit a choice (rules.lived, rules.loves, rules.tongues; Choice.bit for a program's own).
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True)
    program = models.ForeignKey(Program, models.CASCADE, db_index=False)
    ready = models.BooleanField(default=False)  # made ready by a named person, and live
    here_until = models.DateTimeField(null=True)
    here_wished = models.BooleanField(default=False)  # switched on: each sign of the desk moves here_until
    here_no_later = models.DateTimeField(null=True)  # the hour they chose; none: while the desk shows signs
    break_until = models.DateTimeField(null=True)
    capacity = models.PositiveSmallIntegerField(default=4)
    walking_with = models.PositiveSmallIntegerField(default=0)
    hours = models.BigIntegerField(default=0)  # 7 days x 4 parts of the day (rules.week)
    tongues = models.BigIntegerField(default=0)
    lived = models.BigIntegerField(default=0)
    lived_own = models.BigIntegerField(default=0)
    loves = models.BigIntegerField(default=0)
    loves_own = models.BigIntegerField(default=0)
    belongs = models.BigIntegerField(default=0)  # places, peoples, churches, workplaces, clinics
    told = models.PositiveSmallIntegerField(default=0)  # which of these five kinds the peer told at all
    gender = models.PositiveSmallIntegerField(default=0)  # rules.fit.GENDERS; 0 not told
    age_band = models.PositiveSmallIntegerField(default=0)  # rules.fit.AGE_BANDS; 0 not told

    class Meta:
        db_table = "people_availability"
        indexes = [
            # Who is here now, and all that is compared of them: the narrowing reads nothing else.
            models.Index(
                fields=[
                    *("program", "ready", "here_until", "tongues", "gender", "age_band", "told", "belongs"),
                    *("walking_with", "capacity", "break_until", "hours", "lived", "lived_own", "loves"),
                    *("loves_own", "person"),
                ],
                name="availability_here",
            ),
        ]
