"""Several officers act at the same moment, each in a process of his own.

Run as a program over an empty migrated database (``python -m tests.project.at_once``); it
prints what each process met with and what stands in the database afterwards.
"""

import json
import multiprocessing
import sys
from datetime import UTC, datetime, timedelta

import django

AT = datetime(2026, 3, 12, 2, tzinfo=UTC)
PUBLISHERS = 10
CONTESTED = 5


def main():
    django.setup()
    from django.db import connection, connections

    county = build()
    connections.close_all()
    jobs = [
        *(("first", pk, user) for pk in county["contested"] for user in county["first"]),
        *(("final", pk, county["final"]) for pk in county["ready"]),
        *(("record", number, None) for number in range(2)),
        *(("send", number, None) for number in range(CONTESTED) for _ in range(2)),
        *(("examine", pk, user) for pk in county["requests"] for user in county["registrars"]),
    ]
    fork = multiprocessing.get_context("fork")
    barrier, answers = fork.Barrier(len(jobs)), fork.SimpleQueue()
    processes = [fork.Process(target=act, args=(job, barrier, answers)) for job in jobs]
    for process in processes:
        process.start()
    found = [answers.get() for _ in processes]
    for process in processes:
        process.join()
    json.dump(
        {"vendor": connection.vendor, "answers": found, **outcome(county)},
        sys.stdout,
        ensure_ascii=False,
    )


def build():
    """Make an organ with two first reviewers, contested texts and texts one step from public."""
    from gongkai.apps.review import services
    from gongkai.domain.roles import Role
    from tests.factories.foundation import OrganFactory, PostFactory
    from tests.factories.review import pass_levels, staff_of, submit
    from tests.factories.websites import open_portal, open_section, save_draft

    organ = OrganFactory()
    staff = staff_of(organ)
    second_first = PostFactory(organ=organ, role=Role.FIRST_REVIEWER.value).user
    section = open_section(open_portal(organ))

    def new(title):
        return submit(save_draft(section, staff.editor, at=AT, title=title), staff, AT)

    contested = [new(f"两人同时审第{number}件").pk for number in range(CONTESTED)]
    for user in (staff.first, second_first):
        services.open_all(submission_ids=contested, actor=user, at=AT)
    before_final = ("first", "second", "secrecy")
    ready = [
        pass_levels(new(f"同时发布第{number}件"), staff, AT, levels=before_final).pk
        for number in range(PUBLISHERS)
    ]
    services.open_all(submission_ids=ready, actor=staff.final, at=AT)
    return {
        "contested": contested,
        "ready": ready,
        "first": [staff.first.pk, second_first.pk],
        "final": staff.final.pk,
        **requests_of(organ),
    }


def requests_of(organ):
    """Register requests for two registrars, and begin drafts that are sent twice."""
    from gongkai.apps.foi import services
    from gongkai.domain.foi.intake import IntakeChannel
    from gongkai.domain.foi.outcomes import ApplicantKind
    from gongkai.domain.roles import Role
    from tests.factories.foi_online import FILLED
    from tests.factories.foundation import PostFactory

    registrars = [PostFactory(organ=organ, role=Role.FOI_REGISTRAR.value).user for _ in range(2)]
    requests = [
        services.register(
            organ_id=organ.pk, applicant_kind=ApplicantKind.NATURAL_PERSON,
            applicant_name="欧阳示例", wanted=f"第{number}份报告",
            intake_channel=IntakeChannel.IN_PERSON, submitted_at=AT, actor=registrars[0], at=AT,
        ).pk
        for number in range(CONTESTED)
    ]  # fmt: skip
    for number in range(CONTESTED):
        services.save_draft(secret=f"draft {number}", organ_id=organ.pk, content=FILLED, at=AT)
    return {"requests": requests, "registrars": [one.pk for one in registrars]}


def act(job, barrier, answers):
    """Wait for the others, act, say how it went."""
    from django.db import connection

    from gongkai.domain.errors import Refusal

    kind, number, user = job
    connection.ensure_connection()
    barrier.wait(timeout=120)
    try:
        ACTS.get(kind, decide)(kind, number, user)
    except Refusal as refusal:
        answers.put([kind, number, refusal.code])
    except Exception as error:  # noqa: BLE001 -- told to the test
        answers.put([kind, number, f"{type(error).__name__}: {error}"])
    else:
        answers.put([kind, number, "done"])
    finally:
        connection.close()


def decide(level, pk, user_id):
    from gongkai.apps.review import services
    from gongkai.domain.review.three_reviews import Action
    from gongkai.foundation.accounts.models import User
    from tests.factories.review import GOOD

    services.decide(
        submission_id=pk,
        action=Action.PASS,
        actor=User.objects.get(pk=user_id),
        at=AT + timedelta(hours=1),
        opinion=GOOD[level],
    )


def send(_kind, number, _user):
    from gongkai.apps.foi import services

    services.submit(secret=f"draft {number}", at=AT)


def examine(_kind, pk, user_id):
    from gongkai.apps.foi import services
    from gongkai.domain.foi.lifecycle import Event
    from gongkai.foundation import clock
    from gongkai.foundation.accounts.models import User

    services.perform(
        request_id=pk,
        event=Event.EXAMINE,
        occurred_on=clock.day_of(AT),
        actor=User.objects.get(pk=user_id),
        at=AT,
    )


def record_much(_kind, number, _user):
    from django.db import transaction

    from gongkai.foundation.audit import services as audit

    for turn in range(20):
        with transaction.atomic():
            audit.record(action=f"test.writer_{number}", at=AT, actor=None, turn=turn)


ACTS = {"record": record_much, "send": send, "examine": examine}


def outcome(county):
    """Return what stands in the database afterwards."""
    from gongkai.apps.foi.models import InformationRequest, RequestEvent
    from gongkai.apps.review.models import Edition, Step, Submission
    from gongkai.foundation.audit import services as audit
    from gongkai.foundation.audit.models import Entry
    from gongkai.foundation.pages.models import GovPage

    contested = Submission.objects.filter(pk__in=county["contested"])
    ready = Submission.objects.filter(pk__in=county["ready"])
    return {
        "contested": sorted(contested.values_list("state", flat=True)),
        "first_steps": Step.objects.filter(submission__in=contested, action="pass").count(),
        "published": ready.filter(state="published", page__live=True).count(),
        "editions": Edition.objects.filter(submission__in=ready).count(),
        "addresses": len(set(ready.values_list("page__url_path", flat=True))),
        "breaks": [place.sentence for place in audit.breaks()],
        "records": Entry.objects.filter(action__startswith="test.writer_").count(),
        "numbers": sorted(InformationRequest.objects.values_list("number", flat=True)),
        "examined": RequestEvent.objects.filter(event="examine").count(),
        "sent": RequestEvent.objects.filter(event="submit").count(),
        "tree": [list(kind) for kind in GovPage.find_problems()],
    }


if __name__ == "__main__":
    main()
