"""The register of organs."""

from __future__ import annotations

from gongkai.foundation.organs.models import Organ
from gongkai.foundation.ui.records import RecordViewSet


class OrganViewSet(RecordViewSet):
    """Organs: list, filter, edit, spreadsheet in and out."""

    model = Organ
    icon = "home"
    menu_label = "机关"
    menu_order = 800
    add_to_admin_menu = True
    organ_path = "pk"
    list_display = ["name", "code", "level", "issuer_code", "phone", "status", "reports_annually"]
    list_filter = ["level", "status", "township_kind", "is_vertical", "reports_annually"]
    search_fields = ["name", "short_name", "code"]
    form_fields = [
        "code", "name", "short_name", "level", "township_kind", "parent", "status",
        "superseded_by", "is_vertical", "reports_annually", "reporting_reason", "credit_code",
        "issuer_code", "address", "postal_code", "phone", "hours", "ogi_office_name", "fax",
        "internet_contact", "postal_address", "supervisor", "supervision_phone", "position",
        "valid_from", "valid_to",
    ]  # fmt: skip
    import_fields = (
        "code", "name", "short_name", "level", "township_kind", "parent", "credit_code",
        "issuer_code", "address", "postal_code", "phone", "hours", "ogi_office_name", "fax",
        "internet_contact", "postal_address", "supervisor", "supervision_phone", "position",
    )  # fmt: skip


VIEWSETS = [OrganViewSet("organs")]
