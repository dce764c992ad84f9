"""Wagtail's user screens with the one name field that Chinese names need."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

_LEFT_OUT = ("first_name", "last_name", "groups")  # names are one field; rights come from posts
_ORDER = ("username", "name", "email", "password1", "password2", "is_active", "is_superuser")


class _OneNameMixin(forms.Form):
    """One name field in place of two, no groups, and no need of an address."""

    name = forms.CharField(label="姓名", max_length=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _LEFT_OUT:
            self.fields.pop(name, None)
        self.fields["email"].required = False
        self.fields["email"].label = "电子邮箱"
        self.order_fields(list(_ORDER))


class OfficerCreationForm(_OneNameMixin, UserCreationForm):
    """Open an account."""

    class Meta(UserCreationForm.Meta):
        fields = (UserCreationForm.Meta.fields | {"name"}) - set(_LEFT_OUT)


class OfficerEditForm(_OneNameMixin, UserEditForm):
    """Change or deactivate an account."""

    class Meta(UserEditForm.Meta):
        fields = (UserEditForm.Meta.fields | {"name"}) - set(_LEFT_OUT)


class UserViewSet(WagtailUserViewSet):
    """Officers' accounts."""

    # Wagtail's own templates name the fields they show, and these forms have others.
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[Any]]:
        """Return the form with the name field."""
        return OfficerEditForm if for_update else OfficerCreationForm
