"""Tell the officer what was removed from the files that a request brought."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from gongkai.foundation.files import removals


class TellWhatWasRemoved:
    """Put what was removed into the messages of the admin; forms know no request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and leave a message for each cleaned file."""
        if request.method != "POST":
            return self.get_response(request)
        with removals.collected() as sentences:
            response = self.get_response(request)
        for sentence in sentences:
            messages.info(request, sentence)
        return response
