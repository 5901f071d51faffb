from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("qc", "0003_places_and_not_evaluated"),
    ]

    operations = [
        migrations.AddField(
            model_name="qcissue",
            name="stops",
            field=models.BooleanField(default=False, help_text="Its piece does not go out, whatever the score."),
        ),
    ]
