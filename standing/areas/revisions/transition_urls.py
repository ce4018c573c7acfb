"""Where the pages of rehearsals, and of what follows an adoption, lie. `urls` takes them in."""

from django.urls import path

from standing.areas.revisions.views import rehearsals, transitions

urlpatterns = [
    path("rehearsals/", rehearsals.rehearsals, name="rehearsals"),
    path("rehearsals/new/<slug:kind>/", rehearsals.new_rehearsal, name="new_rehearsal"),
    path("rehearsals/<int:key>/", rehearsals.rehearsal, name="rehearsal"),
    path("rehearsals/<int:key>/names/", rehearsals.rehearsal_names, name="rehearsal_names"),
    path("rehearsals/<int:key>/stop/", rehearsals.stop, name="stop_rehearsal"),
    path("rehearsals/<int:key>/numbers.<slug:ending>", rehearsals.rehearsal_file, name="rehearsal_file"),
    path("revisions/<slug:code>/rehearse/", rehearsals.rehearse, name="rehearse"),
    path("revisions/<slug:code>/progress/", transitions.progress, name="progress"),
    path("to-judge/", transitions.to_judge, name="to_judge"),
    path("to-judge/<int:key>/", transitions.judge, name="judge"),
    path("to-judge/lines/<int:key>/", transitions.settle_line, name="settle_line"),
    path("what-changes/", transitions.for_me, name="for_me"),
    path("what-changes/notices/<int:key>/", transitions.read_notice, name="read_notice"),
    path("what-changes/claims/<int:key>/", transitions.transfer_claim, name="transfer_claim"),
    path("people/<str:ref>/what-changes/", transitions.for_person, name="for_person"),
]
