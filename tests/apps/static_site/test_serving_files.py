"""Public files are answered before Django is asked, and nothing else is."""

from io import BytesIO
from wsgiref.util import setup_testing_defaults

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.apps.static_site.serving import SECURITY_HEADERS, PublicFiles


def django_stand_in(environ, start_response):
    start_response("200 OK", [("X-Answered-By", "django")])
    return [b"django"]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "public"
    for path, text in {
        "index.html": "首页",
        "404.html": "没有找到这一页",
        "news/1/index.html": "<p>一条信息</p>",
        "news/2/gone.html": "这条信息已撤下",
        "news/.index.html.abc.part": "半个文件",
        "media/documents/plan.pdf": "%PDF-1.7",
        "feed.xml": "<rss/>",
        "api/v1/documents/2025.csv": "发文字号",
    }.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder.parent / "secret_key").write_text("geheim")
    (folder / "way-out").symlink_to(folder.parent / "secret_key")
    return folder


@pytest.fixture(scope="module")
def ask(root):
    site = PublicFiles(django_stand_in, root, b"body{font-size:22px}")

    def request(path, method="GET", **environ):
        found = {}

        def start_response(status, headers, exc_info=None):
            found.update(status=int(status.split()[0]), headers=dict(headers))

        everything = {"REQUEST_METHOD": method, "PATH_INFO": path, **environ}
        setup_testing_defaults(everything)
        chunks = site(everything, start_response)
        found["body"] = b"".join(chunks)
        return found

    return request


@pytest.mark.parametrize(
    ("path", "status", "text", "kind"),
    [
        ("/", 200, "首页", "text/html; charset=utf-8"),
        ("/news/1/", 200, "<p>一条信息</p>", "text/html; charset=utf-8"),
        ("/news/1/index.html", 200, "<p>一条信息</p>", "text/html; charset=utf-8"),
        ("/news/2/", 410, "这条信息已撤下", "text/html; charset=utf-8"),
        ("/404.html", 404, "没有找到这一页", "text/html; charset=utf-8"),
        ("/media/documents/plan.pdf", 200, "%PDF-1.7", "application/pdf"),
    ],
)
def test_a_public_file_is_answered_from_the_disk(ask, path, status, text, kind):
    answer = ask(path)
    assert answer["status"] == status
    assert answer["body"].decode() == text
    assert answer["headers"]["Content-Type"] == kind
    assert answer["headers"]["Content-Length"] == str(len(text.encode()))


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/query/news/",
        "/news/3/",
        "/news/2/gone.html",
        "/news/.index.html.abc.part",
        "/way-out",
        "",
        "news/1/",
    ],
)
def test_what_is_no_public_file_goes_to_django(ask, path):
    assert ask(path)["body"] == b"django"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret_key",
        "/news/../../secret_key",
        "/news/1/../../../secret_key",
        "//etc/passwd",
        "/./index.html",
        "/..\\secret_key",
        "/news/\x00/",
        "/\xff\xfe",
    ],
)
def test_no_path_climbs_out_of_the_public_directory(ask, path):
    assert ask(path)["body"] == b"django"


@given(
    st.lists(
        st.sampled_from(["..", ".", "", "news", "secret_key", "1", "%2e%2e", "\\", "..;"]),
        max_size=8,
    )
)
def test_no_combination_of_steps_reaches_the_secret(ask, parts):
    assert b"geheim" not in ask("/" + "/".join(parts))["body"]


def test_posting_goes_to_django_even_where_a_file_lies(ask):
    assert ask("/", "POST", **{"wsgi.input": BytesIO()})["body"] == b"django"


def test_an_address_without_its_slash_is_sent_on(ask):
    answer = ask("/news/1", QUERY_STRING="a=1")
    assert (answer["status"], answer["headers"]["Location"]) == (301, "/news/1/?a=1")
    assert ask("/news/2")["status"] == 301


def test_a_redirect_never_names_another_host(ask):
    assert ask("//news/1")["body"] == b"django"


def test_asking_for_the_head_gives_no_body(ask):
    answer = ask("/news/1/", "HEAD")
    assert (answer["status"], answer["body"]) == (200, b"")
    assert answer["headers"]["Content-Length"] == str(len("<p>一条信息</p>".encode()))


def test_a_copy_that_is_still_good_is_not_sent_again(ask):
    headers = ask("/news/1/")["headers"]
    tag, changed = headers["ETag"], headers["Last-Modified"]
    assert ask("/news/1/", HTTP_IF_NONE_MATCH=tag)["status"] == 304
    assert ask("/news/1/", HTTP_IF_NONE_MATCH=f'W/{tag}, "other"')["status"] == 304
    assert ask("/news/1/", HTTP_IF_NONE_MATCH='"other"')["status"] == 200
    assert ask("/news/1/", HTTP_IF_MODIFIED_SINCE=changed)["status"] == 304
    assert ask("/news/1/", HTTP_IF_MODIFIED_SINCE="Mon, 01 Jan 2001 00:00:00 GMT")["status"] == 200
    assert ask("/news/1/", HTTP_IF_MODIFIED_SINCE="nonsense")["status"] == 200


def test_a_changed_file_is_sent_again(ask, root):
    file = root / "news/1/index.html"
    before = ask("/news/1/")["headers"]["ETag"]
    text = file.read_text(encoding="utf-8")
    file.write_text(text + " ", encoding="utf-8")
    assert ask("/news/1/", HTTP_IF_NONE_MATCH=before)["status"] == 200
    file.write_text(text, encoding="utf-8")


def test_what_is_gone_is_never_answered_as_known(ask):
    assert ask("/news/2/", HTTP_IF_NONE_MATCH="*")["status"] == 410


@pytest.mark.parametrize(
    ("cookie", "sheet"),
    [
        ("", b""),
        ("elder=1", b"body{font-size:22px}"),
        ("a=b; elder=1", b"body{font-size:22px}"),
        ("elder=0", b""),
        ("\x01;;;", b""),
    ],
)
def test_the_readers_style_sheet_follows_his_cookie(ask, cookie, sheet):
    answer = ask("/mode.css", HTTP_COOKIE=cookie)
    assert answer["body"] == sheet
    assert answer["headers"]["Vary"] == "Cookie"
    assert answer["headers"]["Cache-Control"] == "no-cache"
    assert answer["headers"]["Content-Type"] == "text/css; charset=utf-8"


def test_every_public_answer_carries_the_security_headers(ask):
    for path in ("/", "/news/2/", "/media/documents/plan.pdf", "/mode.css"):
        assert set(SECURITY_HEADERS) <= set(ask(path)["headers"].items())


def test_a_large_file_goes_through_the_servers_own_sender(ask):
    sent = []

    def wrapper(opened, _block):
        sent.append(opened.read())
        opened.close()
        return sent

    assert ask("/", **{"wsgi.file_wrapper": wrapper})["body"] == "首页".encode()
    assert sent


def test_open_data_may_be_read_by_the_pages_of_other_sites(ask):
    found = ask("/api/v1/documents/2025.csv")
    assert found["headers"]["Access-Control-Allow-Origin"] == "*"
    assert found["headers"]["Content-Type"] == "text/csv; charset=utf-8"
    assert "Access-Control-Allow-Origin" not in ask("/feed.xml")["headers"]
