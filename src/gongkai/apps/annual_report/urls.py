"""Public addresses of annual reports."""

from django.urls import path

from gongkai.apps.annual_report import views

app_name = "annual_report"
urlpatterns = [
    path("annual-reports/<int:pk>/download/<str:form>/", views.download, name="download"),
]
