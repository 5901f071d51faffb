from django.db import migrations, models


KEPT = "kept_by_0004"  # in a run's metadata, while the code of before has no columns for it


def name_the_stop(apps, schema_editor):
    """Until now there was one; what was kept on the way back stands in its columns again."""
    runs = apps.get_model("orchestration", "Run").objects.using(schema_editor.connection.alias)
    runs.filter(status="AWAITING_APPROVAL").update(awaiting="copy")
    for run in runs.filter(metadata__has_key=KEPT).iterator():
        kept = run.metadata.pop(KEPT)
        run.answers = kept["answers"]
        # where the code of before let it go on, it rests at that stop no more
        is_there = run.status == "AWAITING_APPROVAL" and run.content_sha256 == kept["content_sha256"]
        run.awaiting = kept["awaiting"] if is_there else run.awaiting
        run.save(update_fields=["answers", "awaiting", "metadata"])


def keep_what_people_said(apps, schema_editor):
    """The columns go, their content does not. To the code of before every stop is the one before delivery: a run that
    rests at its brief goes on there when it is approved, and its brief, put right, stays as it is; a retry by that code
    begins without the answers."""
    runs = apps.get_model("orchestration", "Run").objects.using(schema_editor.connection.alias)
    for run in runs.exclude(answers=[], awaiting__in=["", "copy"]).iterator():
        kept = {"answers": run.answers, "awaiting": run.awaiting, "content_sha256": run.content_sha256}
        run.metadata = {**run.metadata, KEPT: kept}
        run.save(update_fields=["metadata"])


class Migration(migrations.Migration):
    dependencies = [("orchestration", "0003_outages")]

    operations = [
        migrations.AddField("run", "answers", models.JSONField(blank=True, default=list)),
        migrations.AddField("run", "awaiting", models.CharField(blank=True, default="", max_length=16)),
        migrations.AlterModelOptions(
            "run",
            {
                "permissions": [
                    ("start_run", "Can start and retry runs"),
                    ("cancel_run", "Can cancel runs and resume their undoing"),
                    ("answer_run", "Can answer questions and put briefs right"),
                    ("decide_run", "Can approve runs, ask for changes and reject"),
                ]
            },
        ),
        migrations.RunPython(name_the_stop, keep_what_people_said),
    ]
