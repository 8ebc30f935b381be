"""Settings of the website. What may differ between installations is one KIOSK_… variable (docs/settings.md)."""

import os
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from locales.folders import folders
from locales.hosts import host_languages
from website.database import database
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
# Days after closing until an enquiry is deleted with its conversation, and days without a word until one that is
# resolved, or waits for the person, is closed.
KIOSK_ENQUIRY_RETENTION_DAYS = int(os.environ.get("KIOSK_ENQUIRY_RETENTION_DAYS", "180"))
KIOSK_ENQUIRY_CLOSE_DAYS = int(os.environ.get("KIOSK_ENQUIRY_CLOSE_DAYS", "30"))
# Days after a report of an error in the directory was settled until the newcomer's words in it are dropped.
KIOSK_REPORT_DAYS = int(os.environ.get("KIOSK_REPORT_DAYS", "30"))
# Office hours until an enquiry is to be answered, by priority.
KIOSK_ENQUIRY_DUE_HOURS = {
    "urgent": float(os.environ.get("KIOSK_ENQUIRY_DUE_URGENT", "1")),
    "high": float(os.environ.get("KIOSK_ENQUIRY_DUE_HIGH", "4")),
    "normal": float(os.environ.get("KIOSK_ENQUIRY_DUE_NORMAL", "16")),
    "low": float(os.environ.get("KIOSK_ENQUIRY_DUE_LOW", "40")),
}
# Days after the review of a record was due until it is no longer recommended first.
KIOSK_REVIEW_GRACE_DAYS = int(os.environ.get("KIOSK_REVIEW_GRACE_DAYS", "60"))
# Days between two checks of a web address that answered; 0: `kiosk serve` checks none.
KIOSK_LINKS_DAYS = int(os.environ.get("KIOSK_LINKS_DAYS", "7"))
# Where people reach this website: it stands in mails and in the name by which the link check introduces itself.
KIOSK_PUBLIC_URL = os.environ.get("KIOSK_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
KIOSK_STATUS_FILE = STATE_DIR / "status.json"

INSTALLED_APPS = [
    "services_directory",  # before the admin, whose frame of a page it extends
    "services_directory.desk.apps.DeskConfig",  # django.contrib.admin with the officers' site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "corsheaders",
    "rest_framework",
    "drf_spectacular",
    "simple_history",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "conversations",
    "enquiries",
    "accounts",
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
    "django_otp.middleware.OTPMiddleware",
    "accounts.middleware.SessionGuard",
    "django.contrib.messages.middleware.MessageMiddleware",
    "website.officers.OfficersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "website.urls"
ASGI_APPLICATION = "website.asgi.application"

FORM_RENDERER = "website.form_renderer.FormRenderer"
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

DATABASES = {"default": database(os.environ.get("KIOSK_DATABASE_URL", ""), STATE_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Mail goes out by SMTP where a host is named, else it is written to standard output.
EMAIL_HOST = os.environ.get("KIOSK_EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = int(os.environ.get("KIOSK_EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("KIOSK_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KIOSK_EMAIL_PASSWORD", "")
# starttls, tls (from the first byte on, port 465) or none (a relay on the same machine).
_email_security = os.environ.get("KIOSK_EMAIL_SECURITY", "starttls")
if _email_security not in ("starttls", "tls", "none"):
    raise ImproperlyConfigured("KIOSK_EMAIL_SECURITY is starttls, tls or none")
EMAIL_USE_TLS, EMAIL_USE_SSL = _email_security == "starttls", _email_security == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("KIOSK_EMAIL_FROM", "kiosk@localhost")
# Officers and staff sign in with a password and a second factor (docs/accounts.md). Five failed tries lock a name for a
# quarter of an hour. By name alone and as its hash: no address and no device of anybody is stored.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_HANDLER = "accounts.signin.lockout.Handler"
AXES_CLIENT_IP_CALLABLE = "accounts.signin.lockout.no_address"
AXES_USERNAME_CALLABLE = "accounts.signin.lockout.hashed_name"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "csrfmiddlewaretoken"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# The sign-in page tells of the lock itself (no middleware), and locking by address is what we do not want.
SILENCED_SYSTEM_CHECKS = ["axes.W002", "axes.W006"]
OTP_TOTP_ISSUER = "Kiosk"

# Whoever can change data is signed out after a pause; everybody at the end of a working day, or with the browser.
KIOSK_SESSION_HOURS = float(os.environ.get("KIOSK_SESSION_HOURS", "12"))
KIOSK_SESSION_IDLE_MINUTES = float(os.environ.get("KIOSK_SESSION_IDLE_MINUTES", "30"))
SESSION_COOKIE_AGE = int(KIOSK_SESSION_HOURS * 3600)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
if PRODUCTION:
    # __Host-: from this host alone, over TLS alone, for the whole of it (RFC 6265bis, 4.1.3.2).
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-kiosk-session", "__Host-kiosk-csrf"
    CSRF_TRUSTED_ORIGINS = [
        f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS if host not in LOOPBACK
    ]
# Days after which an entry of the audit log is deleted.
KIOSK_AUDIT_DAYS = int(os.environ.get("KIOSK_AUDIT_DAYS", "730"))

LANGUAGE_CODE = "en"
# Languages of the pages for officers and staff; newcomers' are in locales/languages.yml.
LANGUAGES = [(language.code, language.english) for language in host_languages()]
LOCALE_PATHS = list(reversed(folders()))  # of Django's the first wins, of KIOSK_LOCALES_DIR the last
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
WHITENOISE_USE_FINDERS = True

# Forms of the desk have many rows of parts; more fields than this are no form that a person filled in.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# A text that is far too long is told so at its field and given back: only what is larger still is refused unread.
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "website.errors.handle",
    # Proxies in front that write X-Forwarded-For; of what a caller writes there itself nothing is believed.
    "NUM_PROXIES": int(os.environ.get("KIOSK_PROXIES", "0")),
    "DEFAULT_THROTTLE_RATES": {
        "conversations": os.environ.get("KIOSK_RATE_CONVERSATIONS", "120/hour"),
        "messages": os.environ.get("KIOSK_RATE_MESSAGES", "120/minute"),
        "enquiries": os.environ.get("KIOSK_RATE_ENQUIRIES", "20/hour"),
        "receipts": os.environ.get("KIOSK_RATE_RECEIPTS", "120/minute"),
        "wrong_codes": os.environ.get("KIOSK_RATE_WRONG_CODES", "20/hour"),
        "wrong_codes_of_all": os.environ.get("KIOSK_RATE_WRONG_CODES_OF_ALL", "1000/hour"),
        "reports": os.environ.get("KIOSK_RATE_REPORTS", "20/hour"),
        "conversation": os.environ.get("KIOSK_RATE_CONVERSATION", "40/minute"),
    },
}

# The widget on another website: origins are each city's own (conversations.cors); no cookie ever crosses.
CORS_ALLOW_CREDENTIALS = False
CORS_URLS_REGEX = r"^/(?!hsds(?:/|$))"  # the feed itself is open to every website (services_directory.hsds.base)
CORS_ALLOW_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
CORS_ALLOW_HEADERS = ["authorization", "content-type", "accept-language", "if-none-match", "last-event-id"]
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
    "loggers": {
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        # Who failed to sign in stands in the audit log.
        "axes": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
