from django.db import migrations, models


def end_what_asks_for_nothing(apps, schema_editor):
    """The code of before takes every comment for a wish, and an ended one for none."""
    comments = apps.get_model("orchestration", "RunComment").objects.using(schema_editor.connection.alias)
    comments.filter(kind="comment").update(state="ended")


class Migration(migrations.Migration):
    dependencies = [("orchestration", "0006_model_calls")]

    operations = [
        migrations.AddField(
            model_name="runcomment",
            name="kind",
            field=models.CharField(choices=[("wish", "Wish"), ("comment", "Comment")], default="wish", max_length=16),
        ),
        migrations.AddField(
            model_name="runcomment",
            name="reply_to",
            field=models.CharField(blank=True, default="", max_length=128),
        ),
        migrations.RunPython(migrations.RunPython.noop, end_what_asks_for_nothing),
    ]
