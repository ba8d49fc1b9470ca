from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="appointment",
            name="meeting_hours",
            field=models.JSONField(blank=True, default=dict, verbose_name="hours of meetings"),
        ),
    ]
