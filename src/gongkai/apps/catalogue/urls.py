"""Public downloads of catalogues, at the addresses their files have."""

from django.urls import re_path

from gongkai.apps.catalogue import public

app_name = "catalogue"
urlpatterns = [
    re_path(
        r"^(?:[\w-]+/)+(?P<year>[12]\d{3})/(?P<code>[\w-]+)\.(?P<form>xlsx|json)$",
        public.download,
        name="file",
    ),
]
