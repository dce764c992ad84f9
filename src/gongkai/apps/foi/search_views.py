"""Enter a search on the page of its request."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View
from wagtail.admin.auth import require_admin_access

from gongkai.apps.foi import services
from gongkai.apps.foi.search_forms import SearchForm
from gongkai.apps.foi.views import opened, request_page
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock
from gongkai.foundation.refusals import sentence


class SearchView(View):
    """Enter one search."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Enter the search, or say why not beside what was written."""
        row = opened(request, pk)
        user: Any = request.user
        form = SearchForm(request.POST, searcher_name="", today=clock.today())
        if not form.is_valid():
            return request_page(request, row, tried_search=form)
        try:
            services.record_search(request_id=row.pk, **form.search(), actor=user, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
            return request_page(request, row, tried_search=form)
        messages.success(request, "已登记检索。")
        return redirect("foi_requests:detail", row.pk)


search = require_admin_access(SearchView.as_view())
