from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from gongkai.apps.static_site import services
from gongkai.domain.organs import OrganLevel
from gongkai.domain.websites import SectionKind
from tests.factories.foundation import OrganFactory
from tests.factories.review import publish, staff_of
from tests.factories.websites import open_portal, open_section, save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)


@pytest.fixture
def root(settings, tmp_path):
    """Return the public directory of this test."""
    settings.GONGKAI_PUBLIC_ROOT = tmp_path / "public"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.GONGKAI_STATIC_DRAIN = "inline"
    return tmp_path / "public"


@pytest.fixture
def county(db, root):
    """Return a county of one organ with two sections, its front exported once."""
    organ = OrganFactory(
        code="county", name="青禾县人民政府", short_name="县政府", level=OrganLevel.COUNTY.value,
        position=0,
    )  # fmt: skip
    portal = open_portal(organ)
    found = SimpleNamespace(
        organ=organ,
        staff=staff_of(organ),
        portal=portal,
        news=open_section(portal, SectionKind.NEWS),
        notices=open_section(portal, SectionKind.NOTICES),
        at=AT,
    )
    services.export_all(at=AT - timedelta(days=1))
    return found


@pytest.fixture
def make_public(county, django_capture_on_commit_callbacks):
    """Carry a new article through the reviews; what follows the commit is done."""

    def make(title="农村公路养护计划公布", section=None, at=AT, **fields):
        page = save_draft(section or county.news, county.staff.editor, at=at, title=title, **fields)
        with django_capture_on_commit_callbacks(execute=True):
            publish(page, county.staff, at)
        return page

    return make


@pytest.fixture
def upload(root):
    """Return an uploaded file."""

    def make(name="plan.pdf", content=b"%PDF-1.7 plan"):
        document = get_document_model()(title=name)
        document.file.save(name, ContentFile(content), save=False)
        document.file_size = len(content)
        document.save()
        return document

    return make


@pytest.fixture
def tree(root):
    """Return a function that reads the whole public directory: path to bytes."""

    def read(folder=root):
        return {
            str(file.relative_to(folder)): file.read_bytes()
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        }

    return read
