"""Yearly numbers of administrative acts, and spreadsheets to import, for tests."""

from io import BytesIO

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory
from openpyxl import Workbook

from gongkai.apps.administrative_acts.models import YearlyActs
from gongkai.domain.administrative_acts import ActKind
from tests.factories.foundation import OrganFactory


class YearlyActsFactory(DjangoModelFactory):
    class Meta:
        model = YearlyActs

    organ = factory.SubFactory(OrganFactory)
    year = 2025
    kind = ActKind.PERMIT.value
    quantity = 1


def spreadsheet(*rows):
    """Return an upload whose first sheet has these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    buffer = BytesIO()
    book.save(buffer)
    return SimpleUploadedFile("rows.xlsx", buffer.getvalue())
