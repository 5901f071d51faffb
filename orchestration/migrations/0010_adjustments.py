from django.db import migrations, models

KEPT = "kept_by_0010"  # in a run's metadata, while the code of before has no column for them


def put_back(apps, schema_editor):
    runs = apps.get_model("orchestration", "Run").objects.using(schema_editor.connection.alias)
    for run in runs.filter(metadata__has_key=KEPT).iterator():
        run.adjustments = run.metadata.pop(KEPT)
        run.save(update_fields=["adjustments", "metadata"])


def keep_what_people_adjusted(apps, schema_editor):
    """The column goes, its content does not; the code of before plans without it."""
    runs = apps.get_model("orchestration", "Run").objects.using(schema_editor.connection.alias)
    for run in runs.exclude(adjustments=[]).iterator():
        run.metadata = {**run.metadata, KEPT: run.adjustments}
        run.save(update_fields=["metadata"])


class Migration(migrations.Migration):
    dependencies = [("orchestration", "0009_review_links")]

    operations = [
        migrations.AddField("run", "adjustments", models.JSONField(blank=True, default=list)),
        migrations.RunPython(put_back, keep_what_people_adjusted),
    ]
