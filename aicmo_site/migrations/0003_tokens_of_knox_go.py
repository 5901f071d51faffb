"""Tokens have a table of their own since 0002; rows of knox's would keep accounts from being deleted.

They cannot be carried over: what they were worth hung on no password. Knox's entries in Django's list of migrations go
with the table, so that the code of before makes it anew when one goes back.
"""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('aicmo_site', '0002_signin'),
    ]

    operations = [
        migrations.RunSQL(
            ["DROP TABLE IF EXISTS knox_authtoken", "DELETE FROM django_migrations WHERE app = 'knox'"],
            migrations.RunSQL.noop,
        ),
    ]
