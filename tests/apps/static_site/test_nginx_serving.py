"""The nginx configuration that is shipped answers as the program itself would."""

import os
import re
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.urls import get_resolver

from gongkai.apps.static_site.serving import SECURITY_HEADERS

DEPLOY = Path(__file__).resolve().parents[3] / "deploy" / "nginx"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
MAIN = """
{user} daemon off; pid {home}/nginx.pid; error_log {home}/error.log;
events {{ worker_connections 64; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {home}/body; proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/fastcgi; uwsgi_temp_path {home}/uwsgi; scgi_temp_path {home}/scgi;
    map $cookie_elder $gongkai_mode_sheet {{ default ordinary; "1" elder; }}
    upstream gongkai_program {{ server 127.0.0.1:{program}; }}
    server {{
        listen 127.0.0.1:{port};
        {ipv6}
        include {home}/gongkai-site.conf;
    }}
}}
"""


class Program(BaseHTTPRequestHandler):
    """Stands in for the program: says which path it was asked for."""

    def do_GET(self):
        body = f"program {self.path}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        """Say nothing."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def can_listen_on_ipv6(port):
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", port))
    except OSError:
        return False
    return True


def put(folder, files):
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    home = tmp_path_factory.mktemp("nginx")
    put(
        home / "public",
        {
            "index.html": "首页" * 600,
            "404.html": "没有找到这一页",
            "news/1/index.html": "一条信息",
            "news/2/gone.html": "这条信息已撤下",
            "news/.x.part": "半个文件",
            "media/documents/plan.pdf": "%PDF",
            "api/v1/index.json": '{"name": "目录"}',
            "api/v1/documents/2025.csv": "发文字号",
        },
    )
    put(home / "static", {"gongkai/elder.css": "body{font-size:22px}", "gongkai/a.css": "a{}"})
    for name in ("gongkai-site.conf", "gongkai-headers.conf"):
        text = (DEPLOY / name).read_text(encoding="utf-8")
        text = text.replace("/srv/gongkai", str(home)).replace(
            "/etc/nginx/gongkai", f"{home}/gongkai"
        )
        (home / name).write_text(text, encoding="utf-8")
    port, program = free_port(), ThreadingHTTPServer(("127.0.0.1", 0), Program)
    threading.Thread(target=program.serve_forever, daemon=True).start()
    ipv6 = f"listen [::1]:{port};" if can_listen_on_ipv6(port) else ""
    main = home / "nginx.conf"
    text = MAIN.format(
        user="user root;" if os.geteuid() == 0 else "",
        home=home,
        port=port,
        program=program.server_address[1],
        ipv6=ipv6,
    )
    main.write_text(text, encoding="utf-8")
    command = [NGINX, "-p", str(home), "-c", str(main), "-e", str(home / "error.log")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    wait_for(port)
    yield port
    server.terminate()
    server.wait(10)
    program.shutdown()
    program.server_close()


def wait_for(port):
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("nginx did not start")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leave redirects to the test."""

    def redirect_request(self, *_args):
        return None


@pytest.fixture
def ask(site):
    opener = urllib.request.build_opener(NoRedirect, urllib.request.ProxyHandler({}))

    def request(path, **headers):
        asked = urllib.request.Request(f"http://127.0.0.1:{site}{path}", headers=headers)
        try:
            with opener.open(asked, timeout=5) as answer:
                return answer.status, answer.read(), answer.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read(), error.headers

    return request


@needs_nginx
@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/", 200, "首页" * 600),
        ("/news/1/", 200, "一条信息"),
        ("/news/2/", 410, "这条信息已撤下"),
        ("/news/3/", 404, "没有找到这一页"),
        ("/news/", 404, "没有找到这一页"),
        ("/nothing", 404, "没有找到这一页"),
        ("/news/2/gone.html", 404, "没有找到这一页"),
        ("/news/.x.part", 404, "没有找到这一页"),
        ("/media/documents/plan.pdf", 200, "%PDF"),
        ("/media/documents/draft.pdf", 200, "program /media/documents/draft.pdf"),
        ("/admin/login/?next=/", 200, "program /admin/login/?next=/"),
        ("/query/news/?q=a", 200, "program /query/news/?q=a"),
        ("/search/?q=%E8%A1%A5", 200, "program /search/?q=%E8%A1%A5"),
        ("/static/gongkai/a.css", 200, "a{}"),
        ("/static/gongkai/none.css", 404, "没有找到这一页"),
    ],
)
def test_nginx_answers(ask, path, status, text):
    answered, body, _ = ask(path)
    assert (answered, body.decode()) == (status, text)


@needs_nginx
def test_nginx_sends_an_address_without_its_slash_on(ask):
    status, _, headers = ask("/news/1")
    assert status == 301
    assert headers["Location"].endswith("/news/1/")


@needs_nginx
@pytest.mark.parametrize(
    "path", ["/../nginx.conf", "/%2e%2e/nginx.conf", "/news/..%2f..%2fnginx.conf"]
)
def test_nginx_lets_nobody_climb_out(ask, path):
    status, body, _ = ask(path)
    assert status in {400, 404}
    assert b"daemon" not in body


@needs_nginx
@pytest.mark.parametrize(
    ("cookie", "sheet"),
    [("", b""), ("elder=1", b"body{font-size:22px}"), ("a=1; elder=1", b"body{font-size:22px}")],
)
def test_nginx_gives_the_readers_style_sheet_by_cookie(ask, cookie, sheet):
    status, body, headers = ask("/mode.css", Cookie=cookie)
    assert (status, body) == (200, sheet)
    assert headers["Content-Type"].startswith("text/css")
    assert headers["Vary"] == "Cookie"
    assert headers["Cache-Control"] == "no-cache"


@needs_nginx
def test_nginx_asks_readers_to_keep_pages_and_check_them(ask):
    _, _, headers = ask("/news/1/")
    assert headers["Cache-Control"] == "no-cache"
    assert ask("/news/1/", **{"If-None-Match": headers["ETag"]})[0] == 304


@needs_nginx
@pytest.mark.parametrize(
    "path", ["/", "/news/2/", "/nothing", "/mode.css", "/static/gongkai/a.css"]
)
def test_nginx_sends_the_same_security_headers_as_the_program(ask, path):
    headers = ask(path)[2]
    assert {name: headers[name] for name, _ in SECURITY_HEADERS} == dict(SECURITY_HEADERS)
    assert len(headers.get_all("Content-Security-Policy")) == 1


@needs_nginx
def test_nginx_packs_pages(ask):
    assert ask("/", **{"Accept-Encoding": "gzip"})[2]["Content-Encoding"] == "gzip"


def test_the_whole_configuration_listens_on_ipv6():
    text = (DEPLOY / "gongkai.conf").read_text(encoding="utf-8")
    assert text.count("listen [::]:") == text.count("listen ") / 2


def test_everything_the_program_alone_answers_is_passed_on():
    text = (DEPLOY / "gongkai-site.conf").read_text(encoding="utf-8")
    passed = set(re.search(r"location ~ \^/\(([a-z|-]+)\)", text).group(1).split("|"))
    passed |= set(re.findall(r"location \^~ /([a-z-]+)/ \{[^}]*proxy_pass", text))
    answered_as_files = {"media", "sitemap", "sitemaps", "accessibility", "documents-legend"}
    answered_as_files |= {"api", "open-data", "disclosed-answers"}
    prefixes = {
        str(pattern.pattern).lstrip("^").split("/")[0].replace(r"\-", "-")
        for pattern in top_level(get_resolver().url_patterns)
    }
    named = {prefix for prefix in prefixes if re.fullmatch("[a-z-]+", prefix)}
    assert named - passed <= answered_as_files


def top_level(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns") and str(pattern.pattern) == "":
            yield from top_level(pattern.url_patterns)
        else:
            yield pattern


@needs_nginx
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/v1/index.json", "application/json; charset=utf-8"),
        ("/api/v1/documents/2025.csv", "text/csv; charset=utf-8"),
    ],
)
def test_open_data_may_be_read_by_the_pages_of_other_sites(ask, path, kind):
    status, _, headers = ask(path)
    assert (status, headers["Content-Type"]) == (200, kind)
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert ask("/")[2]["Access-Control-Allow-Origin"] is None


@needs_nginx
def test_open_data_that_is_not_there_never_reaches_the_program(ask):
    status, body, _ = ask("/api/v1/documents/1999.json")
    assert status == 404
    assert b"program" not in body
