"""Send and sign requests in processes that are killed at one point each, and see what is left.

Run as a program with GONGKAI_HOME naming an empty directory that holds a migrated
``gongkai.sqlite3``, and with how many points of each act to die at. Prints one JSON line per
trial: the point, what stands in the database after the death, and what after trying again.
"""

import json
import random
import shutil
import sys
from contextlib import contextmanager
from datetime import UTC, date, datetime
from unittest.mock import patch

import django

from tests.apps.static_site.crashing import HOME, Points, connection_commit, in_child

SENT = datetime(2026, 3, 6, 3, tzinfo=UTC)
DATABASE, BASE = HOME / "trial.sqlite3", HOME / "base.sqlite3"
SECRET = "a secret of a draft's address"


@contextmanager
def dying(points):
    """Let the process die at a statement or around a commit."""
    from django.db import connection
    from django.db.backends.base.base import BaseDatabaseWrapper

    commit = points.around("commit", connection_commit())
    with (
        connection.execute_wrapper(points.statement),
        patch.object(BaseDatabaseWrapper, "commit", commit),
    ):
        yield


def build():
    """Make an organ with its officers, a draft to send and a request to sign."""
    from gongkai.apps.foi import services
    from gongkai.domain.foi.intake import IntakeChannel
    from gongkai.domain.foi.lifecycle import Event
    from gongkai.domain.foi.outcomes import ApplicantKind, Outcome
    from gongkai.domain.roles import Role
    from tests.factories.foi_online import FILLED
    from tests.factories.foundation import OrganFactory, PostFactory

    organ = OrganFactory(code="qh")
    roles = (Role.FOI_REGISTRAR, Role.FOI_HANDLER, Role.FOI_HANDLER, Role.SECRECY_REVIEWER,
             Role.FOI_HEAD)  # fmt: skip
    registrar, handler, colleague, secrecy, head = (
        PostFactory(organ=organ, role=role.value).user for role in roles
    )
    request = services.register(
        organ_id=organ.pk, applicant_kind=ApplicantKind.NATURAL_PERSON, applicant_name="欧阳示例",
        wanted="验收报告", intake_channel=IntakeChannel.IN_PERSON, submitted_at=SENT,
        actor=registrar, at=SENT,
    )  # fmt: skip
    acts = (
        (Event.EXAMINE, registrar, {}),
        (Event.ACCEPT, registrar, {}),
        (Event.SUBMIT_REVIEW, handler, {"outcome": Outcome.GRANTED.value}),
        (Event.PASS1, colleague, {}),
        (Event.PASS2, secrecy, {}),
    )
    for event, who, facts in acts:
        services.perform(
            request_id=request.pk, event=event, occurred_on=date(2026, 3, 6), actor=who, at=SENT,
            **facts,
        )  # fmt: skip
    services.save_draft(secret=SECRET, organ_id=organ.pk, content=FILLED, at=SENT)
    return {"organ": organ.pk, "request": request.pk, "head": head.pk}


def send(_facts):
    """Send the draft."""
    from gongkai.apps.foi import services

    services.submit(secret=SECRET, at=SENT)


def sign(facts):
    """Sign the reply, unless it is signed."""
    from gongkai.apps.foi import queries, services
    from gongkai.domain.foi.lifecycle import Event
    from gongkai.foundation.accounts.models import User

    if queries.get_request(facts["request"]).state == "issued":
        return
    services.perform(
        request_id=facts["request"], event=Event.SIGN, occurred_on=date(2026, 3, 9),
        actor=User.objects.get(pk=facts["head"]), at=datetime(2026, 3, 9, 3, tzinfo=UTC),
    )  # fmt: skip


def carry_out(act, facts, die_at):
    """Act, dying at a point; return the names of the points when nobody died."""
    points = Points(die_at)
    with dying(points):
        act(facts)
    return points.names


def found():
    """Return what stands in the database, without what differs by nature."""
    from gongkai.apps.foi.models import InformationRequest, RequestDraft, RequestEvent, StatusAccess
    from gongkai.foundation.audit import services as audit
    from gongkai.foundation.audit.models import Entry

    return {
        "requests": list(
            InformationRequest.objects.order_by("pk").values_list("number", "state", "outcome")
        ),
        "events": list(RequestEvent.objects.order_by("pk").values_list("request_id", "event")),
        "accesses": StatusAccess.objects.count(),
        "drafts": [bool(row.content) for row in RequestDraft.objects.all()],
        "records": list(Entry.objects.order_by("pk").values_list("action", flat=True)),
        "breaks": [place.sentence for place in audit.breaks()],
    }


def main():
    """Run the trials."""
    points_each = int(sys.argv[1])
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = str(DATABASE)
    django.setup()
    shutil.copy(HOME / "migrated.sqlite3", DATABASE)
    facts = in_child(build)
    shutil.copy(DATABASE, BASE)
    before = in_child(found)
    for name, act in (("send", send), ("sign", sign)):
        shutil.copy(BASE, DATABASE)
        names = in_child(lambda act=act: carry_out(act, facts, 0))
        whole = in_child(found)
        chance = random.Random(1)  # noqa: S311 -- places to die, no secret
        chosen = [chance.randint(1, len(names)) for _ in range(points_each)]
        print(json.dumps({"act": name, "before": before, "whole": whole, "points": len(names)}))  # noqa: T201 -- its report
        for number in chosen:
            for rest in HOME.glob("trial.sqlite3*"):
                rest.unlink()
            shutil.copy(BASE, DATABASE)
            died = in_child(lambda act=act, n=number: carry_out(act, facts, n)) is None
            after = in_child(found)
            in_child(lambda act=act: carry_out(act, facts, 0))
            trial = {"act": name, "point": f"{number} {names[number - 1]}", "died": died}
            print(json.dumps({**trial, "after": after, "again": in_child(found)}))  # noqa: T201 -- its report


if __name__ == "__main__":
    main()
