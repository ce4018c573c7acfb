"""Where the pages of rehearsals, and of what follows an adoption, lie. `urls` takes them in."""

from django.urls import path

from standing.areas.revisions.views import rehearsals

urlpatterns = [
    path("rehearsals/", rehearsals.rehearsals, name="rehearsals"),
    path("rehearsals/new/<slug:kind>/", rehearsals.new_rehearsal, name="new_rehearsal"),
    path("rehearsals/<int:key>/", rehearsals.rehearsal, name="rehearsal"),
    path("rehearsals/<int:key>/names/", rehearsals.rehearsal_names, name="rehearsal_names"),
    path("rehearsals/<int:key>/stop/", rehearsals.stop, name="stop_rehearsal"),
    path("rehearsals/<int:key>/numbers.<slug:ending>", rehearsals.rehearsal_file, name="rehearsal_file"),
    path("revisions/<slug:code>/rehearse/", rehearsals.rehearse, name="rehearse"),
]
