
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('orchestration', '0002_permissions'),
    ]

    operations = [
        migrations.AddField(
            model_name='run',
            name='outage_retries',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='run',
            name='outage_since',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
