"""Addresses of the officers' screens of the library."""

from django.urls import path

from gongkai.apps.documents import desk, desk_import

app_name = "documents_desk"
urlpatterns = [
    path("ledger/", desk.register, name="ledger"),
    path("ledger/<int:pk>/", desk.steps, name="steps"),
    path("validity/<int:pk>/", desk.validity, name="validity"),
    path("import/", desk_import.bring_in, name="import"),
    path("rounds/", desk.rounds, name="rounds"),
    path("rounds/<int:pk>/", desk.one_round, name="round"),
]
