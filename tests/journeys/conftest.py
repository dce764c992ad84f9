"""A browser, and the demonstration county served as `make demo` serves it."""

import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.county.conftest import ROOT, County, environment
from tests.journeys.patience import have_patience, teach_locators

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PASSWORD = "Yanshi-2025"


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """Where the served county lives."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def served(home):
    """青禾县 on a free port, built and served by the commands a user types."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium (Debian: chromium)")
    built = County(home, "青禾县").run("demo", "build")
    assert built.returncode == 0, built.stderr[-3000:]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gongkai.cli", "serve", "--host", "127.0.0.1", "--port", str(port)],
        env=environment(home),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    _wait_for(address, server)
    yield address
    server.terminate()
    server.wait(timeout=20)


def _wait_for(address, server):
    for _ in range(120):
        assert server.poll() is None, "the server stopped"
        try:
            urlopen(f"{address}/accessibility/", timeout=5)
        except (URLError, TimeoutError):
            time.sleep(1)
        else:
            return
    raise AssertionError("the server did not answer")


@pytest.fixture(scope="module")
def chromium(served):
    """A browser that is closed before other tests run: its event loop lets no ORM beside it."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic",
                  "--disable-background-networking"],
        )  # fmt: skip
        undo = teach_locators(sync_api.Locator)
        yield browser
        undo()
        browser.close()


@pytest.fixture
def visit(chromium, served):
    """Open a page as a citizen, on a screen of the given width."""
    contexts = []

    def open_page(path="/", *, width=1280, javascript=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, base_url=served, locale="zh-CN",
            java_script_enabled=javascript,
        )  # fmt: skip
        contexts.append(context)
        page = have_patience(context.new_page())
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def signed_in(visit):
    """Sign an officer of the demonstration in."""

    @contextmanager
    def sign_in(username, path="/admin/"):
        page = visit("/admin/login/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.locator("button[type=submit]").click()
        page.wait_for_url("**/admin/")
        page.goto(path)
        yield page

    return sign_in
