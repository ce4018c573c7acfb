"""Django's settings of Standing. What may differ between installations comes from the environment
(`config`).
"""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import StrictUndefined

from standing.core.assessing.appeals import APPEALED_WITHIN_DAYS, NATIONS, STAGE_DAYS
from standing.core.rules.sampling import Shares
from standing.site import config

SITE = Path(__file__).resolve().parent
AREAS = (
    "audit",
    "people",
    "standards",
    "record",
    "profiles",
    "policies",
    "assessment",
    "revisions",
    "coproduction",
    "cover",
    "credentials",
    "documents",
    "exchange",
    "reminders",
)

STANDING_HOME = config.home_folder()
DEBUG = config.read_switch(os.environ, "STANDING_DEBUG")
HTTPS = config.read_switch(os.environ, "STANDING_HTTPS")
OPENID_PROVIDER = config.openid_provider(os.environ)
SECRET_KEY = config.secret_key(os.environ, STANDING_HOME)

DATABASES = {"default": config.parse_database_url(config.database_url())}
# Where the head of the audit trail is kept; without one, beside the SQLite file or in the home folder.
AUDIT_HEAD_FILE = os.environ.get("STANDING_AUDIT_HEAD_FILE", "").strip() or None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *(f"standing.areas.{area}" for area in AREAS),
    "standing.site",
]

MIDDLEWARE = [
    "standing.site.middleware.health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "standing.site.middleware.content_security_policy",
    "standing.site.middleware.readable_addresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "standing.site.resuming.resuming",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "standing.site.middleware.private_pages",
    "standing.site.middleware.roles_read_once",
    "standing.site.middleware.refusals",
]

ROOT_URLCONF = "standing.site.urls"
WSGI_APPLICATION = "standing.site.wsgi.application"

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        # Our pages. Folders are named rather than found: the templates of other packages are not Jinja's.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [SITE / "templates", *(SITE.parent / "areas" / area / "templates" for area in AREAS)],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "standing.site.templating.environment",
            "context_processors": ["standing.site.context.page", CONTEXT_PROCESSORS[2]],
            "undefined": StrictUndefined,
        },
    },
    {
        # Other packages' templates: form widgets and the plain-text files of allauth.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "django",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]
FORM_RENDERER = "standing.site.forms.renderer.NhsRenderer"

# -- language, time ------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# -- static files --------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS: list[Path] = []
# Files are served from where they lie, so nothing needs collecting; the address carries a digest of the
# content.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 24 * 60 * 60
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

# -- evidence and claims -------------------------------------------------------------------------------------

EVIDENCE_FILES = config.read_switch(os.environ, "STANDING_EVIDENCE_FILES")
EVIDENCE_FILE_MEGABYTES = config.read_whole_number(
    os.environ, "STANDING_EVIDENCE_FILE_MEGABYTES", default=5, least=1, most=15
)
CLAIM_MONTHS = config.read_whole_number(os.environ, "STANDING_CLAIM_MONTHS", default=12, least=1, most=120)
SAMPLING_SHARES = Shares(
    new=config.read_whole_number(os.environ, "STANDING_SAMPLE_NEW", default=50, least=50, most=100),
    usual=config.read_whole_number(os.environ, "STANDING_SAMPLE_USUAL", default=15, least=1, most=100),
)
APPEALED_WITHIN_DAYS = config.read_whole_number(
    os.environ, "STANDING_APPEALED_WITHIN", default=APPEALED_WITHIN_DAYS, least=1, most=120
)
NATION = config.read_choice(os.environ, "STANDING_NATION", choices=NATIONS, default="england")
APPEAL_DAYS = dict(
    zip(
        STAGE_DAYS,
        config.read_whole_numbers(
            os.environ, "STANDING_APPEAL_DAYS", default=tuple(STAGE_DAYS.values()), least=1, most=120
        ),
        strict=True,
    )
)

# -- tasks ---------------------------------------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# -- messages ------------------------------------------------------------------------------------------------

MAIL_SERVER = config.mail_server(os.environ)
# Where people open the service, for links in messages; without a mail server there are none.
STANDING_ADDRESS = MAIL_SERVER.address if MAIL_SERVER else ""
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_SERVER else 'dummy'}.EmailBackend"
EMAIL_HOST = MAIL_SERVER.host if MAIL_SERVER else ""
EMAIL_PORT = MAIL_SERVER.port if MAIL_SERVER else 25
EMAIL_HOST_USER = MAIL_SERVER.user if MAIL_SERVER else ""
EMAIL_HOST_PASSWORD = MAIL_SERVER.password if MAIL_SERVER else ""
EMAIL_USE_TLS = bool(MAIL_SERVER and MAIL_SERVER.security == "starttls")
EMAIL_USE_SSL = bool(MAIL_SERVER and MAIL_SERVER.security == "tls")
EMAIL_TIMEOUT = 20
# Whom a statement of competence says to ask how it stands today.
STATEMENT_CONTACT = os.environ.get("STANDING_STATEMENT_CONTACT", "").strip()
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_SERVER.sender if MAIL_SERVER else "standing@localhost"

# -- sign-in -------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Account"
# Django's own: it goes by the address on the account. allauth's would also take addresses it remembers from before.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "standing.site.sign_in.AccountAdapter"
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "standing.site.sign_in_forms.SignInForm",
    "reauthenticate": "standing.site.sign_in_forms.ConfirmPasswordForm",
    "change_password": "standing.site.sign_in_forms.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
MFA_ADAPTER = "standing.site.sign_in.CodesAdapter"
MFA_FORMS = {
    "authenticate": "standing.site.sign_in_forms.CodeForm",
    "reauthenticate": "standing.site.sign_in_forms.ConfirmCodeForm",
    "activate_totp": "standing.site.sign_in_forms.TurnOnCodesForm",
}
# An administrator gave the address; there is no letter to verify it by.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Standing"
SOCIALACCOUNT_ADAPTER = "standing.site.sign_in.OrganisationAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "organisation",
                "name": OPENID_PROVIDER.name,
                "client_id": OPENID_PROVIDER.client_id,
                "secret": OPENID_PROVIDER.client_secret,
                "settings": {"server_url": OPENID_PROVIDER.server_url},
            }
        ]
        if OPENID_PROVIDER
        else []
    }
}

# -- sessions, cookies, headers ------------------------------------------------------------------------------

SESSION_COOKIE_AGE = 3600 * config.read_whole_number(
    os.environ, "STANDING_SESSION_HOURS", default=12, least=1, most=168
)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "standing.site.views.errors.csrf_failure"
ALLOWED_HOSTS = config.read_list(
    os.environ, "STANDING_ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"]
)
X_FRAME_OPTIONS = "DENY"
# Not "no-referrer": browsers then hide the origin of a form too, and its protection against forgery would
# refuse it.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
TRUSTED_PROXY = os.environ.get("STANDING_TRUSTED_PROXY", "").strip() or "127.0.0.1"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
