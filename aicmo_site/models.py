"""The roof's own tables: how often somebody asked, who guesses, from where who signs in, the trail, and tokens."""

from hashlib import sha256
from typing import Any

from django.db import connection, models
from django.utils import timezone
from knox.models import AbstractAuthToken, AuthTokenManager


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


class Hold(models.Model):
    """Wrong guesses under one key, and until when none is judged. Keys are keyed hashes: people mistype secrets."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    until = models.FloatField(default=0.0, db_index=True)  # seconds since 1970; of the last guess where no wait began

    class Meta:
        db_table = "aicmo_holds"

    def __str__(self) -> str:
        return f"{self.failures} failures"


class Place(models.Model):
    """An address or a browser from which an account has signed in, both as keyed hashes."""

    account = models.CharField(max_length=64)
    place = models.CharField(max_length=64)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    trusted = models.BooleanField(default=True)  # until the password changes

    class Meta:
        db_table = "aicmo_places"
        constraints = [models.UniqueConstraint(fields=["account", "place"], name="uq_aicmo_places_account_place")]

    def __str__(self) -> str:
        return f"known since {self.first_at:%Y-%m-%d}"


class Trail(models.Model):
    """Who did what, append-only: written by `aicmo_site.trail.note` alone."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.CharField(max_length=150, blank=True, db_index=True)  # a username; empty where nobody was known
    address = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=40, db_index=True)
    about = models.CharField(max_length=200, blank=True, db_index=True)  # what or whom it was done to
    data = models.JSONField(default=dict)

    class Meta:
        db_table = "aicmo_trail"
        verbose_name = "entry of the trail"
        verbose_name_plural = "trail"

    def __str__(self) -> str:
        return f"{self.kind} {self.about}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("The trail is append-only.")
        super().save(*args, **kwargs)


class TokenManager(AuthTokenManager):
    def create(self, user: Any, **values: Any) -> Any:
        """A token and its text, which is kept nowhere; good as long as the user's password stays."""
        return super().create(user, stamp=stamp_of(user), **values)


class Token(AbstractAuthToken):
    """A token of the API. Its ID is a surrogate, so that the digest stands in no address."""

    id = models.BigAutoField(primary_key=True)
    digest = models.CharField(max_length=128, unique=True)
    stamp = models.CharField(max_length=64)  # of the password that its user had when it was made

    objects = TokenManager()

    class Meta:
        db_table = "aicmo_tokens"

    def __str__(self) -> str:
        return f"{self.token_key}…"


def stamp_of(user: Any) -> str:
    """Changes with the user's password, whoever changes it and however; but not with SECRET_KEY."""
    return sha256(f"aicmo token {user.password}".encode()).hexdigest()
