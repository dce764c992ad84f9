"""Publishing beside bare Wagtail 8, at 1,000, 5,000 and 20,000 pages, in one run.

    python -m benchmarks.publishing [--sizes 1000 5000 20000] [--rounds 30] [--home DIR]

DIR keeps the sites as they were built; what is measured are copies of them.
Prints how long a final approval takes until the changed files are there, the full export,
ten publishers at once and answers a second, each beside its limit, its floor or its peer;
ends with 1 when a promise is broken. Needs wrk and nginx for the last part.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks import load
from benchmarks.figures import median, p95

ITEM_P95 = 0.150  # seconds from the final approval to the item's own file
ALL_P95 = 1.0  # seconds to every file that shows something of it, at the largest size
GROWTH = 1.3  # largest size against smallest
EXPORT = 240.0  # seconds for the whole site at the largest size
_TURNS = 5  # how often the approvals of one size are taken up again
NGINX = 0.95  # our pages through nginx against a plain file of the same size


def _json(module: str, *words: object, **environment: str) -> dict[str, Any]:
    """Run a measuring process and return its line of JSON."""
    found: dict[str, Any] = json.loads(_run(module, *words, **environment).splitlines()[-1])
    return found


def _run(module: str, *words: object, **environment: str) -> str:
    """Run a measuring process and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    if done.returncode:
        sys.exit(f"{module} {words} 没有完成。")
    return done.stdout


def build(kept: Path, home: Path, size: int) -> None:
    """Build both sites of a size where they are kept, and copy them to where they are used."""
    (kept / f"bare-{size}").mkdir(parents=True, exist_ok=True)
    print(f"{size} 篇：建库……", file=sys.stderr)
    _json("benchmarks.ours", kept / f"ours-{size}", "build", size)
    _run("benchmarks.bare.measure", size, 0, BARE_HOME=str(kept / f"bare-{size}"))
    for name in (f"ours-{size}", f"bare-{size}"):
        shutil.copytree(kept / name, home / name)


def measure(home: Path, sizes: list[int], rounds: int) -> dict[int, dict[str, Any]]:
    """Return what was measured at each size.

    Approvals go round the sizes in turns, ours and bare Wagtail's one after the other: a
    machine that is slower for a while is slower for all of them.
    """
    found: dict[int, dict[str, Any]] = {}
    for size in sizes:
        print(f"{size} 篇：导出……", file=sys.stderr)
        found[size] = {"export": _json("benchmarks.ours", home / f"ours-{size}", "export")}
    turns = [rounds // _TURNS + (turn < rounds % _TURNS) for turn in range(_TURNS)]
    for turn, count in enumerate(turns, start=1):
        for size in sizes if count else ():
            print(f"{size} 篇：批准，第{turn}轮……", file=sys.stderr)
            bare = {"BARE_HOME": str(home / f"bare-{size}")}
            acts = {
                "approval": _json("benchmarks.ours", home / f"ours-{size}", "approve", count),
                "bare": _json("benchmarks.bare.measure", size, count, **bare),
            }
            for act, times in acts.items():
                kept = found[size].setdefault(act, {})
                for name, values in times.items():
                    kept[name] = kept.get(name, []) + values
    print(f"{sizes[-1]} 篇：十人同时发布……", file=sys.stderr)
    found[sizes[-1]]["at_once"] = _json("benchmarks.ours", home / f"ours-{sizes[-1]}", "at-once")
    return found


class Report:
    """Lines that are printed, and whether every promise was kept."""

    def __init__(self) -> None:
        self.kept = True

    def line(self, name: str, value: str, promise: bool | None = None) -> None:
        """Print one figure; with a promise, whether it was kept."""
        mark = {None: "", True: "  ✓", False: "  ✗"}[promise]
        self.kept &= promise is not False
        print(f"  {name:<44}{value}{mark}")


def approvals(report: Report, found: dict[int, dict[str, Any]]) -> None:
    """Print what happens after the final approval."""
    sizes = sorted(found)
    print("最后一审通过以后")
    for size in sizes:
        ours, bare = found[size]["approval"], found[size]["bare"]["visible"]
        report.line(
            f"{size:>6} 篇 本条 p50/p95",
            f"{_milliseconds(ours['item'])}（裸 Wagtail 批准并显示 {_milliseconds(bare)}，"
            f"为其 {median(ours['item']) / median(bare):.2f} 倍）",
            p95(ours["item"]) <= ITEM_P95,
        )
        report.line(
            f"{size:>6} 篇 全部相关页面 p50/p95（{median(ours['targets']):.0f}个）",
            _milliseconds(ours["all"]),
            p95(ours["all"]) <= ALL_P95 if size == sizes[-1] else None,
        )
    small, large = found[sizes[0]]["approval"], found[sizes[-1]]["approval"]
    if len(sizes) > 1:
        first, last = (median(found[size]["bare"]["visible"]) for size in (sizes[0], sizes[-1]))
        bare_growth = last / first
        for name, label in (("item", "本条"), ("all", "全部相关页面")):
            growth = median(large[name]) / median(small[name])
            report.line(
                f"{sizes[0]}→{sizes[-1]} 增长 {label}",
                f"{growth:.2f} 倍（裸 Wagtail {bare_growth:.2f} 倍）",
                growth <= GROWTH,
            )


def _milliseconds(seconds: list[float]) -> str:
    """Return the median and the 95th percentile of times."""
    return f"{median(seconds) * 1000:.0f}/{p95(seconds) * 1000:.0f} ms"


def whole_site(report: Report, found: dict[int, dict[str, Any]]) -> None:
    """Print the full export and the ten publishers."""
    largest = max(found)
    print(f"全站导出（{os.cpu_count()} 核）")
    for size in sorted(found):
        run = found[size]["export"]
        report.line(
            f"{size:>6} 篇（{run['targets']}个目标）",
            f"{run['seconds']:.0f} 秒，{run['seconds'] / run['targets'] * 1000:.1f} ms/个，"
            f"问题 {run['problems']}",
            (run["seconds"] <= EXPORT and not run["problems"]) if size == largest else None,
        )
    together = found[largest].get("at_once")
    if together:
        print("十人同时发布")
        report.line(
            f"{together['published']} 条",
            f"错误 {together['errors']}，差异 {together['differences']}，"
            f"p95 {together['p95'] * 1000:.0f} ms，共 {together['seconds']:.1f} 秒",
            not together["errors"] and not together["differences"],
        )


_NGINX = """worker_processes 1;
pid {home}/nginx.pid;
error_log {home}/error.log;
events {{ worker_connections 1024; }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {home}/body; proxy_temp_path {home}/proxy;
  fastcgi_temp_path {home}/fastcgi; uwsgi_temp_path {home}/uwsgi; scgi_temp_path {home}/scgi;
  sendfile on;
  map $cookie_elder $gongkai_mode_sheet {{ default ordinary; "1" elder; }}
  upstream gongkai_program {{ server 127.0.0.1:1; }}
  server {{
    listen 127.0.0.1:{plain};
    root {home}/plain;
  }}
  server {{
    listen 127.0.0.1:{ours};
    {site}
  }}
}}
"""


def served(report: Report, home: Path, size: int) -> None:
    """Print answers a second: nginx with a plain file, our site through it, the others."""
    load.require("wrk", "nginx")
    public = home / f"ours-{size}" / "public"
    article = _some_article(public)
    address = "/" + str(article.parent.relative_to(public)) + "/"
    place = home / "nginx"
    (place / "plain").mkdir(parents=True, exist_ok=True)
    (place / "plain" / "file.html").write_bytes(article.read_bytes())
    plain, ours = load.free_port(), load.free_port()
    site = (Path(__file__).parents[1] / "deploy" / "nginx" / "gongkai-site.conf").read_text("utf-8")
    configuration = place / "nginx.conf"
    configuration.write_text(
        _NGINX.format(home=place, plain=plain, ours=ours, site=_localised(site, home, size)),
        "utf-8",
    )
    print(f"每秒应答（{article.stat().st_size} 字节的信息页）")
    with load.nginx(configuration, base=f"http://127.0.0.1:{plain}"):
        floor = load.rate(f"http://127.0.0.1:{plain}/file.html")
        through = load.rate(f"http://127.0.0.1:{ours}{address}")
        floor = max(floor, load.rate(f"http://127.0.0.1:{plain}/file.html"))
        through = max(through, load.rate(f"http://127.0.0.1:{ours}{address}"))
    report.line("nginx 直接给同样大小的文件", f"{floor:.0f}")
    report.line(
        "本站经 nginx", f"{through:.0f}，为其 {through / floor:.2f}", through / floor >= NGINX
    )
    environment = {
        "GONGKAI_HOME": str(home / f"ours-{size}"),
        "DJANGO_SETTINGS_MODULE": "gongkai.project.settings.dev",
    }
    with load.gunicorn("gongkai.project.wsgi:application", environment=environment) as base:
        own = load.rate(base + address)
    report.line("本站自带服务器（1 个进程）", f"{own:.0f}，为 nginx 的 {own / floor:.2f}")
    with load.gunicorn(
        "benchmarks.bare.wsgi:application",
        environment={
            "BARE_HOME": str(home / f"bare-{size}"),
            "DJANGO_SETTINGS_MODULE": "benchmarks.bare.settings",
        },
    ) as base:
        bare = load.rate(base + "/site-0/section-0/t0/")
    report.line("裸 Wagtail 信息页（1 个进程）", f"{bare:.0f}")
    report.line("本站经 nginx 比裸 Wagtail", f"{through / bare:.0f} 倍")
    report.line("本站自带服务器比裸 Wagtail", f"{own / bare:.0f} 倍")


def _some_article(public: Path) -> Path:
    """Return the file of an ordinary article."""
    found: Iterable[Path] = (
        path for path in public.glob("*/*/index.html") if path.parent.name.isdigit()
    )
    return next(iter(sorted(found)))


def _localised(site: str, home: Path, size: int) -> str:
    """Return our server block's body with the places of this run."""
    headers = Path(__file__).parents[1] / "deploy" / "nginx" / "gongkai-headers.conf"
    return site.replace("/srv/gongkai", str(home / f"ours-{size}")).replace(
        "/etc/nginx/gongkai-headers.conf", str(headers)
    )


def main() -> None:
    """Measure and print; 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description="发布速度：与裸 Wagtail 8 同场比较。")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20_000])
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--home", type=Path, help="建好的站点留在这里，下次再用")
    chosen = parser.parse_args()
    load.require("wrk", "nginx")
    with tempfile.TemporaryDirectory(prefix="gongkai-benchmark-") as scratch:
        home, sizes = Path(scratch) / "used", sorted(chosen.sizes)
        Path(scratch).chmod(0o755)  # nginx reads as somebody else
        for size in sizes:
            build(chosen.home or Path(scratch) / "built", home, size)
        found = measure(home, sizes, chosen.rounds)
        report = Report()
        approvals(report, found)
        whole_site(report, found)
        served(report, home, sizes[-1])
    sys.exit(0 if report.kept else 1)


if __name__ == "__main__":
    main()
