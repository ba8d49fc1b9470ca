from django.db import migrations, models

ROLES = [
    ("counsellor", "Counsellor"),
    ("coordinator", "Coordinator"),
    ("management", "Management"),
    ("second-address", "Second address"),
]


class Migration(migrations.Migration):
    dependencies = [("people", "0002_meeting_hours")]

    operations = [
        migrations.AlterField(
            model_name=model,
            name="role",
            field=models.CharField(
                choices=ROLES, default="counsellor", max_length=16, verbose_name="role"
            ),
        )
        for model in ("appointment", "invitation")
    ]
