"""The base page that every page of the website group is made of."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import CommentPanel, FieldPanel
from wagtail.models import AbstractPage, DefaultBasePageMixin, PagePermissionTester
from wagtail.models.pages import AbstractPageMeta

from gongkai.domain.documents.kinds import Disclosure
from gongkai.foundation import clock
from gongkai.foundation.pages.paths import BY_PARENT, CHANGES, NEWEST, address_below
from gongkai.foundation.pages.reach import is_within
from gongkai.foundation.pages.slugs import next_slug


class OneDoorTester(PagePermissionTester):
    """Say who may do what to a page; nobody may publish, superusers included.

    Publishing belongs to the finish of a complete review (docs/adr/0009), which
    does not ask this tester. Nor does a right on a site reach into the sites below it:
    an officer works on the pages of the organs in which he holds a post.
    """

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if getattr(self, "permissions", None) and not is_within(user, page):
            self.permissions: set[str] = set()

    def can_publish(self) -> bool:
        """Return False: the review publishes."""
        return False

    def can_publish_subpage(self) -> bool:
        """Return False: the review publishes."""
        return False

    def can_unpublish(self) -> bool:
        """Return False: taking down is an act of the review app with a reason."""
        return False

    def can_move(self) -> bool:
        """Keep the address of what was ever public; moving would change it and all below."""
        return self.page.first_published_at is None and bool(super().can_move())

    def can_delete(self, *, ignore_bulk: bool = False) -> bool:
        """Allow deleting only what was never public."""
        if self.page.first_published_at is not None:
            return False
        if self.page.is_leaf() and not self.page_is_root:
            return self._may_delete_draft()
        return bool(super().can_delete(ignore_bulk=ignore_bulk))

    def _may_delete_draft(self) -> bool:
        """Tell it of a draft with nothing below, which needs no look into the tree."""
        if not self.user.is_active or self.user.is_superuser:
            return bool(self.user.is_active)
        owns = "add" in self.permissions and self.page.owner_id == self.user.pk
        return "change" in self.permissions or owns


class GovPage(AbstractPage, DefaultBasePageMixin):
    """What all pages share: whose it is, how it is filed, when it became public (页面)."""

    organ = models.ForeignKey(
        "organs.Organ",
        models.PROTECT,
        verbose_name="发布机关",
        null=True,
        blank=True,
        related_name="pages",
    )
    index_number = models.CharField("索引号", max_length=40, blank=True, db_index=True)
    disclosure = models.CharField(
        "公开属性", max_length=20, choices=Disclosure.choices(), default=Disclosure.PROACTIVE.value
    )
    formed_on = models.DateField(
        "形成日期", null=True, blank=True, help_text="信息形成或者变更之日，20个工作日内公开。"
    )
    summary = models.CharField("概述", max_length=300, blank=True)
    source_name = models.CharField("来源", max_length=80, blank=True)
    taken_down_reason = models.CharField("撤稿理由", max_length=300, blank=True)

    search_fields = AbstractPage.search_fields + DefaultBasePageMixin.search_fields
    promote_panels = [FieldPanel("search_description"), FieldPanel("show_in_menus")]

    # No panel for a day of going live or expiring: both would publish past the review.
    settings_panels = [CommentPanel()]

    class Meta(AbstractPageMeta):
        verbose_name = "页面"
        verbose_name_plural = "页面"
        indexes = [BY_PARENT, CHANGES, NEWEST]

    search_auto_update = False  # the substring search needs no index
    # Does a page of this kind count as one piece of published information (信息)?
    counts_as_information: ClassVar[bool] = False
    # Does a page of this kind open a site of the group?
    opens_site: ClassVar[bool] = False
    # What a list shows of pages that have it; asking for what is not there at all is dear.
    document_number: Any = ""
    forms: Any = ()
    mirrored_from: Any = ""
    validity: Any = None

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Give a page without an address its numeric one; Chinese titles make none."""
        if not self.slug:  # type: ignore[has-type]  # of Wagtail
            self.slug = next_slug(clock.today())
        super().full_clean(*args, **kwargs)

    @property
    def approved_schedule(self) -> bool:
        """Return False: a release at a set hour is the review's, no revision is set for one."""
        return False

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Return the ways an editor may look at the page before it is public."""
        return [("", "网页"), ("elder", "长辈版")]

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """Return the screens an editor may look at the page on."""
        return [
            {"name": "phone", "icon": "mobile-alt", "device_width": 390, "label": "手机"},
            {"name": "tablet", "icon": "tablet-alt", "device_width": 768, "label": "平板"},
            {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": "电脑"},
        ]

    @property
    def default_preview_size(self) -> str:
        """Return the phone: most readers hold one."""
        return "phone"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """Return the page's context in the frame of its own site, in large type where asked for."""
        if self.path:
            request.gongkai_page = self
        return {**super().get_preview_context(request, mode_name),
                "elder_preview": mode_name == "elder"}  # fmt: skip

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """Return the one site's number and address, and the page's address in it.

        As Wagtail's own, but the tree stands at "/" and so needs no looking up of patterns,
        which a list of four thousand pages would pay for four thousand times.
        """
        for root in self._get_site_root_paths(request):
            if self.url_path.startswith(root.root_path):
                return root.site_id, root.root_url, address_below(self.url_path, root.root_path)
        return None

    @property
    def published_at(self) -> datetime | None:
        """Return when the page first became public."""
        return self.first_published_at  # type: ignore[no-any-return]

    def permissions_for_user(self, user: Any) -> OneDoorTester:
        """Return the tester that keeps the one publishing door."""
        return OneDoorTester(user, self)
