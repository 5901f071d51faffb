from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("production", "0002_versions")]

    operations = [
        migrations.AddField("version", "position", models.PositiveIntegerField(default=0)),
        migrations.AlterModelOptions("version", options={"ordering": ["round", "position", "id"]}),
    ]
