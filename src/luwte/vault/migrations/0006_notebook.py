"""A reporter may keep a notebook: a log of a purpose of its own."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0005_keep_until"),
    ]

    operations = [
        migrations.AlterField(
            model_name="conversation",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("conversation", "Conversation"),
                    ("file", "File"),
                    ("own", "Own"),
                    ("notebook", "Notebook"),
                ],
                max_length=12,
            ),
        ),
    ]
