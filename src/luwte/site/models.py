"""What the site itself remembers: when each sweep last ran."""

from django.db import models


class SweepRun(models.Model):
    """The last turn of one sweep. It holds no trace of what the sweep found."""

    name = models.CharField(max_length=100, primary_key=True)
    ran_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
