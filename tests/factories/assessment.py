"""The assessment for tests."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from gongkai.apps.assessment.models import (
    Assessment,
    AssessmentRound,
    Rectification,
    RoundKind,
    Score,
)
from tests.factories.foundation import OrganFactory


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = Assessment
        django_get_or_create = ("year",)

    year = 2025
    weight_percent = Decimal(4)


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = AssessmentRound

    assessment = factory.SubFactory(AssessmentFactory)
    title = factory.Sequence(lambda n: f"第{n}轮督查")
    kind = RoundKind.INSPECTION.value
    held_on = date(2025, 3, 10)


class RectificationFactory(DjangoModelFactory):
    class Meta:
        model = Rectification

    round = factory.SubFactory(RoundFactory)
    organ = factory.SubFactory(OrganFactory)
    problem = factory.Sequence(lambda n: f"问题{n}")
    found_on = date(2025, 3, 11)
    due_on = date(2025, 3, 31)


class ScoreFactory(DjangoModelFactory):
    class Meta:
        model = Score

    assessment = factory.SubFactory(AssessmentFactory)
    organ = factory.SubFactory(OrganFactory)
    points = Decimal("92.5")
