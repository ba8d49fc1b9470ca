"""Django's settings, all of them following from `environment.py`. No other file reads them in."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from luwte.site.environment import database_settings, mail_server, read_environment

LUWTE = read_environment()
HERE = Path(__file__).resolve().parent

SECRET_KEY = LUWTE.secret_key
DEBUG = False
ALLOWED_HOSTS = list(LUWTE.hosts)
ROOT_URLCONF = "luwte.site.urls_site"
WSGI_APPLICATION = "luwte.site.wsgi.application"

INSTALLED_APPS = [
    "luwte.site",
    "luwte.organisations",
    "luwte.people",
    "luwte.vault",
    "luwte.registry",
    "luwte.reports",
    "luwte.position",
    "luwte.outreach",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.headless",
]

MIDDLEWARE = [
    "luwte.site.headers.SecurityHeaders",
    "luwte.site.hosts.HostRouting",
    "luwte.site.reporters.ReportersCalls",
    "luwte.site.files.PublicFiles",
    "luwte.site.sign_in_bodies.RefuseSecretExtensions",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "luwte.site.context.addresses",
            ],
        },
    },
]

# --- Data ---------------------------------------------------------------------------------------

DATABASES = {"default": database_settings(LUWTE.database, LUWTE.data)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = LUWTE.data / "media"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Sealed bodies are bounded by the API itself, operation by operation.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

# --- Language -----------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LANGUAGE_COOKIE_SECURE = LUWTE.secure
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

# --- Static files -------------------------------------------------------------------------------

STATIC_URL = "/static/"
APPS_ROOT = HERE / "apps"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_INDEX_FILE = True
WHITENOISE_ROOT = APPS_ROOT
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- Sign-in ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/account/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "luwte.people.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = LUWTE.fresh_sign_in
# No proxy passes on addresses, so all who come look like one: what allauth counts by address it
# counts for everybody together. Guessing is slowed down for each account.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "10/5m/key",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
}
MFA_RATE_LIMITS = {"webauthn_login": "1200/m/ip"}

MFA_ADAPTER = "luwte.people.sign_in.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Luwte"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LUWTE.demo

HEADLESS_CLIENTS = ("browser",)
HEADLESS_ONLY = False
HEADLESS_FRONTEND_URLS = {
    "account_reset_password_from_key": LUWTE.app_origin + "/desk/#/password/{key}",
}

# --- Cookies and transport ----------------------------------------------------------------------

PREFIX = "__Host-" if LUWTE.secure else "luwte-"
CSRF_FAILURE_VIEW = "luwte.site.views.csrf_refused"
SESSION_COOKIE_NAME = PREFIX + "session"
SESSION_COOKIE_SECURE = LUWTE.secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = PREFIX + "csrf"
CSRF_COOKIE_SECURE = LUWTE.secure
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None  # gone with the browser's session: no trace that outlives a visit
LANGUAGE_COOKIE_NAME = PREFIX + "language"
SECURE_CONTENT_TYPE_NOSNIFF = False  # headers.py sets it, together with the others
X_FRAME_OPTIONS = "DENY"
if LUWTE.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Mail ---------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = LUWTE.mail_from
SERVER_EMAIL = LUWTE.mail_from
if LUWTE.mail_url:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    SERVER = mail_server(LUWTE.mail_url)
    EMAIL_HOST, EMAIL_PORT = SERVER.host, SERVER.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = SERVER.user, SERVER.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = SERVER.implicit_tls, not SERVER.implicit_tls
    EMAIL_TIMEOUT = 20
else:
    # Without a mail server the messages land in a folder: the demo is read from there.
    EMAIL_BACKEND = "luwte.people.mail_folder.EmailBackend"
    EMAIL_FILE_PATH = LUWTE.data / "mail"

# --- Logging ------------------------------------------------------------------------------------

# A path, an address or a traceback's values can point at a reporter, so requests are not logged:
# only what went wrong, without where it was asked for.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "filters": {"no_traces": {"()": "luwte.site.logs.WithoutRequest"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["no_traces"],
        },
        "null": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "luwte": {"level": "INFO"},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["null"], "propagate": False},
        "django.server": {"handlers": ["null"], "propagate": False},
    },
}

SILENCED_SYSTEM_CHECKS = [
    "security.W001",  # headers.py does what SecurityMiddleware does, for each host its own
    "security.W002",  # and what XFrameOptionsMiddleware does
    "security.W004",  # HSTS is set by headers.py
    "security.W006",  # so is nosniff
    "security.W008",  # the proxy in front redirects to https
]
