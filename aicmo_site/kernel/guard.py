"""What long-lived processes refuse to start on."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def require_secure() -> None:
    """Raise ImproperlyConfigured where a server or worker would run on an insecure configuration outside DEBUG."""
    if settings.DEBUG:
        return
    key = settings.SECRET_KEY
    if key.startswith("insecure-") or len(key) < 50 or len(set(key)) < 5:
        raise ImproperlyConfigured("SECRET_KEY: set a random key of 50 or more characters (`make` writes one to .env).")
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS: name the hosts; '*' admits forged Host headers.")


def require_shared_data(who: str) -> None:
    """Raise ImproperlyConfigured where `who` would see nothing but this process's own memory."""
    if settings.AICMO_PERSISTENCE_MODE != "db":
        raise ImproperlyConfigured(f"AICMO_PERSISTENCE_MODE=inmemory: {who} needs data that other processes share.")
