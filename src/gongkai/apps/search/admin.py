"""What the office adds to the search, and what readers did not find."""

from __future__ import annotations

from typing import Any

from gongkai.apps.search.models import BestBet, Synonym, ZeroResult
from gongkai.foundation.ui.records import RecordViewSet

_LISTS = frozenset({"index", "index_results"})


class SynonymViewSet(RecordViewSet):
    """Plain words and official ones."""

    model = Synonym
    icon = "list-ul"
    menu_label = "搜索同义词"
    menu_order = 760
    add_to_admin_menu = True
    organ_path = ""
    list_display = ["word", "official", "both_ways"]
    search_fields = ["word", "official"]
    form_fields = ["word", "official", "both_ways"]
    import_fields = ("word", "official", "both_ways")


class BestBetViewSet(RecordViewSet):
    """Answers above the hits."""

    model = BestBet
    icon = "pick"
    menu_label = "搜索最佳答案"
    menu_order = 761
    add_to_admin_menu = True
    organ_path = ""
    list_display = ["title", "words", "url"]
    search_fields = ["title", "words"]
    form_fields = ["words", "title", "answer", "url"]


class ZeroResultViewSet(RecordViewSet):
    """Words that found nothing."""

    model = ZeroResult
    icon = "help"
    menu_label = "搜索无结果"
    menu_order = 762
    add_to_admin_menu = True
    organ_path = ""
    list_display = ["words", "times", "last_on"]
    search_fields = ["words"]
    form_fields = ["words"]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Lead nowhere but to the list: what was sought is counted, never written by hand."""
        nowhere = dict.fromkeys(("add_url_name", "edit_url_name", "delete_url_name"))
        return super().get_common_view_kwargs(**{**nowhere, **kwargs})  # type: ignore[no-any-return]

    def get_urlpatterns(self) -> list[Any]:
        """Return the list alone."""
        return [one for one in super().get_urlpatterns() if one.name in _LISTS]


VIEWSETS: list[RecordViewSet] = [SynonymViewSet(), BestBetViewSet(), ZeroResultViewSet()]
