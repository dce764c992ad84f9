"""Say which records each post may see, add and change in the admin.

Registers ask Django's permissions; which organ's rows a person sees is decided by
the posts themselves. Nobody gets the permission to publish: the review publishes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from gongkai.apps.websites.queries import sites_with_organs
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.services import group_name

_WRITE = ("view", "add", "change")
_ALL = ("view", "add", "change", "delete")
_REGISTERS = (
    "new_media",
    "engagement",
    "catalogue",
    "administrative_acts",
    "assessment",
    "interpretations",
    "documents",
    "foi",
    "search",
)
_REVIEWERS = (
    Role.FIRST_REVIEWER,
    Role.SECOND_REVIEWER,
    Role.LEGALITY_REVIEWER,
    Role.FINAL_REVIEWER,
    Role.PROOFREADER,
    Role.SECRECY_REVIEWER,
)

# role → app label → what its holder may do with that app's records
RIGHTS: Mapping[Role, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        Role.EDITOR: {
            **dict.fromkeys(("new_media", "engagement", "catalogue"), _WRITE),
            "administrative_acts": _WRITE,
            "documents": ("view",),
            "interpretations": _WRITE,  # plans; pages are the review's
        },
        **{role: {"documents": ("view",), "interpretations": ("view",)} for role in _REVIEWERS},
        # 三审 of a reply passes the secrecy reviewer as well
        Role.SECRECY_REVIEWER: {
            "documents": ("view",),
            "interpretations": ("view",),
            "foi": ("view",),
        },
        Role.FOI_REGISTRAR: {"foi": _WRITE},
        Role.FOI_HANDLER: {"foi": _WRITE},
        Role.FOI_HEAD: {"foi": _WRITE},
        Role.OGI_OFFICER: {**dict.fromkeys(_REGISTERS, _ALL), "organs": _WRITE},
        Role.SYSTEM_ADMIN: {"organs": _ALL, "accounts": _WRITE},
        Role.SECURITY_ADMIN: {"accounts": ("view",)},
        Role.AUDIT_ADMIN: {"audit": ("view",), "accounts": ("view",)},
    }
)


# what a permission lets do, before the official name of the record
_ACTS: Mapping[str, str] = MappingProxyType(
    {
        "add": "新增",
        "bulk_delete": "删除带下级的",
        "change": "修改",
        "choose": "选用",
        "delete": "删除",
        "lock": "锁定",
        "publish": "发布",
        "unlock": "解锁",
        "view": "查看",
    }
)
_OF_WAGTAIL = ("Moderators", "Editors")  # groups that come with Wagtail; no post has them


@transaction.atomic
def grant() -> None:
    """Make one group per role with exactly the rights of the table."""
    Group.objects.filter(name__in=_OF_WAGTAIL, user__isnull=True).delete()
    _name_permissions()
    Collection.objects.filter(depth=1, name="Root").update(name="全部文件")
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for role in Role:
        group, _ = Group.objects.get_or_create(name=role.label)
        permissions = [access]
        for app_label, acts in RIGHTS.get(role, {}).items():
            permissions += [
                permission
                for permission in Permission.objects.filter(content_type__app_label=app_label)
                if permission.codename.split("_")[0] in acts
            ]
        group.permissions.set(permissions)
    _grant_pages()


def _name_permissions() -> None:
    """Name permissions in Chinese: Django writes English sentences into its table."""
    named = []
    for permission in Permission.objects.select_related("content_type"):
        act = permission.codename.rpartition("_")[0]
        model = permission.content_type.model_class()
        name = _ACTS[act] + str(model._meta.verbose_name) if model and act in _ACTS else ""
        if permission.codename == "access_admin":
            name = "进入工作平台"
        if name and name != permission.name:
            permission.name = name
            named.append(permission)
    Permission.objects.bulk_update(named, ["name"])


def _grant_pages() -> None:
    """Let each organ's editors draft on its own site, and upload files for it."""
    acts = [
        Permission.objects.get(content_type__app_label="pages", codename=f"{act}_govpage")
        for act in ("add", "change")
    ]
    for home in sites_with_organs():
        group, _ = Group.objects.get_or_create(
            name=group_name(Role.EDITOR, home.organ.code if home.organ else "")
        )
        for permission in acts:
            GroupPagePermission.objects.get_or_create(
                group=group, page_id=home.pk, permission=permission
            )
    group = Group.objects.get(name=group_name(Role.EDITOR))
    everything = Collection.objects.get(depth=1)
    for app_label, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        for act in ("add", "choose"):
            permission = Permission.objects.get(
                content_type__app_label=app_label, codename=f"{act}_{model}"
            )
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=everything, permission=permission
            )
