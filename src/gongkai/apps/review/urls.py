"""Addresses of the review in the admin."""

from django.urls import path

from gongkai.apps.review import views

app_name = "review"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("approve-all/", views.approve_all, name="approve_all"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/preview/", views.preview, name="preview"),
    path("<int:pk>/preview/text/", views.preview_text, name="preview_text"),
    path("<int:pk>/sheet.<str:kind>", views.sheet, name="sheet"),
    path("<int:pk>/recall/", views.recall, name="recall"),
    path("<int:pk>/cancel-release/", views.cancel_release, name="cancel_release"),
    path("<int:pk>/keep/", views.keep, name="keep"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("submit/<int:page_id>/", views.submit, name="submit"),
    path("emergency/<int:page_id>/", views.release_in_emergency, name="emergency"),
    path("delegations/", views.delegations, name="delegations"),
    path("delegations/<int:pk>/end/", views.end_delegation, name="end_delegation"),
    path("chains/", views.chains, name="chains"),
    path("chains/<int:organ_id>/", views.chain, name="chain"),
]
