"""The roof's own table."""

from django.db import connection, models


class Spent(models.Model):
    """How often somebody asked for something in one minute: counted here, where every process sees it."""

    who = models.CharField(max_length=128)  # <scope>:<user or address>
    minute = models.BigIntegerField()
    times = models.PositiveIntegerField()

    class Meta:
        db_table = "api_spent"
        verbose_name_plural = "spent"
        constraints = [models.UniqueConstraint(fields=["who", "minute"], name="uq_api_spent_who_minute")]

    def __str__(self) -> str:
        return f"{self.who}: {self.times}"


_COUNT = """
    INSERT INTO api_spent (who, minute, times) VALUES (%s, %s, 1)
    ON CONFLICT (who, minute) DO UPDATE SET times = api_spent.times + 1 RETURNING times
"""


def spend(*, who: str, minute: int) -> int:
    """Count once more, and how often that is in this minute: one statement, so that no process overlooks another."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [who, minute])
        times: int = cursor.fetchone()[0]
    if times == 1:
        Spent.objects.filter(minute__lt=minute).delete()
    return times
