"""Pages about catalogues in the admin."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View
from wagtail.admin.ui.menus import MenuItem

from gongkai.apps.catalogue import queries
from gongkai.apps.catalogue.models import DisclosureCatalogue
from gongkai.apps.catalogue.workbooks import catalogue_workbook
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals
from gongkai.foundation.ui.records import RecordIndexView, visible_to

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def status_in_words(catalogue: DisclosureCatalogue) -> str:
    """Return how far a unit is, as the list says it."""
    today = clock.today()
    status = catalogue.status_on(today)
    is_late = catalogue.uploaded_on is None and today > catalogue.due_on
    return f"{status}，已超期{(today - catalogue.due_on).days}天" if is_late else status


class CatalogueIndexView(RecordIndexView):
    """The list of catalogues, each with its spreadsheet."""

    def get_list_more_buttons(self, instance: DisclosureCatalogue) -> list[Any]:
        """Return Wagtail's buttons and the spreadsheet."""
        buttons = list(super().get_list_more_buttons(instance))
        url = reverse("disclosurecatalogue:workbook", args=(instance.pk,))
        buttons.append(MenuItem("下载目录表", url=url, icon_name="download", priority=15))
        return buttons


class WorkbookView(View):
    """Give a catalogue as the official spreadsheet."""

    viewset: Any = None

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return the file, or say which row is not ready."""
        if not self.viewset.permission_policy.user_has_any_permission(
            request.user, {"add", "change", "delete", "view"}
        ):
            raise PermissionDenied
        rows = visible_to(DisclosureCatalogue.objects.all(), request.user, "organ")
        catalogue: DisclosureCatalogue = get_object_or_404(rows, pk=pk)
        try:
            lines = [item.as_row() for item in queries.items_of(catalogue.pk)]
        except Refusal as refusal:
            messages.error(request, refusals.sentence(refusal))
            return redirect("disclosurecatalogue:index")
        buffer = BytesIO()
        catalogue_workbook(catalogue.title, lines).save(buffer)
        name = quote(f"{catalogue.title}.xlsx")
        return HttpResponse(
            buffer.getvalue(),
            content_type=XLSX,
            headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
        )
