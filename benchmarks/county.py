"""Build a county with as many published articles as a benchmark wants, in bulk.

One portal, the sites of all departments and units, some 480 sections, ``articles`` live
pages of about 2,000 characters, a fifth of them in one section; behind each page stand its
revision, its published submission, the four steps of its review and its log entry. Rows
are inserted as the services would have left them, only many at a time.

    python -m benchmarks.county --home DIR --articles 20000
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

BIG_SHARE = 0.2
_MARK = "benchmark-county.json"


@dataclass(frozen=True, slots=True)
class Built:
    """What stands in the built county.

    Attributes:
        home: the installation's home, ``GONGKAI_HOME``.
        articles: number of live articles.
        portal_id: the portal's home page.
        big_section_id: the section that holds a fifth of all articles.
        site_id: home page of one unit's site.
        section_id: an ordinary section of that site.
        first_article_id: page ids of the articles run from here without gaps.
        sites: number of sites below the portal.
        sections: number of sections.
        officers: sign-in name by role value, all of the county's office; "superuser" too.
        seconds: how long the building took.
    """

    home: str
    articles: int
    portal_id: int
    big_section_id: int
    site_id: int
    section_id: int
    first_article_id: int
    sites: int
    sections: int
    officers: dict[str, str]
    seconds: float


def build(home: Path, articles: int, seed: int = 1, *, show: bool = True) -> Built:
    """Build the county into ``home``, or return what was built there before.

    Call it before Django is set up, or with settings whose home is ``home``.

    Args:
        home: an empty folder or one that this function filled.
        articles: how many live articles.
        seed: where all chance comes from.
        show: move a progress bar on standard error.

    Raises:
        RuntimeError: Django is set up for another home, or the folder holds another county.
    """
    _set_up_django(home)
    wanted = {"articles": articles, "seed": seed}
    mark = home / _MARK
    if mark.exists():
        kept = json.loads(mark.read_text(encoding="utf-8"))
        if kept["wanted"] != wanted:
            message = f"{home} holds another county: {kept['wanted']}"
            raise RuntimeError(message)
        return Built(**kept["built"])
    from benchmarks.filling import fill

    began = time.monotonic()
    built = Built(home=str(home), articles=articles, seconds=0.0, **fill(articles, seed, show=show))
    facts: dict[str, Any] = {**asdict(built), "seconds": round(time.monotonic() - began, 1)}
    mark.write_text(json.dumps({"wanted": wanted, "built": facts}), encoding="utf-8")
    return Built(**facts)


def _set_up_django(home: Path) -> None:
    """Set Django up for this home, once."""
    home.mkdir(parents=True, exist_ok=True)
    if "django.conf" not in sys.modules or not sys.modules["django.conf"].settings.configured:
        os.environ["GONGKAI_HOME"] = str(home)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings.dev")
        import django

        django.setup()
    from django.conf import settings

    if Path(settings.HOME) != home:
        message = f"Django is set up for {settings.HOME}, not for {home}"
        raise RuntimeError(message)


def main() -> None:
    """Build from the command line and print what stands."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    built = build(chosen.home, chosen.articles, chosen.seed)
    sys.stdout.write(json.dumps(asdict(built), indent=2) + "\n")


if __name__ == "__main__":
    main()
