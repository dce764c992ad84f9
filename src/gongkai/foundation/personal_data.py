"""Keep applicants' personal data encrypted at rest and masked on the screen."""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


@cache
def _box() -> MultiFernet:
    """Return the cipher: the first key writes, all keys read (so that keys can change)."""
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest()))
            for key in settings.PERSONAL_DATA_KEYS
        ]
    )


def _first_key() -> Fernet:
    """Return the cipher of the key that writes."""
    key = settings.PERSONAL_DATA_KEYS[0]
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest()))


def is_under_first_key(token: bytes) -> bool:
    """Tell whether the key that writes now wrote this."""
    try:
        _first_key().decrypt(token)
    except InvalidToken:
        return False
    return True


def under_first_key(token: bytes) -> bytes:
    """Return what any of the keys wrote, written anew with the first.

    Raises:
        InvalidToken: no key opens it.
    """
    return _box().rotate(token)


class EncryptedTextField(models.TextField[str, str]):
    """A text that the database holds only encrypted; it cannot be searched or sorted."""

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt on the way in; an empty text stays empty."""
        text = super().get_prep_value(value)
        return _box().encrypt(text.encode()).decode() if text else text

    def from_db_value(self, value: Any, *_args: Any) -> Any:
        """Decrypt on the way out."""
        if not value:
            return value
        try:
            return _box().decrypt(value.encode()).decode()
        except InvalidToken:
            return "（无法解密：密钥不符）"


class EncryptedBytesField(models.BinaryField[bytes, bytes]):
    """Bytes that the database holds only encrypted."""

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt on the way in."""
        return None if value is None else _box().encrypt(bytes(value))

    def from_db_value(self, value: Any, *_args: Any) -> Any:
        """Decrypt on the way out; what no key opens comes out empty."""
        if value is None:
            return None
        try:
            return _box().decrypt(bytes(value))
        except InvalidToken:
            return b""


def marks_of(text: str) -> tuple[str, ...]:
    """Return the marks by which equal texts are known without being read, one for each key.

    The first is the one to keep; the others are what older keys gave. Without a key nobody
    can try out which number a mark belongs to.
    """
    return tuple(
        hmac.new(key.encode(), f"mark {text}".encode(), "sha256").hexdigest()
        for key in settings.PERSONAL_DATA_KEYS
    )


def mask_name(name: str) -> str:
    """Return a name with all but its first character hidden: 张某某; the length is hidden too."""
    return name[:1] + "某" * min(2, max(1, len(name) - 1)) if name else ""


def mask_number(number: str, *, keep: int = 4) -> str:
    """Return a number of which only the last digits show."""
    return "*" * max(0, len(number) - keep) + number[-keep:] if len(number) > keep else "*" * 4
