"""Fill in what the system knows when an editor begins a page in Wagtail's own editor."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import posts_held


class ArticleForm(WagtailAdminPageForm):
    """The editor of an article, with organ, source, editor and day filled in on a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance, user = kwargs.get("instance"), kwargs.get("for_user")
        if instance is not None and instance.pk is None and user is not None:
            kwargs["initial"] = {
                **_first_values(user, kwargs.get("parent_page")),
                **(kwargs.get("initial") or {}),
            }
        super().__init__(*args, **kwargs)


def _first_values(user: Any, section: Any) -> dict[str, Any]:
    """Return organ, source, editor and day of a new page."""
    today = clock.today()
    posts = [post for post in posts_held(user.pk, today) if post.role == Role.EDITOR.value]
    if not posts:
        return {"formed_on": today}
    organs = [post.organ for post in posts]
    section_organ = getattr(getattr(section, "specific", section), "organ_id", None)
    organ = next((one for one in organs if one.pk == section_organ), organs[0])
    return {
        "organ": organ.pk,
        "source_name": organ.name,
        "editor_name": user.name,
        "formed_on": today,
    }
