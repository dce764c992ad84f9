"""Registers of plain records in the admin: list, filter, add, edit, spreadsheet in and out.

Every register is Wagtail's own viewset; this module adds the audit row, the organ a
person may see, and the import.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import officer_of, organs_of, roles_held
from gongkai.foundation.records import services
from gongkai.foundation.records.spreadsheets import ImportReport, read_rows, template_for

_SEES_ALL = frozenset({Role.OGI_OFFICER, Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN})


def visible_to(queryset: models.QuerySet[Any], user: Any, organ_path: str) -> Any:
    """Return the rows of the organs a person works for; the 政务公开办 sees the county's."""
    if not organ_path or user.is_superuser or _SEES_ALL & roles_held(user.pk, clock.today()):
        return queryset
    return queryset.filter(**{f"{organ_path}__in": organs_of(user.pk, clock.today())})


def shown_relations(model: type[models.Model], columns: Iterable[Any]) -> list[str]:
    """Return the foreign keys that a list shows, so that they come with its rows."""
    shown = set()
    for column in columns:
        accessor = column if isinstance(column, str) else column.accessor
        if isinstance(accessor, str):
            shown.add(accessor.split(".")[0])
    return [field.name for field in model._meta.fields if field.many_to_one and field.name in shown]


class _Visible:
    """Narrow a view's rows to what the person may see."""

    organ_path = "organ"
    request: HttpRequest

    def get_base_queryset(self) -> Any:
        """Return the rows of the person's organs."""
        rows = super().get_base_queryset()  # type: ignore[misc]
        rows = rows.select_related(*shown_relations(rows.model, getattr(self, "list_display", ())))
        return visible_to(rows, self.request.user, self.organ_path)


class RecordIndexView(_Visible, generic.IndexView):
    """The list."""

    import_url_name: str | None = None

    def _get_custom_column(self, field_name: str, column_class: Any = Column, **kwargs: Any) -> Any:
        """Return Wagtail's column; one of yes or no in words instead of True and False."""
        column = super()._get_custom_column(field_name, column_class, **kwargs)
        fields = {field.name: field for field in self.model._meta.fields}
        if isinstance(fields.get(field_name), models.BooleanField):
            column.accessor = lambda row: "是" if getattr(row, field_name) else "否"
        return column

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Return Wagtail's buttons and the import."""
        buttons = list(super().header_more_buttons)
        if self.import_url_name and self.permission_policy.user_has_permission(
            self.request.user, "add"
        ):
            from django.urls import reverse  # noqa: PLC0415 -- only here

            buttons.append(
                HeaderButton("从表格导入", url=reverse(self.import_url_name), icon_name="upload")
            )
        return buttons


class _VisibleObject:
    """Narrow the one row a view may open."""

    organ_path = "organ"
    request: HttpRequest
    model: Any

    def get_object(self, queryset: Any = None) -> Any:
        """Return the row when it belongs to the person's organs."""
        row = super().get_object(queryset)  # type: ignore[misc]
        rows = visible_to(self.model._default_manager.filter(pk=row.pk), self.request.user,
                          self.organ_path)  # fmt: skip
        if not rows.exists():
            raise PermissionDenied
        return row


class RecordCreateView(generic.CreateView):
    """Add one record."""

    form: ModelForm[Any]
    request: HttpRequest

    def save_instance(self) -> Any:
        """Save through the service that leaves an audit row."""
        return services.save(form=self.form, actor=officer_of(self.request), at=clock.now())


class RecordEditView(_VisibleObject, generic.EditView):
    """Edit one record."""

    form: ModelForm[Any]

    def save_instance(self) -> Any:
        """Save through the service that leaves an audit row."""
        return services.save(form=self.form, actor=officer_of(self.request), at=clock.now())


class RecordDeleteView(_VisibleObject, generic.DeleteView):
    """Delete one record that was entered by mistake."""

    object: Any

    def delete_action(self) -> None:
        """Delete through the service that keeps what was deleted."""
        services.delete(instance=self.object, actor=officer_of(self.request), at=clock.now())


class ImportView(View):
    """Take a spreadsheet: all rows or none, with what is wrong row by row."""

    viewset: RecordViewSet | None = None

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the upload form, or give the empty spreadsheet to fill in."""
        if "template" in request.GET:
            return self._template()
        return self._page(request, None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Check the rows and save them when all are right."""
        viewset = self._viewset()
        upload = request.FILES.get("file")
        if upload is None:
            messages.error(request, "请选择一个xlsx文件。")
            return self._page(request, None)
        report = read_rows(upload, viewset.model, viewset.get_form_class(), viewset.import_fields)
        if report.faults:
            return self._page(request, report)
        count = services.save_many(forms=report.forms, actor=officer_of(request), at=clock.now())
        messages.success(request, f"已导入{count}条。")
        return redirect(viewset.get_url_name("index"))

    def _viewset(self) -> RecordViewSet:
        viewset = self.viewset
        if viewset is None or not viewset.permission_policy.user_has_permission(
            self.request.user, "add"
        ):
            raise PermissionDenied
        return viewset

    def _page(self, request: HttpRequest, report: ImportReport | None) -> HttpResponse:
        viewset = self._viewset()
        context = {
            "report": report,
            "title": f"导入{viewset.model._meta.verbose_name}",
            "back_url": viewset.get_url_name("index"),
            "columns": template_for(viewset.model, viewset.import_fields).columns,
        }
        status = 422 if report and report.faults else 200
        return render(request, "ui/import.html", context, status=status)

    def _template(self) -> HttpResponse:
        viewset = self._viewset()
        book = template_for(viewset.model, viewset.import_fields).workbook()
        buffer = BytesIO()
        book.save(buffer)
        response = HttpResponse(
            buffer.getvalue(),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
        response["Content-Disposition"] = 'attachment; filename="template.xlsx"'
        return response


class RecordViewSet(ModelViewSet):
    """One register of plain records.

    Set ``model``, ``icon``, ``form_fields``, ``list_display``, ``list_filter``,
    ``search_fields``; ``organ_path`` is the path from a row to its organ ("" when rows
    belong to no organ); ``import_fields`` opens the spreadsheet import.
    """

    organ_path = "organ"
    import_fields: tuple[str, ...] = ()
    index_view_class = RecordIndexView
    add_view_class = RecordCreateView
    edit_view_class = RecordEditView
    delete_view_class = RecordDeleteView
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 30
    menu_order = 200

    @property
    def list_export(self) -> list[str]:
        """Return the columns of the xlsx and csv export: all that are listed."""
        return [name for name in self.list_display if isinstance(name, str)]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list its organ path and import."""
        return super().get_index_view_kwargs(  # type: ignore[no-any-return]
            **{
                "organ_path": self.organ_path,
                "import_url_name": self.get_url_name("import") if self.import_fields else None,
                **kwargs,
            }
        )

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the edit view its organ path."""
        return super().get_edit_view_kwargs(**{"organ_path": self.organ_path, **kwargs})  # type: ignore[no-any-return]

    def get_delete_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the delete view its organ path."""
        return super().get_delete_view_kwargs(**{"organ_path": self.organ_path, **kwargs})  # type: ignore[no-any-return]

    def get_urlpatterns(self) -> list[Any]:
        """Return Wagtail's addresses and the import's."""
        patterns: list[Any] = super().get_urlpatterns()
        if self.import_fields:
            view = ImportView.as_view(viewset=self)
            patterns.append(path("import/", view, name="import"))
        return patterns
