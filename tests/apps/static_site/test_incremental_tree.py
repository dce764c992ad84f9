"""After any history of publications, the files are those of a full export, byte for byte."""

import random
from datetime import timedelta

import pytest

from gongkai.apps.review import services as review
from gongkai.apps.static_site import registry, services
from gongkai.apps.static_site.models import PublicFile
from gongkai.domain.review.withdrawals import WithdrawalKind
from gongkai.foundation.pages.models import GovPage
from tests.factories.review import publish, take_down
from tests.factories.websites import body_of, save_draft

ACTS = 6


class History:
    """A random but repeatable run of publications, editions, withdrawals and returns."""

    def __init__(self, county, seed, capture):
        self.county, self.capture = county, capture
        self.chance = random.Random(seed)  # noqa: S311 -- repeatable by design
        self.public, self.withdrawn = [], []
        self.at, self.number = county.at, 0

    def step(self):
        """Do one act and return the page it was about."""
        self.number += 1
        self.at += timedelta(days=self.chance.choice([0, 1, 33]), minutes=1)
        acts = [self.publish]
        if self.public:
            acts += [self.edit, self.withdraw]
        if self.withdrawn:
            acts.append(self.bring_back)
        with self.capture(execute=True):
            return self.chance.choice(acts)()

    def publish(self):
        section = self.chance.choice([self.county.news, self.county.notices])
        page = save_draft(
            section,
            self.county.staff.editor,
            at=self.at,
            title=f"第{self.number}条信息",
            body=body_of(f"正文{self.number}。"),
        )
        publish(page, self.county.staff, self.at)
        self.public.append(page)
        return page

    def edit(self):
        return self._edition(self.chance.choice(self.public))

    def withdraw(self):
        page = self.public.pop(self.chance.randrange(len(self.public)))
        kind = self.chance.choice(list(WithdrawalKind) if self.public else [WithdrawalKind.GONE])
        target = {"redirect_to": self.public[0].pk} if kind is WithdrawalKind.REDIRECT else {}
        take_down(
            page, self.county.staff.final, self.at, "有误", kind, internal_reason="有误", **target
        )
        self.withdrawn.append(page)
        return page

    def bring_back(self):
        page = self.withdrawn.pop()
        self.public.append(page)
        return self._edition(page)

    def _edition(self, page):
        page = page.specific_class.objects.get(pk=page.pk)
        page.title = f"第{self.number}次改过的信息"
        page.save_revision(user=self.county.staff.editor)
        publish(page, self.county.staff, self.at, change_note=f"第{self.number}次更正")
        return page


def targets_of(paths):
    rows = PublicFile.objects.filter(path__in=paths)
    return set(rows.values_list("target", flat=True))


def fresh_export(settings, tree, folder, at):
    """Return the tree of a full export into an empty directory."""
    kept, settings.GONGKAI_PUBLIC_ROOT = settings.GONGKAI_PUBLIC_ROOT, folder
    try:
        services.export_all(at=at)
        return tree(folder)
    finally:
        settings.GONGKAI_PUBLIC_ROOT = kept


@pytest.mark.parametrize("seed", [1, 2])
def test_the_incremental_tree_is_the_full_export(
    county, tree, settings, tmp_path, django_capture_on_commit_callbacks, seed
):
    history = History(county, seed, django_capture_on_commit_callbacks)
    before = tree()
    for number in range(ACTS):
        page = history.step()
        after = tree()
        changed = {path for path in after if after[path] != before.get(path)}
        page = GovPage.objects.get(pk=page.pk).specific
        wanted = {registry.page_target(page.pk), *registry.dependents_of(page)}
        assert targets_of(changed) <= wanted
        assert registry.page_target(page.pk) in targets_of(changed)
        assert fresh_export(settings, tree, tmp_path / f"full{number}", history.at) == after
        before = after
    assert services.verify(at=history.at)[1] == []


def test_texts_that_pass_together_are_written_together(
    county, tree, settings, tmp_path, django_capture_on_commit_callbacks
):
    from gongkai.domain.review.three_reviews import Action
    from tests.factories.review import GOOD, LEVELS

    pages = [
        save_draft(county.news, county.staff.editor, at=county.at, title=f"第{number}条")
        for number in range(4)
    ]
    submissions = review.submit_all(
        page_ids=[page.pk for page in pages], actor=county.staff.editor, at=county.at
    )
    numbers = [submission.pk for submission in submissions]
    with django_capture_on_commit_callbacks(execute=True):
        for level in LEVELS:
            actor = getattr(county.staff, level)
            review.open_all(submission_ids=numbers, actor=actor, at=county.at)
            review.decide_all(
                submission_ids=numbers,
                action=Action.PASS,
                actor=actor,
                at=county.at,
                opinion=GOOD[level],
            )
    assert fresh_export(settings, tree, tmp_path / "full", county.at) == tree()
    assert targets_of(tree()) >= {registry.page_target(page.pk) for page in pages}
