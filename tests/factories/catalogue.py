"""Catalogues and their items for tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from gongkai.apps.catalogue.models import DisclosureCatalogue, DisclosureItem
from tests.factories.foundation import OrganFactory


class CatalogueFactory(DjangoModelFactory):
    class Meta:
        model = DisclosureCatalogue

    organ = factory.SubFactory(OrganFactory)
    year = 2025
    title = factory.LazyAttribute(lambda row: f"{row.organ.name}{row.year}年主动公开事项目录")
    due_on = date(2025, 5, 31)


class ItemFactory(DjangoModelFactory):
    class Meta:
        model = DisclosureItem

    catalogue = factory.SubFactory(CatalogueFactory)
    position = factory.Sequence(lambda n: n + 1)
    level_1 = "政策文件"
    level_2 = factory.Sequence(lambda n: f"事项{n}")
    content = "文件标题、文号、全文"
    basis = "《条例》第二十条第（一）项"
