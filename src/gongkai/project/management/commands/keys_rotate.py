"""``gongkai keys rotate``: write all personal data anew with the first key."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from tqdm import tqdm

from gongkai.apps.foi import services as foi
from gongkai.foundation import clock, key_rotation
from gongkai.foundation.audit import services as audit
from gongkai.foundation.commands import Command as BaseCommand


class Command(BaseCommand):
    """Change the key of personal data; it may be stopped and begun again."""

    help = (
        "把加密保存的个人信息全部改用 GONGKAI_PERSONAL_DATA_KEYS 的第一把密钥。"
        "可以随时停下再接着做，做完才能去掉旧密钥。"
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Rotate, renew the marks of applicants, and say what was done."""
        audit.record(
            action="personal_data.rotate_begun",
            at=clock.now(),
            actor=None,
            keys=len(settings.PERSONAL_DATA_KEYS),
        )
        with tqdm(total=key_rotation.count_rows(), unit="行", disable=None) as bar:
            done = key_rotation.rotate(bar.update)
        marks = foi.renew_marks()
        audit.record(
            action="personal_data.rotate_done",
            at=clock.now(),
            actor=None,
            changed=sum(done.changed.values()),
            marks=marks,
            unread=len(done.unread),
        )
        self.stdout.write(
            f"改用第一把密钥{sum(done.changed.values())}行，原来就是的{done.unchanged}行，"
            f"更新同一申请人标记{marks}件。"
        )
        if done.unread:
            raise CommandError(
                f"有{len(done.unread)}处哪一把密钥都打不开，原样留着：{'；'.join(done.unread[:20])}。"
                "请把当时用的密钥加进 GONGKAI_PERSONAL_DATA_KEYS 再做一次，旧密钥先不要去掉。"
            )
        self.stdout.write("旧密钥可以去掉了。")
