"""Closed logs get the two days that go with the one that was told."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import migrations, models


def tell(apps: Any, _editor: Any) -> None:
    conversations = apps.get_model("vault", "Conversation")
    today = datetime.datetime.now(datetime.UTC).date()
    most = today.replace(year=today.year + 2, day=1)
    for one in conversations.objects.filter(state="closed", destroy_on__isnull=False):
        one.keep_until, one.keep_most = one.destroy_on, max(most, one.destroy_on)
        one.save(update_fields=["keep_until", "keep_most"])


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0004_given_token"),
    ]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="keep_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="conversation",
            name="keep_most",
            field=models.DateField(null=True),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop, elidable=True),
    ]
