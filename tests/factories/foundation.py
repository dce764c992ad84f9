"""Organs, officers and posts for tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from gongkai.domain.organs import OrganLevel
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.organs.models import Organ


class OrganFactory(DjangoModelFactory):
    class Meta:
        model = Organ

    code = factory.Sequence(lambda n: f"organ{n}")
    name = factory.Sequence(lambda n: f"青禾县第{n}局")
    short_name = factory.Sequence(lambda n: f"第{n}局")
    level = OrganLevel.DEPARTMENT.value
    position = factory.Sequence(int)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"officer{n}")
    name = factory.Sequence(lambda n: f"干部{n}")


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    user = factory.SubFactory(UserFactory)
    organ = factory.SubFactory(OrganFactory)
    role = Role.EDITOR.value
    from_on = date(2020, 1, 1)
