from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.forms import modelform_factory

from gongkai.foundation.audit.models import Entry
from gongkai.foundation.audit.services import breaks
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.records import services
from tests.factories.foundation import OrganFactory, UserFactory

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
OrganForm = modelform_factory(Organ, fields=["code", "name", "short_name", "level", "position"])


@pytest.fixture
def actor(db):
    return UserFactory(name="张信")


def form(instance=None, **more):
    data = {
        "code": "water",
        "name": "水利局",
        "short_name": "水利",
        "level": "department",
        "position": 1,
    }
    bound = OrganForm({**data, **more}, instance=instance)
    assert bound.is_valid(), bound.errors
    return bound


def save(actor, **more):
    return services.save(form=form(**more), actor=actor, at=AT)


def test_adding_leaves_what_was_said(actor):
    organ = save(actor)
    entry = Entry.objects.get()
    assert (entry.action, entry.subject_id, entry.actor_name, entry.at) == (
        "records.add",
        str(organ.pk),
        "张信",
        AT,
    )
    assert entry.facts["after"]["name"] == "水利局"


def test_changing_names_the_changed_fields(actor):
    organ = save(actor)
    services.save(form=form(instance=organ, name="水务局"), actor=actor, at=AT)
    entry = Entry.objects.get(action="records.change")
    assert entry.facts["changed"] == ["name"]
    assert entry.facts["after"]["name"] == "水务局"
    assert Organ.objects.get().name == "水务局"


def test_personal_fields_stay_out_of_the_trace(actor, monkeypatch):
    monkeypatch.setattr(Organ, "personal_fields", ("name", "short_name"), raising=False)
    organ = save(actor)
    services.save(form=form(instance=organ, name="张三"), actor=actor, at=AT)
    services.delete(instance=organ, actor=actor, at=AT)
    for entry in Entry.objects.all():
        said = {**entry.facts.get("after", {}), **entry.facts.get("before", {})}
        assert {"name", "short_name"}.isdisjoint({*said, *entry.facts.get("changed", [])})


def test_many_are_saved_together(actor):
    forms = [form(code=f"c{n}", name=f"局{n}") for n in range(3)]
    assert services.save_many(forms=forms, actor=actor, at=AT) == 3
    assert Entry.objects.count() == 3
    assert list(breaks()) == []


def test_many_are_saved_all_or_none(actor):
    twins = [form(), form(name="另一个局")]
    with pytest.raises((IntegrityError, ValueError)), transaction.atomic():
        services.save_many(forms=twins, actor=actor, at=AT)
    assert not Organ.objects.exists()
    assert not Entry.objects.exists()


def test_no_forms_save_nothing(actor):
    assert services.save_many(forms=[], actor=actor, at=AT) == 0


def test_a_record_built_in_code_is_checked(actor):
    with pytest.raises(ValidationError):
        services.add(instance=Organ(code="x", name="", level="department"), actor=actor, at=AT)
    assert not Entry.objects.exists()
    organ = Organ(code="x", name="林业局", short_name="林业", level="department")
    assert services.add(instance=organ, actor=None, at=AT).pk
    assert Entry.objects.get().actor_name == "系统"


def test_what_was_deleted_stays_in_the_trace(actor):
    organ = save(actor)
    services.delete(instance=organ, actor=actor, at=AT)
    assert not Organ.objects.exists()
    entry = Entry.objects.get(action="records.delete")
    assert entry.facts["before"]["code"] == "water"
    assert entry.subject_id


def test_a_refused_delete_leaves_no_trace(actor):
    organ = OrganFactory()
    OrganFactory(parent=organ)
    with pytest.raises(ProtectedError):
        services.delete(instance=organ, actor=actor, at=AT)
    assert not Entry.objects.exists()
