"""Who would like to talk with whom, and who walks together."""

from django.db import models

from alongside.base.ids import new_id


class Request(models.Model):
    """ "I would like to talk." What the member chose and wrote is sealed under their key."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    person = models.ForeignKey("alongside.Person", models.CASCADE)
    choices = models.BinaryField()  # rules.fit.Wishes as JSON, sealed
    words = models.BinaryField(default=b"")  # what is going on, in the member's own words, sealed
    state = models.CharField(max_length=10, default="choosing")  # choosing, asking, waiting, met, withdrawn
    ask_others = models.BooleanField(default=False)  # "if Rosa can't just now, ask the others"
    whoever = models.BooleanField(default=False)  # "whoever is free first"
    wave = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)  # when the next wave is asked
    made_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    # Nobody was left to ask: who of the team writes to them instead.
    taken_by = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "matching_request"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "person"],
                name="one_open_request",
                condition=models.Q(state__in=["choosing", "asking", "waiting"]),
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="request_due", condition=models.Q(due_at__isnull=False)),
            models.Index(fields=["program", "state", "made_at"], name="request_waiting"),
        ]


class Offer(models.Model):
    """A request shown to a peer who fits. Passing has no penalty and is never told."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    request = models.ForeignKey(Request, models.CASCADE)
    peer = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, default="open")  # suggested, open, accepted, passed, lapsed
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "matching_offer"
        constraints = [models.UniqueConstraint(fields=["program", "request", "peer"], name="offer_once")]


class Match(models.Model):
    """A member and a peer who walk together."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    request = models.OneToOneField(Request, models.SET_NULL, null=True)
    member = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    peer = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    conversation = models.OneToOneField("alongside.Conversation", models.CASCADE)
    reasons = models.BinaryField(default=b"")  # why they were suggested, sealed under the member's key
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # "We may know each other", said privately before the first words; then both are asked.
    asked_if_known_at = models.DateTimeField(null=True)
    member_carries_on = models.BooleanField(null=True)
    peer_carries_on = models.BooleanField(null=True)
    # Who came with a card has no recovery words yet, is asked once, and said "later".
    words_later_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "matching_match"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "member", "peer"], name="one_walk", condition=models.Q(ended_at=None)
            ),
        ]


class Ending(models.Model):
    """How a match ended: by whom, how, and until when the member may take it back."""

    match = models.OneToOneField(Match, models.CASCADE, primary_key=True)
    program = models.ForeignKey("alongside.Program", models.CASCADE)
    by = models.BigIntegerField()  # a person's id
    how = models.CharField(max_length=12)  # goodbye, changed, block, known, deleted
    at = models.DateTimeField()
    undo_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "matching_ending"


class DoNotMatch(models.Model):
    """These two are not suggested to each other. No reason is kept."""

    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    one = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    other = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")

    class Meta:
        db_table = "matching_do_not_match"
        constraints = [models.UniqueConstraint(fields=["program", "one", "other"], name="apart_once")]


class Card(models.Model):
    """A code on paper: who enters it joins this peer, once. For people who already walk together."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    peer = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    made_by = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    found_by = models.BinaryField(max_length=16)  # a keyed hash of the code
    note = models.BinaryField(default=b"")  # whom it is for ("bed 4"), under the maker's key
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    # The talk it led to.
    conversation = models.ForeignKey("alongside.Conversation", models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "matching_card"
        constraints = [models.UniqueConstraint(fields=["program", "found_by"], name="card_once")]
        indexes = [models.Index(fields=["peer", "used_at"], name="card_of_peer")]


class Meeting(models.Model):
    """ "We met" or "We spoke": a date that both see."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    match = models.ForeignKey(Match, models.CASCADE)
    by = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    how = models.CharField(max_length=6)  # met, spoke
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        db_table = "matching_meeting"


class NextTalk(models.Model):
    """ "When shall we talk next?" One says a time, the other says yes or says another."""

    match = models.OneToOneField(Match, models.CASCADE, primary_key=True)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    at = models.DateTimeField()
    said_by = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    said_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "matching_next_talk"


class Meanwhile(models.Model):
    """The peer rests: would the member rather wait, or meet someone meanwhile? Asked once a break."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    match = models.ForeignKey(Match, models.CASCADE)
    rest = models.BigIntegerField()  # workforce.Break
    answer = models.CharField(max_length=10)  # wait, meanwhile
    at = models.DateTimeField()

    class Meta:
        db_table = "matching_meanwhile"
        constraints = [models.UniqueConstraint(fields=["match", "rest"], name="meanwhile_once")]


class PartingLine(models.Model):
    """ "What I saw in you": one line each at an ending, sealed under its writer's key."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    match = models.ForeignKey(Match, models.CASCADE)
    by = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")
    words = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        db_table = "matching_parting_line"
        constraints = [models.UniqueConstraint(fields=["match", "by"], name="parting_line_once")]


class ThatHelped(models.Model):
    """ "That helped", said later, opened by the peer on a day they choose. Sealed under the member's key."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    match = models.ForeignKey(Match, models.CASCADE)
    words = models.BinaryField(default=b"")
    at = models.DateTimeField()
    not_before = models.DateField(null=True)  # the day the peer chose
    opened_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "matching_that_helped"


class CallWish(models.Model):
    """ "Please call me": one of a walk would like to talk by phone. Both are joined without seeing numbers,
    or the program rings with its own phone. Taken by one, done once."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey("alongside.Program", models.CASCADE, db_index=False)
    match = models.ForeignKey(Match, models.CASCADE, null=True)  # none: who wishes walks with nobody yet
    person = models.ForeignKey("alongside.Person", models.CASCADE, related_name="+")  # who wishes it
    made_at = models.DateTimeField()
    safe_from = models.PositiveSmallIntegerField(null=True)  # minutes of their day; none: any time
    safe_until = models.PositiveSmallIntegerField(null=True)
    taken_by = models.ForeignKey("alongside.Person", models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)  # how often it rang in vain: twice at most
    rung_at = models.DateTimeField(null=True)  # the last time
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=10, default="", blank=True)  # spoke, by_hand, taken_back, in_vain

    class Meta:
        db_table = "matching_call_wish"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "person"], name="one_open_call_wish", condition=models.Q(ended_at=None)
            ),
        ]
