"""People, how they come in and come back, and who looked at what is theirs."""

from django.db import models

from alongside.base.ids import new_id
from alongside.people.models.programs import Program, Promise


class Person(models.Model):
    """Anyone with a place in a program. What they are called is sealed under their own key."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey(Program, models.CASCADE, db_index=False)
    key_id = models.BigIntegerField()
    name = models.BinaryField()  # a nickname or a chosen name, sealed
    language = models.CharField(max_length=12)
    time_zone = models.CharField(max_length=50, default="", blank=True)  # empty: the program's
    paused_until = models.DateTimeField(null=True)  # their own pause
    promise_seen = models.PositiveIntegerField(default=0)  # the newest version they said they have read
    help_card = models.BooleanField(default=True)  # the quiet card to whoever wrote of dying
    back_by_peer = models.BooleanField(default=True)  # lost words: the peer and the team may let them in
    arrived_at = models.DateTimeField()
    delete_at = models.DateTimeField(null=True, db_index=True)  # deleted then, unless they change their mind
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_person"
        indexes = [models.Index(fields=["program", "arrived_at"], name="person_in_program")]


class Trace(models.Model):
    """Who of the program looked at something of a person's, or did something about them. They can see it."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey(Program, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, db_index=False)  # whom it is about, and who sees it
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=20)  # rules.traces
    about = models.BigIntegerField(null=True)  # the row it is about, in the table `what` implies
    at = models.DateTimeField()

    class Meta:
        db_table = "people_trace"
        indexes = [models.Index(fields=["person", "at"], name="trace_of_person")]


class LostWords(models.Model):
    """Somebody lost their recovery words and named their peer. The peer and one of the team each confirm."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey(Program, models.CASCADE, db_index=False)
    token_hash = models.BinaryField(max_length=16, unique=True)  # of the device that asks
    peer = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")  # the one they named
    told = models.BinaryField()  # the name they went by and how the peer knows them, sealed under the program
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")  # whom the peer knows
    peer_at = models.DateTimeField(null=True)
    team = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    team_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)  # by either, or by the person on a device still signed in
    used_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_lost_words"


class Role(models.Model):
    """What a person is in the program: member, peer, supervisor, coordinator, funder, steward."""

    program = models.ForeignKey(Program, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE)
    role = models.CharField(max_length=12)

    class Meta:
        db_table = "people_role"
        constraints = [
            models.UniqueConstraint(fields=["program", "role", "person"], name="role_once"),
        ]


class Session(models.Model):
    """A device that is signed in. The cookie's secret is not kept, only its hash."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey(Program, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE)
    token_hash = models.BinaryField(max_length=16, unique=True)
    made_at = models.DateTimeField()
    last_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    own_device = models.BooleanField(default=False)  # drafts may outlive the tab
    borrowed_device = models.BooleanField(default=False)  # ends after 2 idle minutes and with the tab

    class Meta:
        db_table = "people_session"


class Handle(models.Model):
    """An address on a channel, sealed, found by a keyed hash: a phone number, a chat, a mail address, the
    e-mail a helper signs in with, or the one a member left for "You have a note" (channel `note`), which is
    found by nobody but its own person."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey(Program, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE)
    channel = models.CharField(max_length=12)
    address = models.BinaryField()
    found_by = models.BinaryField(max_length=16)
    proved_at = models.DateTimeField(null=True)  # a member's: when the number sent there was typed back
    gateway_id = models.BigIntegerField(null=True)  # by which it was heard last, and is written to
    ussd_gateway_id = models.BigIntegerField(null=True)  # by which they dial
    chosen = models.BooleanField(default=False)  # answers go here
    shared = models.BooleanField(null=True)  # others use this phone; none: not told yet
    code_hash = models.BinaryField(default=b"")  # the word asked before content is sent
    open_until = models.DateTimeField(null=True)  # the word was said: content may be sent until then
    safe_from = models.PositiveSmallIntegerField(null=True)  # minutes of their day; none: any time
    safe_until = models.PositiveSmallIntegerField(null=True)
    plain_letters = models.BooleanField(default=False)  # they agreed to letters that cost less
    last_in_at = models.DateTimeField(null=True)
    still_asked_at = models.DateTimeField(null=True)  # "still you?" was asked and is not answered
    stopped_at = models.DateTimeField(null=True)
    stopped_why = models.CharField(max_length=10, default="", blank=True)  # asked, blocked, wrong, dead
    noticed_at = models.DateTimeField(null=True)  # told without words that something waits

    class Meta:
        db_table = "people_handle"
        constraints = [
            models.UniqueConstraint(fields=["program", "channel", "found_by"], name="handle_once"),
        ]


class NeverWrite(models.Model):
    """A number that is never written to again, as a bare hash: of somebody deleted, or a stranger's."""

    program = models.ForeignKey(Program, models.CASCADE, db_index=False)
    found_by = models.BinaryField(max_length=16)

    class Meta:
        db_table = "people_never_write"
        constraints = [
            models.UniqueConstraint(fields=["program", "found_by"], name="never_write_once"),
        ]


class LinkCode(models.Model):
    """A short code that joins two doors of one person. Works once, for a short time.

    With a channel and a handle: sent to that handle, typed on the web. With a channel alone: shown on the
    web, sent in by that channel. With a handle alone: sent to a phone that asked for it, lets in on the web.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey(Program, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE)
    code_hash = models.BinaryField(max_length=16)
    channel = models.CharField(max_length=12, default="", blank=True)  # what the handle is to become
    handle = models.ForeignKey(Handle, models.CASCADE, null=True, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_link_code"
        constraints = [
            models.UniqueConstraint(fields=["program", "code_hash"], name="link_code_once"),
        ]


class Account(models.Model):
    """How peers and team sign in: an e-mail (a Handle) and a password hashed with Argon2."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True)
    program = models.ForeignKey(Program, models.CASCADE)
    password = models.CharField(max_length=200)

    class Meta:
        db_table = "people_account"


class Invitation(models.Model):
    """A link that makes someone a peer or one of the team. Works once, ends by itself."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey(Program, models.CASCADE, null=True)  # none: the very first, which sets up
    token_hash = models.BinaryField(max_length=16, unique=True)
    roles = models.JSONField(default=list)
    renews = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")  # a new password for them
    note = models.BinaryField(default=b"")  # who it is for, in the inviter's words, under the program's key
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_invitation"


class Recovery(models.Model):
    """The five words that let a member in on another device: only a keyed hash of their Argon2id is kept."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True)
    program = models.ForeignKey(Program, models.CASCADE)
    found_by = models.BinaryField(max_length=16, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "people_recovery"


class Attempt(models.Model):
    """How often something that could be guessed or harvested was tried. No address is kept:
    `who` is a keyed hash under a key that changes every day."""

    what = models.CharField(max_length=20)
    who = models.BinaryField(max_length=16)
    day = models.DateField(db_index=True)
    times = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        db_table = "people_attempt"
        constraints = [models.UniqueConstraint(fields=["day", "what", "who"], name="attempt_once")]


class Consent(models.Model):
    """Which version of the promise someone saw, and when."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    program = models.ForeignKey(Program, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE)
    promise = models.ForeignKey(Promise, models.PROTECT)
    language = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        db_table = "people_consent"
