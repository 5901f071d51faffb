from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orchestration", "0010_adjustments")]

    operations = [migrations.AddField("runcomment", "is_parked", models.BooleanField(default=False))]
