from django.db import migrations, models


def allow_where_nobody_spoke(apps, schema_editor):
    """A row that runs alone wrote bars nobody. One that a person wrote does: no was what it showed them."""
    clients = apps.get_model("onboarding", "Client").objects.using(schema_editor.connection.alias)
    by_runs = clients.filter(by_hand={}, merge_tags=[], internal_notes="")
    by_runs.filter(model_allowed=False).update(model_allowed=True)


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0003_client")]

    operations = [
        migrations.AlterField("client", "model_allowed", models.BooleanField(default=True)),
        migrations.RunPython(allow_where_nobody_spoke, migrations.RunPython.noop),
    ]
