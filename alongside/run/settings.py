"""Settings are environment variables, checked at the start. Each has a default that works."""

import os
from pathlib import Path

from alongside.run import catalogues, databases
from alongside.run.mailing import mail_in, mailing

databases.use_a_sound_sqlite()

ROOT = Path(__file__).resolve().parent.parent

DATA = Path(os.environ.get("ALONGSIDE_DATA") or "data").resolve()
HTTPS = os.environ.get("ALONGSIDE_HTTPS", "") == "1"  # behind a proxy that speaks HTTPS
ALLOWED_HOSTS = [
    *filter(None, os.environ.get("ALONGSIDE_HOSTS", "").split(",")),
    "localhost",
    "127.0.0.1",
    "[::1]",
]
GATEWAYS_NEAR = frozenset(  # what channels may reach on this computer and around it: hosts, or 1 for all
    filter(None, os.environ.get("ALONGSIDE_GATEWAYS_NEAR", "").replace(" ", "").split(","))
)
DEMO_ANYWHERE = os.environ.get("ALONGSIDE_DEMO_ANYWHERE", "") == "1"  # demo doors beyond loopback

# How gateways reach this install: what they are told to call, and what they sign.
GATEWAYS_ADDRESS = os.environ.get("ALONGSIDE_ADDRESS", "").rstrip("/") or (
    f"http://127.0.0.1:{os.environ.get('ALONGSIDE_PORT') or 8000}"
)
MAILING = mailing(  # none: this install sends no e-mail
    os.environ.get("ALONGSIDE_SMTP_URL", ""),
    os.environ.get("ALONGSIDE_MAIL_FROM", ""),
    os.environ.get("ALONGSIDE_ADDRESS", ""),
)
MAIL_IN = mail_in(os.environ.get("ALONGSIDE_MAIL_IN", ""))  # none: no mail is taken

DEBUG = False
SECRET_KEY = "not used: nothing here is signed"  # noqa: S105  Django wants one; sessions are rows
INSTALLED_APPS = ["alongside"]
ROOT_URLCONF = "alongside.web.addresses"
MIDDLEWARE = [
    "alongside.web.middleware.Headers",
    "alongside.web.middleware.SameOrigin",
    "alongside.web.middleware.WhoIsAsking",
    "alongside.web.middleware.Language",
    "alongside.web.middleware.Doors",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "web" / "templates"],
        "OPTIONS": {
            "context_processors": ["alongside.web.context.everywhere"],
            "builtins": ["django.templatetags.i18n", "alongside.web.tags"],
            "libraries": {},
            "string_if_invalid": "",
        },
    }
]
DATABASES = databases.both(DATA, os.environ.get("DATABASE_URL", ""), os.environ.get("KEYS_DATABASE_URL", ""))
DATABASE_ROUTERS = ["alongside.run.databases.KeysApart"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("sw", "Kiswahili")]
PSEUDO = (
    os.environ.get("ALONGSIDE_PSEUDO", "") == "1"
)  # one language more, to see right-to-left and long words
if PSEUDO:
    LANGUAGES.append(catalogues.offer_pseudo())
LOCALE_PATHS = [catalogues.prepared(ROOT / "web" / "words", DATA, pseudo=PSEUDO)]

PASSWORD_HASHERS = ["alongside.people.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, str]] = []  # people.passwords says it in its own words

APPEND_SLASH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 64_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
SECURE_CONTENT_TYPE_NOSNIFF = False  # web.middleware sends all headers itself
LOGGING_CONFIG = None  # run.logs
