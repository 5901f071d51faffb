"""Tokens have a table of their own since 0002: those of knox's move there, each good as long as its user's password.

Knox's entries in Django's list of migrations go with its table, so that the code of before makes it anew, empty, when one
goes back.
"""

from hashlib import sha256

from django.conf import settings
from django.db import migrations


def carry_over(apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if "knox_authtoken" not in connection.introspection.table_names(cursor):
            return
        cursor.execute(
            "INSERT INTO aicmo_tokens (token_key, created, expiry, digest, stamp, user_id) "
            "SELECT token_key, created, expiry, digest, '', user_id FROM knox_authtoken"
        )
    passwords = apps.get_model(settings.AUTH_USER_MODEL).objects.using(connection.alias).values_list("pk", "password")
    tokens = apps.get_model("aicmo_site", "Token").objects.using(connection.alias).filter(stamp="")
    for user_id, password in passwords.filter(pk__in=tokens.values("user_id")):
        stamp = sha256(f"aicmo token {password}".encode()).hexdigest()  # as `stamp_of` makes it
        tokens.filter(user_id=user_id).update(stamp=stamp)


class Migration(migrations.Migration):

    dependencies = [
        ('aicmo_site', '0002_signin'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RunSQL(
            ["DROP TABLE IF EXISTS knox_authtoken", "DELETE FROM django_migrations WHERE app = 'knox'"],
            migrations.RunSQL.noop,
        ),
    ]
