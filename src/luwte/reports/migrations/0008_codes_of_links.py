from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def close_all(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Their codes were kept in another way, and can't be compared any more."""
    apps.get_model("reports", "ReadingLink").objects.update(closed=True)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0007_no_counts_in_drafts"),
    ]

    operations = [
        migrations.RunPython(close_all, migrations.RunPython.noop),
    ]
