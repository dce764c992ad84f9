"""Public addresses of annual reports."""

from django.urls import path, re_path

from gongkai.apps.annual_report.views import public

app_name = "annual_report"
urlpatterns = [
    re_path(
        r"^(?:[\w-]+/)+(?P<slug>[\w-]+)/report\.(?P<form>docx|json|html)$",
        public.download_below_page,
        name="file",
    ),
    path("annual-reports/<int:pk>/download/<str:form>/", public.download, name="download"),
]
