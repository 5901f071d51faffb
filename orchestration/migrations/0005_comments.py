import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def keep_comments_as_wishes(apps, schema_editor):
    """Until now a run remembered the latest comment alone; it stands as a wish for the whole campaign."""
    using = schema_editor.connection.alias
    runs = apps.get_model("orchestration", "Run").objects.using(using)
    events = apps.get_model("orchestration", "RunEvent").objects.using(using)
    comments = apps.get_model("orchestration", "RunComment").objects.using(using)
    for run in runs.exclude(status__in=["COMPLETED", "COMPENSATED"]).iterator(500):
        if said := run.metadata.get("comment"):
            asked = events.filter(run_id=run.pk, kind="decided", data__decision="request_changes").order_by("id").last()
            comments.create(
                id=f"comment_{run.pk}",
                run_id=run.pk,
                position=0,
                text=said,
                author=asked.actor if asked else "",
                at=asked.at if asked else run.updated_at,
            )


class Migration(migrations.Migration):
    dependencies = [("orchestration", "0004_answers")]

    operations = [
        migrations.CreateModel(
            name="RunComment",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("id", models.CharField(max_length=128, primary_key=True, serialize=False)),
                ("position", models.PositiveIntegerField()),
                ("channel", models.CharField(blank=True, default="", max_length=128)),
                ("piece", models.CharField(blank=True, default="", max_length=16)),
                ("field", models.CharField(blank=True, default="", max_length=64)),
                ("passage", models.TextField(blank=True, default="")),
                ("text", models.TextField()),
                ("author", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("done", "Done"), ("ended", "Ended")], default="open", max_length=16
                    ),
                ),
                ("resolved_by", models.CharField(blank=True, default="", max_length=150)),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                ("outcomes", models.JSONField(blank=True, default=list)),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="orchestration.run",
                    ),
                ),
            ],
            options={
                "db_table": "workflow_comments",
                "verbose_name": "workflow comment",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "position"), name="uq_workflow_comments_run_position")
                ],
            },
        ),
        migrations.RunPython(keep_comments_as_wishes, migrations.RunPython.noop),
    ]
