"""Requests, fees and cases as rows; acts are tested through the services."""

from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from gongkai.apps.foi.models import InformationRequest, ProcessingFee, RemedyCase
from gongkai.domain.foi.fees import Tariff
from gongkai.domain.foi.intake import IntakeChannel
from gongkai.domain.foi.lifecycle import State
from gongkai.domain.foi.outcomes import ApplicantKind
from gongkai.domain.foi.remedies import RemedyKind
from tests.factories.foundation import OrganFactory


class InformationRequestFactory(DjangoModelFactory):
    """An open request; give ``concluded_on`` and ``outcome`` together for a closed one."""

    class Meta:
        model = InformationRequest

    organ = factory.SubFactory(OrganFactory)
    number = factory.Sequence(lambda n: f"QH-2025-{n:04}")
    applicant_kind = ApplicantKind.NATURAL_PERSON.value
    applicant_name = "欧阳示例"
    wanted = "柳河镇2025年农村道路维修项目的竣工验收报告"
    intake_channel = IntakeChannel.IN_PERSON.value
    submitted_at = datetime(2025, 3, 3, 1, tzinfo=UTC)
    received_on = date(2025, 3, 3)
    due_on = factory.LazyAttribute(lambda row: row.received_on + timedelta(days=28))
    concluded_on = None
    due_on_at_conclusion = factory.LazyAttribute(
        lambda row: row.due_on if row.concluded_on else None
    )
    state = factory.LazyAttribute(
        lambda row: (State.CLOSED if row.concluded_on else State.PROCESSING).value
    )


class ProcessingFeeFactory(DjangoModelFactory):
    class Meta:
        model = ProcessingFee

    request = factory.SubFactory(InformationRequestFactory)
    tariff = Tariff.BY_PAGE.value
    quantity = 100
    amount_yuan = 700
    notified_on = date(2025, 3, 10)
    paid_on = None
    receipt_number = factory.LazyAttribute(lambda row: "示例-0001" if row.paid_on else "")


class RemedyCaseFactory(DjangoModelFactory):
    class Meta:
        model = RemedyCase

    organ = factory.SubFactory(OrganFactory)
    kind = RemedyKind.RECONSIDERATION.value
    number = factory.Sequence(lambda n: f"青政复〔2025〕{n}号")
    filed_on = date(2025, 5, 6)
