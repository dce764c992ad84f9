"""A request as a citizen fills it in on the website."""

from datetime import UTC, datetime

SECRET = "a secret of a draft's address"
SENT = datetime(2026, 3, 6, 3, tzinfo=UTC)  # a Friday
FILLED = {
    "applicant_kind": "person",
    "applicant_name": "欧阳示例",
    "identity": "11010519491231002X",  # the example of GB 11643—1999
    "phone": "000-00001234",
    "email": "name@example.cn",
    "wanted": "柳河镇2025年农村道路维修项目的竣工验收报告",
    "provision_form": "electronic",
    "delivery": "electronic",
}
ASKED = {"working_days": 15, "note": "请写明文号"}
