"""Keys and what is left of them. `Key` and `DestroyedKey` live in a database of their own."""

from django.db import models


class Key(models.Model):
    """A data key, wrapped by its parent's. It names nobody; rows elsewhere name it by id."""

    id = models.BigIntegerField(primary_key=True)
    parent_id = models.BigIntegerField(default=0)  # 0: the install key, which is a file
    wrapped = models.BinaryField()

    class Meta:
        db_table = "vault_key"


class DestroyedKey(models.Model):
    """The ledger: keys that must never open anything again, also not after an older backup is restored."""

    key_id = models.BigIntegerField(unique=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "vault_destroyed_key"


class CondemnedKey(models.Model):
    """A key to destroy, written with the deletion that condemned it, so that a crash forgets nothing."""

    key_id = models.BigIntegerField(unique=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "vault_condemned_key"
