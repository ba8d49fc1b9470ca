"""What the server keeps of counsellors' keys: rosters, cards, bundles. All of it is signed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luwte.organisations.models import Organisation
from luwte.vault.days import today


class Roster(models.Model):
    """The chain of an organisation's counsellors. A later one names the one that it replaces."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=32, unique=True)
    length = models.PositiveIntegerField()
    head = models.CharField(max_length=64)
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="succeeded_by"
    )

    def __str__(self) -> str:
        return self.fingerprint


class RosterEntry(models.Model):
    """One link of the chain, as it was signed."""

    roster = models.ForeignKey(
        Roster, on_delete=models.CASCADE, related_name="entries", db_index=False
    )
    position = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    bytes = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roster", "position"], name="one_entry_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.roster_id}:{self.position}"


class RosterMember(models.Model):
    """What follows from the chain for one person: their latest card, and whether it counts."""

    roster = models.ForeignKey(
        Roster, on_delete=models.CASCADE, related_name="members", db_index=False
    )
    person = models.CharField(max_length=32)
    sign = models.CharField(max_length=43)
    profile = models.CharField(max_length=64)
    current = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roster", "person"], name="one_member_a_person"),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="member_person")]

    def __str__(self) -> str:
        return self.person


class RosterHead(models.Model):
    """The latest head of a roster that one counsellor has seen and signed."""

    roster = models.ForeignKey(
        Roster, on_delete=models.CASCADE, related_name="heads", db_index=False
    )
    person = models.CharField(max_length=32)
    bytes = models.BinaryField()
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roster", "person"], name="one_head_a_person"),
        ]

    def __str__(self) -> str:
        return self.person


class PendingCard(models.Model):
    """A card that waits for a colleague's counter-signature."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    person = models.CharField(max_length=32)
    card = models.BinaryField()
    profile = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "person"], name="one_card_waits"),
        ]

    def __str__(self) -> str:
        return self.person


class PublicBlob(models.Model):
    """A profile or portrait that a counsellor shows to everybody, known by its hash."""

    class Kind(models.TextChoices):
        PROFILE = "profile"
        PORTRAIT = "portrait"

    hash = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=8, choices=Kind)
    bytes = models.BinaryField()
    day = models.DateField(default=today)

    def __str__(self) -> str:
        return self.hash


class Bundle(models.Model):
    """A counsellor's seed, sealed in their browser."""

    person = models.CharField(max_length=32, primary_key=True)
    bytes = models.BinaryField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.person


class Unlocker(models.Model):
    """The bundle's key, sealed to a passkey, a passphrase or a printed recovery key."""

    class Type(models.TextChoices):
        PASSKEY = "passkey"
        WORDS = "words"
        PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind
        RECOVERY = "recovery"

    public_id = models.CharField(max_length=32)
    person = models.CharField(max_length=32)
    type = models.CharField(max_length=10, choices=Type)
    sealed = models.BinaryField()
    label = models.CharField(max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "public_id"], name="an_unlocker_once"),
            models.CheckConstraint(condition=~Q(public_id=""), name="an_unlocker_has_an_id"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.person}"
