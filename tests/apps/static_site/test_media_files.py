"""An upload is public exactly as long as a public page names it."""

import json

import pytest

from gongkai.apps.review import services as review
from gongkai.apps.static_site import media, services
from gongkai.apps.static_site.models import AssetUse, PublicFile
from gongkai.domain.review.withdrawals import WithdrawalKind


def attached(*documents):
    return json.dumps([{"type": "file", "value": d.pk, "id": f"{d.pk:08d}"} for d in documents])


@pytest.fixture
def gone(county, django_capture_on_commit_callbacks):
    def take(page):
        with django_capture_on_commit_callbacks(execute=True):
            review.withdraw(
                page_id=page.pk,
                kind=WithdrawalKind.GONE,
                public_reason="",
                internal_reason="附件含个人信息。",
                actor=county.staff.final,
                at=county.at,
            )

    return take


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (b'<a href="/media/documents/a.pdf">', ["media/documents/a.pdf"]),
        (b"<img src='/media/images/a.jpg'>", ["media/images/a.jpg"]),
        (
            b'<img srcset="/media/images/a.jpg 1x, /media/images/b.jpg 2x">',
            ["media/images/a.jpg", "media/images/b.jpg"],
        ),
        (b'<a href="/media/documents/%E8%A1%A8.pdf?x=1#p">', ["media/documents/表.pdf"]),
        (b'<a href="https://example.com/media/documents/a.pdf">', ["media/documents/a.pdf"]),
        (b'<a href="/news/">/media/documents/a.pdf</a>', []),
        (b'<video poster="/media/images/p.jpg">', ["media/images/p.jpg"]),
        (b"", []),
    ],
)
def test_uploads_are_found_in_the_html(html, found):
    assert media.uses_of([html]) == found


def test_an_attachment_becomes_public_with_its_page(county, make_public, upload, root):
    document = upload()
    make_public(attachment_files=attached(document))
    assert (root / "media" / document.file.name).read_bytes() == b"%PDF-1.7 plan"
    row = PublicFile.objects.get(target=f"media:{document.file.name}")
    assert row.size == len(b"%PDF-1.7 plan")


def test_an_attachment_of_a_draft_is_not_public(county, upload, root):
    from tests.factories.websites import save_draft

    document = upload()
    save_draft(county.news, county.staff.editor, attachment_files=attached(document))
    services.export_all(at=county.at)
    assert not (root / "media").exists()


def test_a_leaked_attachment_goes_with_its_page(county, make_public, upload, root, gone):
    document = upload()
    page = make_public(attachment_files=attached(document))
    gone(page)
    assert not (root / "media").exists()
    assert not AssetUse.objects.exists()
    assert not PublicFile.objects.filter(path__startswith="media/").exists()


def test_an_attachment_of_two_pages_stays_until_the_last_goes(
    county, make_public, upload, root, gone
):
    document = upload()
    pages = [make_public(f"第{n}条", attachment_files=attached(document)) for n in (1, 2)]
    gone(pages[0])
    assert (root / "media" / document.file.name).is_file()
    gone(pages[1])
    assert not (root / "media" / document.file.name).exists()


def test_the_uploaded_file_survives_its_public_link(county, make_public, upload, root, gone):
    document = upload()
    gone(make_public(attachment_files=attached(document)))
    with document.file.open() as opened:
        assert opened.read() == b"%PDF-1.7 plan"


def test_a_file_that_nobody_has_is_reported_with_its_page(county, make_public, upload):
    from gongkai.apps.static_site.models import QueueItem

    document = upload()
    name = document.file.name
    document.file.storage.delete(name)
    page = make_public(attachment_files=attached(document))
    item = QueueItem.objects.get(target=f"page:{page.pk}")
    assert (item.state, item.error) == ("done", f"找不到文件：media/{name}")


def test_officers_see_uploads_and_nobody_else(county, upload, client):
    document = upload()
    address = f"/media/{document.file.name}"
    assert client.get(address).status_code == 404
    client.force_login(county.staff.editor)
    response = client.get(address)
    assert b"".join(response.streaming_content) == b"%PDF-1.7 plan"
