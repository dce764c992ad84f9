"""The register of posts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelForm, modelform_factory
from wagtail.admin.views import generic

from gongkai.domain.errors import Refusal
from gongkai.domain.roles import Role, check_roles_together
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts import services
from gongkai.foundation.accounts.models import Post
from gongkai.foundation.accounts.queries import officer_of, roles_from
from gongkai.foundation.ui.records import RecordEditView, RecordViewSet


class PostCreateView(generic.CreateView):
    """Appoint a person to a post."""

    form: ModelForm[Any]
    request: Any

    def is_valid(self, form: Any) -> bool:
        """Refuse two of the three administrators' posts in one person."""
        if not super().is_valid(form):
            return False
        try:
            check_roles_together(
                {
                    *roles_from(form.instance.user_id, form.instance.from_on),
                    Role(form.instance.role),
                }
            )
        except Refusal as refusal:
            form.add_error("role", ValidationError(refusals.sentence(refusal)))
            self.produced_error_message = self.get_error_message()
            return False
        return True

    def save_instance(self) -> Post:
        """Appoint through the service, which also gives the rights."""
        post = self.form.instance
        return services.appoint(
            user_id=post.user_id,
            organ_id=post.organ_id,
            role=Role(post.role),
            title=post.title,
            from_on=post.from_on,
            at=clock.now(),
            actor=officer_of(self.request),
        )


class PostEditView(RecordEditView):
    """End a post; who held it stays on record."""

    def save_instance(self) -> Any:
        """Save, and take the rights of an ended post away."""
        post = super().save_instance()
        if post.to_on is not None:
            services.end_post(
                post_id=post.pk, on=post.to_on, at=clock.now(), actor=officer_of(self.request)
            )
        return post


class PostViewSet(RecordViewSet):
    """Posts: who does what in which organ, since when, until when."""

    model = Post
    icon = "group"
    menu_label = "岗位"
    menu_order = 810
    add_to_admin_menu = True
    organ_path = "organ"
    add_view_class = PostCreateView
    edit_view_class = PostEditView
    list_display = ["user", "organ", "role", "title", "from_on", "to_on"]
    list_filter = ["role", "organ"]
    search_fields = ["title"]
    form_fields = ["user", "organ", "role", "title", "from_on", "to_on"]
    add_to_settings_menu = False

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return the form; who holds which post of which organ is never rewritten."""
        fields = ["title", "to_on"] if for_update else self.form_fields
        return modelform_factory(Post, fields=fields, formfield_callback=self.formfield_for_dbfield)


VIEWSETS = [PostViewSet("posts")]
