"""What the server keeps of conversations: sealed bytes, days, sizes and membership.

Nothing here holds a time of a reporter's act, only days. Rows of one transaction must not be
recognisable as such: see `keys.RandomKey`, and `retention.rewrite_locators` for PostgreSQL.
Persons are named by their protocol id, so that an account can go while a log stays.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.vault.days import today
from luwte.vault.keys import RandomKey, conversation_key
from luwte.vault.roster_models import (
    Bundle,
    PendingCard,
    PublicBlob,
    Roster,
    RosterEntry,
    RosterHead,
    RosterMember,
    Unlocker,
)

__all__ = [
    "Bundle",
    "Conversation",
    "Desk",
    "Envelope",
    "GivenToken",
    "Header",
    "Instance",
    "Item",
    "Locator",
    "LocatorUse",
    "Participation",
    "PendingCard",
    "PublicBlob",
    "Roster",
    "RosterEntry",
    "RosterHead",
    "RosterMember",
    "Unlocker",
    "Upload",
    "UsedChallenge",
]


class Instance(models.Model):
    """This installation: one row, whose id goes into everything that is signed."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    public_id = models.CharField(max_length=32, default=new_id, editable=False)

    def __str__(self) -> str:
        return self.public_id


class Conversation(models.Model):
    """One log: a conversation with a reporter, a case file, a counsellor's own log,
    or a reporter's notebook.

    `keep_until` and `keep_most`: what was told at closing (`keeping.py`); None while it is open.
    `destroy_on`: that day, or an earlier one when it was withdrawn or left.
    """

    class Purpose(models.TextChoices):
        CONVERSATION = "conversation"
        FILE = "file"
        OWN = "own"
        NOTEBOOK = "notebook"

    class State(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"
        WITHDRAWN = "withdrawn"
        DESTROYED = "destroyed"

    key = RandomKey(default=conversation_key)
    public_id = models.CharField(max_length=32, unique=True)
    purpose = models.CharField(max_length=12, choices=Purpose)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    head = models.CharField(max_length=64)
    length = models.PositiveIntegerField()
    epoch = models.PositiveIntegerField(default=0)
    needs_epoch = models.BooleanField(default=True)
    day = models.DateField(default=today)
    closed_before = models.BooleanField(default=False)
    withdraw_day = models.DateField(null=True)
    destroy_on = models.DateField(null=True)
    keep_until = models.DateField(null=True)
    keep_most = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["destroy_on"], name="due", condition=Q(destroy_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.public_id


class Participation(models.Model):
    """Somebody's place in a conversation, and the key that counts there now.

    The primary key is that of the conversation plus the place's number, in order of coming.
    `change` is a number per person that rises with every change they should hear of; `seen` is
    that of the last one they made themself, which is no news to them. `left_day` is set for who
    takes no part any more; `read_day` when they have seen that it is over.
    """

    class Role(models.TextChoices):
        REPORTER = "reporter"
        COUNSELLOR = "counsellor"

    key = RandomKey(default=None)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="participations", db_index=False
    )
    person = models.CharField(max_length=32)
    role = models.CharField(max_length=10, choices=Role)
    sign = models.CharField(max_length=43)
    one_time = models.BooleanField(default=False)
    seeds_from = models.PositiveIntegerField(null=True)
    current = models.BooleanField(default=True)
    change = models.BigIntegerField(default=0)
    seen = models.BigIntegerField(db_default=0)
    left_day = models.DateField(null=True)
    read_day = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "person"], name="one_place_each"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "change"], name="desk_list", condition=Q(role="counsellor")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person}"


class Item(models.Model):
    """One event or statement, as it was signed. Its key is that of the conversation plus `seq`."""

    key = RandomKey(default=None)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="items", db_index=False
    )
    seq = models.PositiveIntegerField()
    public_id = models.CharField(max_length=32)
    bytes = models.BinaryField()
    day = models.DateField(default=today)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "public_id"], name="an_item_once"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Header(models.Model):
    """What is needed to open one statement. Without it the statement is destroyed."""

    item = models.OneToOneField(
        Item, on_delete=models.CASCADE, primary_key=True, related_name="header"
    )
    bytes = models.BinaryField()

    def __str__(self) -> str:
        return str(self.pk)


class Envelope(models.Model):
    """The seeds of a conversation, sealed to one participant.

    `former`: the one they had before, until they show that they opened the newer one.
    """

    place = models.OneToOneField(
        Participation, on_delete=models.CASCADE, primary_key=True, related_name="envelope"
    )
    bytes = models.BinaryField()
    former = models.BinaryField(null=True)

    def __str__(self) -> str:
        return str(self.pk)


class GivenToken(models.Model):
    """A conversation that was given its blind token, and for which blinded number."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, primary_key=True, related_name="given_token"
    )
    blinded = models.BinaryField()
    year = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return str(self.pk)


class Locator(models.Model):
    """How a return phrase finds its sealed index. Which conversations it holds, only it knows."""

    key = RandomKey()
    hash = models.CharField(max_length=64, unique=True)
    sign = models.CharField(max_length=43)
    index = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    intake = models.BooleanField(default=False)
    expires_on = models.DateField(null=True, db_index=True)

    def __str__(self) -> str:
        return self.hash


class LocatorUse(models.Model):
    """A day on which a return phrase was used."""

    key = RandomKey()
    locator = models.ForeignKey(
        Locator, on_delete=models.CASCADE, related_name="uses", db_index=False
    )
    day = models.DateField(default=today)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["locator", "day"], name="a_day_once"),
        ]

    def __str__(self) -> str:
        return self.day.isoformat()


class Upload(models.Model):
    """A sealed file on disk, or the part of it that has come in."""

    key = RandomKey()
    public_id = models.CharField(max_length=32, unique=True, default=new_id)
    size = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    day = models.DateField(default=today)
    conversation = models.ForeignKey(
        Conversation, null=True, on_delete=models.PROTECT, related_name="uploads"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["day"], name="unbound", condition=Q(conversation__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.public_id


class UsedChallenge(models.Model):
    """Work that was handed in; the key is part of its hash, so that it counts once."""

    key = RandomKey(default=None)
    day = models.DateField(default=today, db_index=True)

    def __str__(self) -> str:
        return str(self.key)


class Desk(models.Model):
    """Per counsellor: how many changes there were, and which conversation is their own log."""

    person = models.CharField(max_length=32, primary_key=True)
    changes = models.BigIntegerField(default=0)
    own = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return self.person
