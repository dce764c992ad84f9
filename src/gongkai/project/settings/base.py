"""Settings that every way of running shares.

Everything that differs between counties is a row or a reference file, not a setting.
"""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
_CHECKOUT = PACKAGE.parents[1]
# Where this installation keeps its database, uploads and keys.
HOME = Path(
    os.environ.get("GONGKAI_HOME")
    or (_CHECKOUT / "var" if (_CHECKOUT / "pyproject.toml").exists() else Path.cwd() / "var")
)

INSTALLED_APPS = [
    "gongkai.foundation.ui",
    "gongkai.foundation.organs",
    "gongkai.foundation.accounts.apps.AccountsConfig",
    "gongkai.foundation.audit",
    "gongkai.foundation.notices",
    "gongkai.foundation.files",
    "gongkai.foundation.content_checks",
    "gongkai.foundation.leaks",
    "gongkai.foundation.pages",
    "gongkai.apps.content_checks",
    "gongkai.apps.review",
    "gongkai.apps.static_site",
    "gongkai.apps.search",
    "gongkai.apps.websites",
    "gongkai.apps.open_data",
    "gongkai.apps.documents",
    "gongkai.apps.interpretations",
    "gongkai.apps.topics",
    "gongkai.apps.foi",
    "gongkai.apps.new_media",
    "gongkai.apps.engagement",
    "gongkai.apps.catalogue",
    "gongkai.apps.administrative_acts",
    "gongkai.apps.assessment",
    "gongkai.apps.annual_report",
    "gongkai.apps.cockpit",
    "gongkai.demo",
    "gongkai.project",
    "wagtail.embeds",
    "wagtail.sites",
    "gongkai.foundation.accounts.apps.WagtailUsersConfig",
    "wagtail.snippets",
    "wagtail.contrib.table_block",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "gongkai.foundation.files.middleware.TellWhatWasRemoved",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "gongkai.project.urls"
WSGI_APPLICATION = "gongkai.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.apps.websites.context.public_site",
            ],
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "gongkai.foundation.database.sqlite",
        "NAME": HOME / "gongkai.sqlite3",
        "CONN_MAX_AGE": 60,
        # docs/adr/0004: WAL lets readers go on while one writes; an immediate
        # transaction waits for its turn instead of failing half-way.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=NORMAL;"
                "PRAGMA cache_size=-32000;"
                "PRAGMA temp_store=MEMORY;"
            ),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "wagtailadmin_login"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [PACKAGE / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

WAGTAIL_SITE_NAME = "政务公开工作平台"
WAGTAILADMIN_BASE_URL = os.environ.get("GONGKAI_BASE_URL", "http://localhost:8000")
WAGTAIL_PAGE_MODEL = "pages.GovPage"  # docs/adr/0003; can never change
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses are digits and letters
WAGTAIL_AUTO_UPDATE_PREVIEW = True
WAGTAIL_ENABLE_UPDATE_CHECK = False  # nothing at run time asks the internet
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = False  # docs/adr/0009: the review app is the one way to publish
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = True
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILDOCS_SERVE_METHOD = "direct"  # attachments are files of the public site
WAGTAILADMIN_USER_LOGIN_FORM = "gongkai.foundation.accounts.sign_in.SignInForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "gongkai.foundation.files.forms.CleanDocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "gongkai.foundation.files.forms.CleanImageForm"
# Each process would remember for itself which forms of a picture lie on the disk, and
# one would name files that another has replaced. Asking the database costs one query.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
# At these a photograph cannot be told from its original on a page; half the bytes of 80.
WAGTAILIMAGES_AVIF_QUALITY, WAGTAILIMAGES_WEBP_QUALITY, WAGTAILIMAGES_JPEG_QUALITY = 60, 75, 80
# Upkeep of normative documents. Local rules differ, so check these against the province's:
# filed within 15 days of issue (some say 30), gone through every two years (Liaoning's rule),
# assessed six months before the end of their term.
GONGKAI_DOCUMENT_UPKEEP = {"filing_days": 15, "clean_up_years": 2, "assess_months": 6}
# The largest file an officer may upload; each kind of file belongs to one of these groups.
# The county's own rule packs and directories (docs/handbook/checking.md); empty for none.
GONGKAI_WORDING_FOLDER = os.environ.get("GONGKAI_WORDING_FOLDER", "")
GONGKAI_FILE_LIMITS_MEGABYTES = {"picture": 10, "document": 50, "sound": 100, "film": 500}
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("zh-hans", "简体中文")]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # one county, one clock: nobody is asked
WAGTAIL_DATE_FORMAT = "%Y-%m-%d"
WAGTAIL_DATETIME_FORMAT = "%Y-%m-%d %H:%M"
# Substring search: finds any Chinese fragment; Wagtail's full-text index finds none
# (it takes a run of Chinese characters for one word).
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "gongkai.foundation.pages.finding", "AUTO_UPDATE": False}
}

X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

GONGKAI_DEMO = False
# Ways besides the screen by which officers hear of what waits for them.
GONGKAI_NOTICE_CHANNELS = ["gongkai.foundation.notices.channels.MailChannel"]
# Working days after which whoever has to act is reminded; our own figures, no rule of law.
GONGKAI_REMIND_AFTER_WORKING_DAYS = {
    "default": 2,
    "legality_review": 3,
    "final_review": 1,
    "returned": 3,
}
# Least days of a call for opinions by kind. Only 重大行政决策 (30, 重大行政决策程序暂行条例
# art. 15) was read in its text and cannot be set lower; the others are unverified.
GONGKAI_CALL_MINIMUM_DAYS = {"normative_document": 30, "other": 7, "survey": 7}
# Days after the end of a call within which its outcome is due; unverified (网站检查口径1个月).
GONGKAI_CALL_OUTCOME_DAYS = 30
# Days after an interview or a call for which names and contacts are kept; our own figure.
GONGKAI_PUBLIC_CONTACT_DAYS = 180
# How many questions or opinions of one place are taken within how many minutes; our own.
GONGKAI_PUBLIC_PACE = (5, 60)
# Beyond how many requests for information of one place within how many minutes the registrar
# is told to confirm first; none is refused for it. Our own figure.
GONGKAI_FOI_PACE = (10, 60)
# Years after the conclusion of a request. No law names them (PIPL art. 19 asks for the shortest
# necessary time); files of this kind are kept ten to thirty years. The county's archive confirms.
GONGKAI_FOI_KEEP_IDENTITY_YEARS = 2
GONGKAI_FOI_KEEP_APPLICANT_YEARS = 10
# Under which name the server is told a reader's address; behind nginx HTTP_X_FORWARDED_FOR.
GONGKAI_CLIENT_ADDRESS_HEADER = "REMOTE_ADDR"
# Days after which the contacts of a guide must be confirmed anew; ours, no rule of law.
GONGKAI_GUIDE_CONFIRM_WITHIN_DAYS = 180
# Characters of text an interpretation has beside its picture, sound or film; our own figure.
GONGKAI_INTERPRETATION_TEXT_CHARACTERS = 60
# Items of the statutory content that the county does not list for a level of organs, for
# example {"township": ["20-14"]}: article 20 names all of them for every organ, what a
# superior organ lets drop is not verified.
GONGKAI_STATUTORY_ITEMS_LEFT_OUT: dict[str, list[str]] = {}
DEFAULT_FROM_EMAIL = os.environ.get("GONGKAI_MAIL_FROM", "gongkai@localhost")
# The public site as files: what a plain file server serves.
GONGKAI_PUBLIC_ROOT = HOME / "public"
# Who writes what hangs on a published page: a "thread" of the process that published it,
# the process itself ("inline"), or only `gongkai work` ("off").
GONGKAI_STATIC_DRAIN = "thread"
# May Django answer a public address that has no file yet? Never on a county's server.
GONGKAI_STATIC_FALLBACK = True
