"""Programs: what they promise, and what they add to the lists."""

from django.db import models

from alongside.base.ids import new_id


class Program(models.Model):
    """Who offers peer support. Nothing crosses from one program to another."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=80)
    key_id = models.BigIntegerField()
    country = models.CharField(max_length=2)
    languages = models.JSONField(default=list)  # codes, the first is the program's own
    time_zone = models.CharField(max_length=50, default="UTC")
    hours = models.JSONField(default=list)  # [[weekday 0-6, "08:00", "20:00"], ...]
    words = models.JSONField(default=dict)  # {"en": {"peer": "natural helper", ...}}
    minimum_age = models.PositiveSmallIntegerField(default=18)
    emergency_number = models.CharField(max_length=20, default="", blank=True)
    named_adult = models.CharField(max_length=200, default="", blank=True)  # for who is too young
    neutral_site = models.URLField(max_length=200, default="https://www.wikipedia.org/")
    poison_number = models.CharField(max_length=40, default="", blank=True)
    backup_number = models.CharField(max_length=40, default="", blank=True)  # out of hours, for helpers
    complaints_to = models.CharField(max_length=200, default="", blank=True)  # someone outside the team
    paused_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)  # none: closed, until "Before we open" is done
    promise_version = models.PositiveIntegerField(default=0)  # the newest one
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "people_program"


class Assurance(models.Model):
    """A named person of the team stands for one line of "Before we open" (rules.before_opening)."""

    program = models.ForeignKey(Program, models.CASCADE, db_index=False)
    code = models.CharField(max_length=12)
    by = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "people_assurance"
        constraints = [models.UniqueConstraint(fields=["program", "code"], name="assurance_once")]


class Promise(models.Model):
    """The program's published answer: who reads this, when is anyone outside called. Versioned."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey(Program, models.CASCADE, db_index=False)
    version = models.PositiveIntegerField()
    profile = models.CharField(max_length=20)  # rules.promise
    sentence = models.TextField()  # when someone outside is contacted, in one plain sentence
    # "In {place} the law makes us tell {whom} when {when}, within {within}." Empty: not filled yet.
    law = models.JSONField(default=dict)
    law_by = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        db_table = "people_promise"
        constraints = [models.UniqueConstraint(fields=["program", "version"], name="promise_once")]


class Choice(models.Model):
    """What a program adds to the lists people choose from: an experience, an interest, a place, a people,
    a church, a workplace, a clinic. `bit` is its number in the masks of `Availability`."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey(Program, models.CASCADE, db_index=False)
    kind = models.CharField(max_length=12)
    words = models.CharField(max_length=80)
    bit = models.PositiveSmallIntegerField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_choice"
        constraints = [models.UniqueConstraint(fields=["program", "kind", "bit"], name="choice_once")]


class Tally(models.Model):
    """How many peers who are ready share an experience or a language: rarity, for matching."""

    id = models.BigAutoField(primary_key=True)
    program = models.ForeignKey(Program, models.CASCADE, db_index=False)
    kind = models.CharField(max_length=12)
    code = models.CharField(max_length=12)
    peers = models.IntegerField(default=0)

    class Meta:
        db_table = "people_tally"
        constraints = [models.UniqueConstraint(fields=["program", "kind", "code"], name="tally_once")]
