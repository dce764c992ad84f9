"""An editor pastes, attaches and has a draft with everything filled in."""

import re
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from gongkai.apps.websites.importing.docx import from_docx
from gongkai.apps.websites.importing.queries import writable_sections
from gongkai.apps.websites.models import ArticlePage
from gongkai.domain.roles import Role
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock
from gongkai.foundation.accounts.services import appoint
from gongkai.foundation.audit.models import Entry
from gongkai.project.rights import grant
from tests.apps.websites.test_import_html import WORD
from tests.factories.foundation import UserFactory
from tests.factories.websites import open_section
from tests.foundation import file_samples as samples

SAID = date(2025, 3, 5)


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def notices(town_site):
    return open_section(town_site, SectionKind.NOTICES)


@pytest.fixture
def writer(client, town, town_site, portal):
    user = UserFactory(name="张信")
    appoint(
        user_id=user.pk, organ_id=town.pk, role=Role.EDITOR,
        at=clock.now(), actor=None, from_on=date(2020, 1, 1),
    )  # fmt: skip
    grant()
    client.force_login(user)
    return user


def send(client, section, *, html=WORD, **fields):
    data = {"section": section.pk, "title": "", "text": "", **fields}
    if html:
        data["pasted"] = SimpleUploadedFile("pasted.html", html.encode(), "text/html")
    return client.post(reverse("gongkai_write"), data)


def upload(name, content):
    return SimpleUploadedFile(name, content)


def shown(client, response):
    return [str(message) for message in client.get(response.url).context["messages"]]


def test_only_the_own_organs_sections_are_offered(client, writer, notices, news):
    assert writable_sections(writer) == [notices]
    page = client.get(reverse("gongkai_write")).content.decode()
    assert f'value="{notices.pk}"' in page
    assert f'value="{news.pk}"' not in page


def test_who_writes_nowhere_does_not_get_in(client, portal, notices):
    client.force_login(UserFactory())
    assert client.get(reverse("gongkai_write")).status_code in {302, 403}


def test_a_pasted_text_opens_in_the_editor_filled_in(client, writer, notices, town):
    response = send(
        client, notices,
        attachments=[upload("任务表.xlsx", samples.sheet()), upload("名单.pdf", samples.pdf())],
    )  # fmt: skip
    assert response.status_code == 302, response.context["faults"]
    page = ArticlePage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert page.title == "青禾县人民政府办公室｜关于做好春季农村公路养护工作的通知"
    assert (page.organ, page.editor_name, page.formed_on) == (town, "张信", SAID)
    assert page.source_name == "青禾县人民政府办公室"
    assert page.summary == "为保障春运后农村公路畅通，现就养护工作通知如下。"
    assert not page.live
    assert [block.block_type for block in page.body][3] == "table"
    assert [block.value.filename for block in page.attachment_files] == ["任务表.xlsx", "名单.pdf"]
    assert get_image_model().objects.get().title == "养护现场"
    said = shown(client, response)
    assert said[0].startswith("草稿已存好")
    assert any("有1张图片在别的网站或者本机文件里" in one for one in said)


def test_the_draft_shows_its_table_with_heads(client, writer, notices):
    send(client, notices)
    table = next(b for b in ArticlePage.objects.get().body if b.block_type == "table")
    html = str(table.render())
    assert "<caption>养护里程表</caption>" in html  # fmt: skip
    assert re.search(r'<th scope="col" rowspan="2" colspan="1">东村</th>', html)
    assert 'role="region" tabindex="0" aria-label="养护里程表"' in html


def test_a_refused_attachment_keeps_the_text_and_the_good_files(client, writer, notices):
    response = send(
        client, notices, title="我的标题",
        attachments=[upload("好.pdf", samples.pdf()), upload("坏.exe", b"MZ" + bytes(50))],
    )  # fmt: skip
    assert response.status_code == 422
    page = response.content.decode()
    assert "“坏.exe”是程序、脚本或者网页，不能上传。" in page
    assert "为保障春运后农村公路畅通" in page
    assert 'value="我的标题"' in page
    kept = get_document_model().objects.get()
    assert f'name="kept" value="{kept.pk}" checked' in page
    assert ArticlePage.objects.count() == 0
    again = send(client, notices, kept=[kept.pk])
    assert again.status_code == 302
    assert [b.value.pk for b in ArticlePage.objects.get().attachment_files] == [kept.pk]


def test_nobody_attaches_what_another_uploaded(client, writer, notices):
    other = get_document_model().objects.create(title="别人的", file=upload("a.pdf", b"%PDF-"))
    send(client, notices, kept=[other.pk])
    assert list(ArticlePage.objects.get().attachment_files) == []


def test_only_what_is_wrong_is_said(client, writer, notices):
    response = send(client, notices, attachments=[upload("坏.exe", b"MZ" + bytes(50))])
    assert len(response.context["faults"]) == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"html": ""}, "还没有正文。"),
        ({"html": "<p>今天开放。</p>"}, "没有认出标题。"),
        ({"section": ""}, "请选择栏目。"),
        ({"section": 0}, "请选择您能写的栏目。"),
        ({"title": "长" * 201}, "标题最多200个字"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(client, writer, notices, fields, sentence):
    section = notices
    if "section" in fields:
        section = type("Nowhere", (), {"pk": fields.pop("section")})
    response = send(client, section, **fields)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert ArticlePage.objects.count() == 0


def test_without_the_box_plain_text_serves(client, writer, notices):
    send(client, notices, html="", text="关于停水的通知\n明天8时至12时停水。")
    page = ArticlePage.objects.get()
    assert page.title == "关于停水的通知"
    assert page.summary == "明天8时至12时停水。"
    assert page.formed_on == clock.today()


def word_notice():
    document = docx.Document()
    document.add_paragraph("关于夜间施工的公告").alignment = 1
    document.add_paragraph("因管网改造，中山路夜间施工。")
    table = document.add_table(rows=2, cols=2)
    words = ["路段", "时间", "中山路", "22时"]
    for cell, text in zip([c for r in table.rows for c in r.cells], words, strict=True):
        cell.text = text
    document.add_paragraph("青禾县城市管理局")
    document.add_paragraph("2025年3月5日")
    buffer = samples.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_word_file_makes_the_whole_draft():
    draft = from_docx(word_notice())
    assert draft.title == "关于夜间施工的公告"
    assert (draft.source_name, draft.formed_on) == ("青禾县城市管理局", SAID)
    assert [block.kind for block in draft.blocks] == ["paragraph", "table", "paragraph"]
    assert draft.blocks[1].value["data"] == [["路段", "时间"], ["中山路", "22时"]]


def test_a_word_file_is_taken_on_the_screen(client, writer, notices):
    send(client, notices, html="", word_file=upload("公告.docx", word_notice()))
    assert ArticlePage.objects.get().title == "关于夜间施工的公告"


def test_a_word_file_with_tracked_changes_is_sent_back(client, writer, notices):
    content = samples.word(body=samples.TRACKED)
    response = send(client, notices, word_file=upload("公告.docx", content))
    assert "有未处理的修订1处" in response.content.decode()


# Wagtail's own ways in.


def test_the_library_takes_one_clean_document(client, writer):
    response = client.post(
        reverse("wagtaildocs:add"),
        {"title": "通知", "file": upload("通知.docx", samples.word(author="赵六"))}, follow=True,
    )  # fmt: skip
    document = get_document_model().objects.get()
    with document.file.open() as file:
        assert "赵六".encode() not in file.read()
    said = [str(message) for message in response.context["messages"]]
    assert any("上传前已自动清除" in one and "作者、单位等文档属性" in one for one in said)
    assert Entry.objects.get(action="files.clean").actor_id == writer.pk


def test_the_library_refuses_a_renamed_program(client, writer):
    response = client.post(
        reverse("wagtaildocs:add"), {"title": "a", "file": upload("通知.pdf", b"MZ" + bytes(80))}
    )
    assert "不能上传" in response.content.decode()
    assert get_document_model().objects.count() == 0


def test_many_uploads_pass_the_same_checks(client, writer):
    address = reverse("wagtaildocs:add_multiple")
    good = client.post(address, {"files[]": upload("表.docx", samples.word(author="赵六"))})
    bad = client.post(address, {"files[]": upload("表.xlsx", samples.sheet(samples.hide_a_sheet))})
    assert good.json()["success"]
    assert "已自动清除" in good.json()["form"]
    assert bad.json()["success"] is False
    assert "隐藏的工作表1张" in bad.json()["error_message"]


def test_the_chooser_passes_the_same_checks(client, writer):
    address = reverse("wagtaildocs_chooser:create")
    field = "document-chooser-upload"
    answer = client.post(address, {
        f"{field}-title": "a", f"{field}-file": upload("a.pdf", b"MZ" + bytes(80)),
    }).json()  # fmt: skip
    assert answer["step"] == "reshow_creation_form"
    assert "不能上传" in answer["htmlFragment"]


def test_a_photo_loses_the_place_where_it_was_taken(client, writer):
    client.post(
        reverse("wagtailimages:add"),
        {"title": "现场", "file": upload("现场.jpg", samples.photo(position=True))},
    )
    picture = get_image_model().objects.get()
    assert (picture.width, picture.height) == (40, 20)
    removed = Entry.objects.get(action="files.clean").facts["removed"]
    assert removed == ["picture_position"]


# Wagtail's own editor.


def test_a_new_article_knows_its_organ_source_editor_and_day(client, writer, notices, town):
    page = client.get(
        reverse("wagtailadmin_pages:add", args=["websites", "articlepage", notices.pk])
    )
    form = page.context["form"]
    assert {name: form[name].value() for name in ("organ", "source_name", "editor_name")} == {
        "organ": town.pk,
        "source_name": "柳河镇人民政府",
        "editor_name": "张信",
    }
    assert form["formed_on"].value() == clock.today()


def test_a_page_is_previewed_in_large_type_and_on_three_screens(writer, notices, rf):
    page = ArticlePage(title="公告")
    assert page.preview_modes == [("", "网页"), ("elder", "长辈版")]
    assert [size["label"] for size in page.preview_sizes] == ["手机", "平板", "电脑"]
