from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0002_seen"),
    ]

    operations = [
        migrations.AddField(
            model_name="envelope",
            name="former",
            field=models.BinaryField(null=True),
        ),
    ]
