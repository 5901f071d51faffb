from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("strategy", "0003_advice")]

    operations = [migrations.AddField("strategydocument", "adjustments", models.JSONField(default=list))]
