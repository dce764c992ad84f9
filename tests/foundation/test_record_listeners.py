from datetime import UTC, datetime

import pytest
from django.forms import modelform_factory

from gongkai.foundation.organs.models import Organ
from gongkai.foundation.records import listeners, services
from tests.factories.foundation import OrganFactory, UserFactory

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)


@pytest.fixture
def heard(monkeypatch):
    monkeypatch.setattr(listeners, "_listeners", {})
    found = []

    def listen(record, at):
        found.append((record.pk, at))

    listeners.register("organs.Organ", listen)
    listeners.register("organs.Organ", listen)  # once is enough
    return found


def test_a_changed_record_is_heard_of_once(db, heard):
    organ = OrganFactory()
    form = modelform_factory(Organ, fields=["phone"])({"phone": "1"}, instance=organ)
    assert form.is_valid()
    services.save(form=form, actor=UserFactory(), at=AT)
    assert heard == [(organ.pk, AT)]


def test_a_deleted_record_is_heard_of_while_it_is_there(db, heard):
    organ = OrganFactory()
    pk = organ.pk
    services.delete(instance=organ, actor=UserFactory(), at=AT)
    assert heard == [(pk, AT)]


def test_an_added_record_is_heard_of(db, heard):
    organ = OrganFactory.build()
    services.add(instance=organ, actor=None, at=AT)
    assert heard == [(organ.pk, AT)]


def test_other_records_are_not_heard_of(db, heard):
    listeners.tell(UserFactory(), AT)
    assert heard == []
