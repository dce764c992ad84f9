"""New-media accounts and what they did, for tests."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from gongkai.apps.new_media.models import (
    AccountWork,
    FollowerCount,
    LiveStream,
    MessageAnswers,
    NewMediaAccount,
)
from gongkai.domain.new_media.accounts import Platform
from tests.factories.foundation import OrganFactory


class AccountFactory(DjangoModelFactory):
    class Meta:
        model = NewMediaAccount

    organ = factory.SubFactory(OrganFactory)
    platform = Platform.DOUYIN.value
    name = factory.Sequence(lambda n: f"青禾账号{n}")
    opened_on = date(2021, 3, 1)


class WorkFactory(DjangoModelFactory):
    class Meta:
        model = AccountWork

    account = factory.SubFactory(AccountFactory)
    title = factory.Sequence(lambda n: f"作品{n}")
    published_at = datetime(2025, 6, 1, 4, tzinfo=UTC)


class StreamFactory(DjangoModelFactory):
    class Meta:
        model = LiveStream

    account = factory.SubFactory(AccountFactory)
    title = factory.Sequence(lambda n: f"直播{n}")
    started_at = datetime(2025, 5, 16, 6, tzinfo=UTC)


class MessageAnswersFactory(DjangoModelFactory):
    class Meta:
        model = MessageAnswers

    account = factory.SubFactory(AccountFactory)
    on = date(2025, 6, 1)
    answers = 1


class FollowerCountFactory(DjangoModelFactory):
    class Meta:
        model = FollowerCount

    account = factory.SubFactory(AccountFactory)
    counted_on = date(2025, 6, 30)
    followers = 100
