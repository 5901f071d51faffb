from django.db import migrations, models


def name_the_stop(apps, schema_editor):
    """Until now there was one."""
    runs = apps.get_model("orchestration", "Run").objects.using(schema_editor.connection.alias)
    runs.filter(status="AWAITING_APPROVAL").update(awaiting="copy")


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
        migrations.RunPython(name_the_stop, migrations.RunPython.noop),
    ]
