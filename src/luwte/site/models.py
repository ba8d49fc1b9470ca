"""What the site itself remembers: when each sweep last ran."""

from django.db import models


class SweepRun(models.Model):
    """The last turn of one sweep. It holds no trace of what the sweep found."""

    name = models.CharField(max_length=100, primary_key=True)
    ran_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class LastDay(models.Model):
    """The last day on which periodic work ran: one row. See clock.py."""

    day = models.DateField()

    def __str__(self) -> str:
        return self.day.isoformat()


class NotificationRun(models.Model):
    """The latest fixed moment at which counsellors were mailed."""

    moment = models.DateTimeField(primary_key=True)

    def __str__(self) -> str:
        return self.moment.isoformat()


class Notified(models.Model):
    """Up to which change, and end, somebody was mailed, who wants mail for news only."""

    person = models.CharField(max_length=32, primary_key=True)
    change = models.BigIntegerField(default=0)
    ends = models.DateField(null=True)

    def __str__(self) -> str:
        return self.person
