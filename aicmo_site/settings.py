"""Every setting, and the only reader of the environment."""

import importlib.util
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import dj_email_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)

INSECURE_KEY = "insecure-" + "no-secret-key-is-set-" * 3  # enough for `migrate` and `test`; servers refuse it


def read(reader, name, default, check=lambda value: True, rule=""):
    """One environment variable; ImproperlyConfigured names it when its value cannot be used."""
    try:
        value = reader(name, default)
    except EnvError as error:
        raise ImproperlyConfigured(f"{name}: {error}") from error
    if not check(value):
        raise ImproperlyConfigured(f"{name}={value!r}: {rule}")
    return value


def one_of(*allowed):
    return {"check": lambda value: value in allowed, "rule": f"use one of {', '.join(allowed)}"}


def at_least(low):
    return {"check": lambda value: value >= low, "rule": f"use {low} or more"}


def unset_or_at_least(low):
    return {
        "check": lambda value: value is None or low <= value < 10**6,
        "rule": f"use {low} or more, or leave it unset",
    }


def require_model(url, model, seconds, step_seconds):
    """AICMO_GENERATOR=model needs somewhere to ask, and something to ask with. No message repeats an address: some
    hold a password."""
    try:
        parts = urlsplit(url)
        plain = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        plain = False
    if not plain:
        rule = "AICMO_MODEL_URL must be the http:// or https:// address of an OpenAI-compatible server"
        raise ImproperlyConfigured(f"AICMO_GENERATOR=model: {rule}, such as https://host/v1; keys are AICMO_MODEL_KEY.")
    if not model:
        raise ImproperlyConfigured("AICMO_GENERATOR=model: name the model in AICMO_MODEL.")
    if importlib.util.find_spec("openai") is None:
        hint = "install the version that requirements.txt names"
        raise ImproperlyConfigured(f"AICMO_GENERATOR=model: the package openai is missing; {hint}.")
    if seconds >= step_seconds:
        rule = f"a call must end before its step does; use less than AICMO_STEP_SECONDS={step_seconds:g}"
        raise ImproperlyConfigured(f"AICMO_MODEL_SECONDS={seconds:g}: {rule}.")


# --- security
DEBUG = read(env.bool, "DEBUG", False)
SECRET_KEY = read(env.str, "SECRET_KEY", "") or INSECURE_KEY
ALLOWED_HOSTS = read(env.list, "ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = read(env.list, "CSRF_TRUSTED_ORIGINS", [])
HTTPS = read(env.bool, "AICMO_HTTPS", not DEBUG)  # off only where no TLS stands in front: `make serve`
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = read(env.bool, "AICMO_BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {  # nothing from another host, nothing inline; documents in a sandbox have a policy of their own
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "frame-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}

# --- aicmo
AICMO_PERSISTENCE_MODE = read(env.str, "AICMO_PERSISTENCE_MODE", "db", **one_of("db", "inmemory"))
AICMO_LEASE_SECONDS = read(env.float, "AICMO_LEASE_SECONDS", 30.0, **at_least(1))
AICMO_MAX_ATTEMPTS = read(env.int, "AICMO_MAX_ATTEMPTS", 5, **at_least(1))
AICMO_RETRY_BASE_SECONDS = read(env.float, "AICMO_RETRY_BASE_SECONDS", 2.0, **at_least(0))
AICMO_RETRY_CAP_SECONDS = read(env.float, "AICMO_RETRY_CAP_SECONDS", 60.0, **at_least(0))
AICMO_STEP_SECONDS = read(env.float, "AICMO_STEP_SECONDS", 300.0, **at_least(1))  # a step that takes longer is ended
AICMO_OUTAGE_SECONDS = read(env.float, "AICMO_OUTAGE_SECONDS", 900.0, **at_least(0))  # for transient errors
AICMO_STOP_SECONDS = read(env.float, "AICMO_STOP_SECONDS", 30.0, **at_least(0))  # for the steps in hand, after SIGTERM
AICMO_QC_THRESHOLD = read(
    env.float, "AICMO_QC_THRESHOLD", 0.7, check=lambda value: 0 <= value <= 1, rule="use a share from 0 to 1"
)
AICMO_QC_MAX_REVISIONS = read(env.int, "AICMO_QC_MAX_REVISIONS", 2, **at_least(0))
AICMO_AUDIT_GRACE_SECONDS = read(env.float, "AICMO_AUDIT_GRACE_SECONDS", 3600.0, **at_least(AICMO_STEP_SECONDS))
AICMO_GENERATOR = read(env.str, "AICMO_GENERATOR", "offline", **one_of("offline", "model"))
AICMO_MODEL_URL = read(env.str, "AICMO_MODEL_URL", "")
AICMO_MODEL = read(env.str, "AICMO_MODEL", "")
AICMO_MODEL_KEY = read(env.str, "AICMO_MODEL_KEY", "")
AICMO_MODEL_SECONDS = read(env.float, "AICMO_MODEL_SECONDS", 120.0, **at_least(1))  # for one call
AICMO_MODEL_TOKENS_PER_RUN = read(env.int, "AICMO_MODEL_TOKENS_PER_RUN", 400_000, **at_least(1))
AICMO_MODEL_PRICE_IN = read(env.decimal, "AICMO_MODEL_PRICE_IN", None, **unset_or_at_least(0))  # of a million tokens
AICMO_MODEL_PRICE_OUT = read(env.decimal, "AICMO_MODEL_PRICE_OUT", None, **unset_or_at_least(0))
if AICMO_GENERATOR == "model":
    require_model(AICMO_MODEL_URL, AICMO_MODEL, AICMO_MODEL_SECONDS, AICMO_STEP_SECONDS)
read(env.str, "AICMO_BROKER_URL", "", check=lambda url: not url, rule="brokers are not supported yet; leave it unset")
AICMO_TOKEN_DAYS = read(env.int, "AICMO_TOKEN_DAYS", 30, **at_least(1))
AICMO_WRITES_PER_MINUTE = read(env.int, "AICMO_WRITES_PER_MINUTE", 600, **at_least(1))
AICMO_MAX_WAITERS = read(env.int, "AICMO_MAX_WAITERS", 4, **at_least(0))  # of the threads of one server process
AICMO_MAX_BODY_BYTES = read(env.int, "AICMO_MAX_BODY_BYTES", 1_000_000, **at_least(1))
AICMO_MAX_FILE_BYTES = read(env.int, "AICMO_MAX_FILE_BYTES", 20_000_000, **at_least(1))
DATA_UPLOAD_MAX_MEMORY_SIZE = AICMO_MAX_BODY_BYTES
AICMO_PREVIEW_SECONDS = read(env.float, "AICMO_PREVIEW_SECONDS", 10.0, **at_least(0.1))
AICMO_PREVIEWS = read(env.int, "AICMO_PREVIEWS", 2, **at_least(1))  # at once in one server process
LOADED_FOR_CHILDREN = ["orchestration.loading"]  # by the process that previews are forked from

# --- applications
STATIONS = ["onboarding", "strategy", "production", "qc", "delivery"]
INSTALLED_APPS = [
    "aicmo_site.admin_config.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "aicmo_site",
    *STATIONS,
    "orchestration",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "aicmo_site.middleware.content_security.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "aicmo_site.middleware.no_store.NoStore",
    "aicmo_site.middleware.no_nul.NoNul",
    "aicmo_site.middleware.current_request.Asking",
    "aicmo_site.signin.origins.DeviceCookie",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "aicmo_site.urls"
WSGI_APPLICATION = "aicmo_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "aicmo_site" / "templates"],  # before the admin's, of which it puts its own in place
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
AUTHENTICATION_BACKENDS = ["aicmo_site.signin.guessing.GuardedBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "aicmo_site.api.authentication.Token",  # first: its challenge makes strangers' answer a 401
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["aicmo_site.api.permissions.ByRole"],
    "DEFAULT_PARSER_CLASSES": ["aicmo_site.api.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "aicmo_site.api.pagination.NewestFirst",
    "DEFAULT_THROTTLE_CLASSES": ["aicmo_site.api.throttling.Writes"],
    "DEFAULT_SCHEMA_CLASS": "aicmo_site.api.schema.Schema",
    "EXCEPTION_HANDLER": "aicmo_site.problems.handle",
    "NUM_PROXIES": 1 if BEHIND_PROXY else 0,  # whose word about a client's address counts
}
KNOX_TOKEN_MODEL = "aicmo_site.Token"
MIGRATION_MODULES = {"knox": None}  # its own table would only be in the way
REST_KNOX = {"TOKEN_TTL": timedelta(days=AICMO_TOKEN_DAYS), "AUTH_HEADER_PREFIX": "Bearer"}
SPECTACULAR_SETTINGS = {
    "TITLE": "aicmo",
    "VERSION": "1",
    "DESCRIPTION": "The production line of a marketing agency: an intake goes in, a reviewed package comes out.",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {"Status": "orchestration.models.Status", "StepState": "orchestration.models.StepState"},
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "aicmo_site.api.schema.add_problem",
        "onboarding.api.add_intake_form",
    ],
}

# --- databases
POSTGRES_GUARDS = {
    "options": "-c lock_timeout=10s -c statement_timeout=60s -c idle_in_transaction_session_timeout=120s",
    "keepalives": 1,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "connect_timeout": 10,
}
# IMMEDIATE: two writers queue for the lock instead of one of them failing at its first write.
# FULL: a commit that was acknowledged survives a power loss; a package's rows promise that.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA temp_store=MEMORY",
}


def database(url):
    """DATABASE_URL as Django's dictionary; its query parameters win over our defaults."""
    try:
        config = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except (ValueError, KeyError, dj_database_url.ParseError, dj_database_url.UnknownSchemeError) as error:
        raise ImproperlyConfigured(f"DATABASE_URL: {error}") from error
    defaults = {
        "django.db.backends.sqlite3": SQLITE_OPTIONS,
        "django.db.backends.postgresql": POSTGRES_GUARDS,
    }.get(config["ENGINE"])
    if defaults is None:
        raise ImproperlyConfigured(f"DATABASE_URL: {config['ENGINE']} is not supported; use sqlite or postgres.")
    if defaults is SQLITE_OPTIONS and config["NAME"] not in (":memory:", "") and not Path(config["NAME"]).is_absolute():
        config["NAME"] = str(BASE_DIR / config["NAME"])
    return {**config, "OPTIONS": {**defaults, **config.get("OPTIONS", {})}}


DATABASES = {"default": database(read(env.str, "DATABASE_URL", "sqlite:///db.sqlite3"))}
DATABASE_ROUTERS = ["aicmo_site.kernel.persistence.ModeRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEST_RUNNER = "aicmo_site.runner.PytestRunner"


# --- files
def storage_root(url):
    """The directory that AICMO_STORAGE_URL names, as file:///absolute/path or a plain path."""
    if url and "://" not in url:
        return BASE_DIR / url
    parts = urlsplit(url)
    if parts.scheme != "file" or not parts.path or parts.netloc or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"AICMO_STORAGE_URL={url!r}: use a directory, or file:///absolute/path.")
    return Path(parts.path)


STORAGES = {
    "default": {
        "BACKEND": "delivery.package.storage.AtomicFileSystemStorage",
        "OPTIONS": {"location": storage_root(read(env.str, "AICMO_STORAGE_URL", "storage"))},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True


# --- mail
def mail(url):
    """EMAIL_URL as Django's settings."""
    try:
        found = dj_email_url.parse(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"EMAIL_URL: {error}") from error
    if "EMAIL_BACKEND" not in found:
        raise ImproperlyConfigured("EMAIL_URL: use console:, smtp://host:port, submission://user:password@host.")
    return found


MAIL = mail(read(env.str, "EMAIL_URL", "console:"))
EMAIL_BACKEND = MAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = MAIL["EMAIL_HOST"] or "localhost", MAIL["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL["EMAIL_HOST_USER"] or "", MAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL["EMAIL_USE_TLS"], MAIL["EMAIL_USE_SSL"]
EMAIL_FILE_PATH = MAIL["EMAIL_FILE_PATH"] or None
EMAIL_TIMEOUT = MAIL["EMAIL_TIMEOUT"] or 10
DEFAULT_FROM_EMAIL = read(env.str, "DEFAULT_FROM_EMAIL", "aicmo@localhost")

# --- language, time, log
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
LOG_LEVEL = read(env.str, "LOG_LEVEL", "WARNING", **one_of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"one_line": {"()": "aicmo_site.log.OneLine"}, "no_secret": {"()": "aicmo_site.log.NoSecret"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["one_line", "no_secret"]}
    },
    # Their lower levels tell addresses and all that is asked: a client's words belong in no log.
    "loggers": {
        **{name: {"level": "WARNING"} for name in ("openai", "httpx2", "httpcore2", "asyncio")},
        "django.request": {"filters": ["no_secret"]},  # whoever else listens
        "django.server": {"level": "INFO", "handlers": ["stderr"], "filters": ["no_secret"], "propagate": False},
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}
