"""Settings of the website. What may differ between installations is one KIOSK_… variable (docs/settings.md)."""

import os
from pathlib import Path

from website.local_secret import local_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = Path(os.environ.get("KIOSK_STATE_DIR", ".kiosk")).resolve()
STATE_DIR.mkdir(parents=True, exist_ok=True)

# Production is what --host beyond loopback asks for: then no secret has a default.
PRODUCTION = os.environ.get("KIOSK_PRODUCTION", "") == "1"
DEBUG = False
SECRET_KEY = os.environ.get("KIOSK_DJANGO_SECRET_KEY") or ("" if PRODUCTION else local_secret_key(STATE_DIR))
# The action server asks the directory over loopback, so loopback's names are always allowed.
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
_hosts = os.environ.get("KIOSK_ALLOWED_HOSTS", "").split(",")
ALLOWED_HOSTS = [host.strip() for host in _hosts if host.strip()] + LOOPBACK

KIOSK_SECRET = os.environ.get("KIOSK_SECRET", "")
KIOSK_RASA_URL = os.environ.get("KIOSK_RASA_URL", "http://127.0.0.1:5005")
# Days after which a conversation nobody writes in is deleted.
KIOSK_RETENTION_DAYS = int(os.environ.get("KIOSK_RETENTION_DAYS", "30"))
KIOSK_STATUS_FILE = STATE_DIR / "status.json"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "corsheaders",
    "rest_framework",
    "drf_spectacular",
    "import_export",
    "simple_history",
    "services_directory",
    "conversations",
    "website",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "website.urls"
ASGI_APPLICATION = "website.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "website" / "pages"],
        "OPTIONS": {"environment": "website.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": STATE_DIR / "kiosk.sqlite3",
        # In WAL mode readers and the one writer do not block each other; a writer waits up to 20 s for its turn.
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
WHITENOISE_USE_FINDERS = True

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "website.errors.handle",
    "DEFAULT_THROTTLE_RATES": {
        "conversations": os.environ.get("KIOSK_RATE_CONVERSATIONS", "120/hour"),
        "messages": os.environ.get("KIOSK_RATE_MESSAGES", "120/minute"),
        "conversation": os.environ.get("KIOSK_RATE_CONVERSATION", "40/minute"),
    },
}

# The widget on another website: origins are each city's own (conversations.cors); no cookie ever crosses.
CORS_ALLOW_CREDENTIALS = False
CORS_URLS_REGEX = r"^/(?!hsds/)"  # the feed is open to every website and says so itself (services_directory.hsds.base)
CORS_ALLOW_METHODS = ["GET", "POST", "PATCH", "DELETE", "OPTIONS"]
CORS_ALLOW_HEADERS = ["authorization", "content-type", "accept-language", "if-none-match"]
CORS_EXPOSE_HEADERS = ["etag", "retry-after"]
CORS_PREFLIGHT_MAX_AGE = 3600
SPECTACULAR_SETTINGS = {"TITLE": "Kiosk", "VERSION": "0.1.0", "SERVE_INCLUDE_SCHEMA": False}

# Nothing of another website is loaded, no script or style stands in a page, and nobody may frame us.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # the admin's icons
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# What goes wrong is said on standard error, with the place in the code and never with what somebody wrote.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "website: %(levelname)s %(name)s: %(message)s"}},
    # A guide that wakes (503) is no fault.
    "filters": {
        "faults": {
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: getattr(record, "status_code", 500) != 503,
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["faults"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own warnings here name addresses that were asked for and not found: no news, and personal.
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
