"""Wagtail's user screens with the one name field that Chinese names need."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

_LEFT_OUT = ("first_name", "last_name", "groups")  # names are one field; rights come from posts


class OfficerCreationForm(UserCreationForm):
    """Open an account."""

    name = forms.CharField(label="姓名", max_length=30)

    class Meta(UserCreationForm.Meta):
        fields = (UserCreationForm.Meta.fields | {"name"}) - set(_LEFT_OUT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _LEFT_OUT:
            self.fields.pop(name, None)
        if "email" in self.fields:
            self.fields["email"].required = False


class OfficerEditForm(UserEditForm):
    """Change or deactivate an account."""

    name = forms.CharField(label="姓名", max_length=30)

    class Meta(UserEditForm.Meta):
        fields = (UserEditForm.Meta.fields | {"name"}) - set(_LEFT_OUT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _LEFT_OUT:
            self.fields.pop(name, None)
        if "email" in self.fields:
            self.fields["email"].required = False


class UserViewSet(WagtailUserViewSet):
    """Officers' accounts."""

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[Any]]:
        """Return the form with the name field."""
        return OfficerEditForm if for_update else OfficerCreationForm
