"""Settings of a county's server: secrets only from the environment."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

from gongkai.project.settings.base import *
from gongkai.project.settings.databases import postgresql


def _required(name: str) -> str:
    """Return an environment variable; without it the server does not start."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"未设置环境变量{name}，服务不能启动。")
    return value


DEBUG = False
SECRET_KEY = _required("GONGKAI_SECRET_KEY")
PERSONAL_DATA_KEYS = _required("GONGKAI_PERSONAL_DATA_KEYS").split(",")
ALLOWED_HOSTS = _required("GONGKAI_HOSTS").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
GONGKAI_CLIENT_ADDRESS_HEADER = "HTTP_X_FORWARDED_FOR"  # nginx sets it to the one address
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = 31_536_000
EMAIL_HOST = os.environ.get("GONGKAI_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("GONGKAI_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("GONGKAI_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("GONGKAI_MAIL_PASSWORD", "")
EMAIL_USE_SSL = os.environ.get("GONGKAI_MAIL_SSL", "") == "1"
EMAIL_TIMEOUT = 20
GONGKAI_STATIC_FALLBACK = False  # public traffic never touches Django
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
if _postgres := os.environ.get("GONGKAI_POSTGRES"):  # name:user:password:host:port
    DATABASES = {"default": postgresql(_postgres)}
