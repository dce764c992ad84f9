"""The ways besides the screen by which an officer hears of something.

A county that has a message gateway writes a class with ``name`` and ``send`` and names it
in the setting ``GONGKAI_NOTICE_CHANNELS``; nothing else changes.
"""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.core.mail import send_mail
from django.utils.module_loading import import_string

from gongkai.foundation.notices.models import Notice


class Channel(Protocol):
    """A way to reach an officer."""

    name: str

    def send(self, notice: Notice) -> None:
        """Deliver the notice, or raise; nothing to deliver to is no error."""


class MailChannel:
    """E-mail by Django's mail backend, to officers who have an address."""

    name = "mail"

    def send(self, notice: Notice) -> None:
        """Send one plain-text mail with the way to the page."""
        if not notice.user.email:
            return
        address = f"{settings.WAGTAILADMIN_BASE_URL}{notice.url}" if notice.url else ""
        lines = [f"{notice.user.name}：", "", notice.text or notice.subject, address]
        send_mail(
            f"[{settings.WAGTAIL_SITE_NAME}] {notice.subject}",
            "\n".join(line for line in lines if line is not None),
            settings.DEFAULT_FROM_EMAIL,
            [notice.user.email],
        )


class MessageFake:
    """Stands where a county's message gateway would: keeps what it was given."""

    name = "message"
    sent: list[tuple[str, str]] = []

    def send(self, notice: Notice) -> None:
        """Keep the number and the words that would be sent."""
        if notice.user.phone:
            self.sent.append((notice.user.phone, notice.subject))


def channels() -> list[Channel]:
    """Return the ways this installation uses."""
    return [import_string(path)() for path in settings.GONGKAI_NOTICE_CHANNELS]
