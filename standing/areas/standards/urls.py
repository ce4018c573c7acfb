"""The addresses of the catalogue, its revisions, and the documents brought into it."""

from django.urls import path

from standing.areas.standards import views

app_name = "standards"

urlpatterns = [
    path("catalogue/", views.catalogue, name="catalogue"),
    path("catalogue/<str:text>/", views.standard, name="standard"),
    path("revisions/<slug:code>/document/", views.revision, name="revision"),
    path("import/", views.sources, name="sources"),
    path("import/<uuid:staged>/", views.staged_source, name="staged"),
    path("import/<uuid:staged>/discard/", views.discard, name="discard"),
]
