"""The addresses of claims and evidence."""

from django.urls import path

from standing.areas.assessment.views import claims, criteria, evidence, judging, sessions

app_name = "assessment"

urlpatterns = [
    path("claims/", claims.claims, name="claims"),
    path("claims/open/", claims.open_claim, name="open"),
    path("people/<str:ref>/claims/open/", claims.open_claim, name="open_for"),
    path("claims/session/choose/", sessions.choose, name="choose_session"),
    path("claims/session/", sessions.session, name="session"),
    path("claims/<int:key>/", claims.claim, name="claim"),
    path("claims/<int:key>/do/<slug:name>/", claims.move, name="move"),
    path("claims/<int:key>/assessor/", claims.allocate, name="allocate"),
    path("claims/<int:key>/withdraw/", claims.withdraw, name="withdraw"),
    path("claims/<int:key>/more/", claims.more, name="more"),
    path("claims/<int:key>/judge/", judging.judge, name="judge"),
    path("claims/<int:key>/decide/", judging.decide, name="decide"),
    path("claims/<int:key>/evidence/add/", evidence.add, name="add_evidence"),
    path("claims/<int:key>/evidence/attach/", evidence.attach, name="attach"),
    path("claims/<int:key>/evidence/<int:number>/", evidence.serves, name="serves"),
    path("evidence/", evidence.evidence_list, name="evidence_list"),
    path("evidence/<int:key>/", evidence.evidence, name="evidence"),
    path("evidence/<int:key>/take-back/", evidence.take_back, name="take_back"),
    path("evidence/files/<int:key>/", evidence.file, name="file"),
    path("hide/<slug:name>/<int:key>/", evidence.hide, name="hide"),
    path("identifiable/", evidence.sealed, name="sealed"),
    path("identifiable/<int:key>/", evidence.settle, name="settle"),
    path("criteria/", criteria.lists, name="criteria_lists"),
    path("criteria/<str:standard>/", criteria.criteria, name="criteria"),
    path("criteria/<str:standard>/enter/", criteria.enter, name="enter_criteria"),
    path("criteria/<str:standard>/use/", criteria.put_in_use, name="use_criteria"),
    path("criteria/<str:standard>/draft/", criteria.take_out_of_use, name="unuse_criteria"),
]
