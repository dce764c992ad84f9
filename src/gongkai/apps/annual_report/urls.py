"""Public addresses of annual reports."""

from django.urls import path

from gongkai.apps.annual_report.views import public

app_name = "annual_report"
urlpatterns = [
    path("annual-reports/<int:pk>/download/<str:form>/", public.download, name="download"),
]
