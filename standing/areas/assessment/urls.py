"""The addresses of claims and evidence."""

from django.urls import path

from standing.areas.assessment.views import (
    appeals,
    claims,
    criteria,
    evidence,
    judging,
    sampling,
    sessions,
    verification,
)

app_name = "assessment"

VERIFICATION = [
    path("verification/", verification.verification, name="verification"),
    path("verification/held/<int:key>/", verification.held, name="held"),
    path("verification/held/<int:key>/release/", verification.release, name="release"),
    path("verification/held/<int:key>/countersign/", verification.countersign, name="countersign"),
    path("verification/held/<int:key>/return/", verification.return_, name="return"),
    path("verification/held/<int:key>/take-back/", verification.take_back_held, name="take_back_held"),
    path("verification/interim/", verification.interim, name="interim"),
    path("verification/did-not-count/", verification.did_not_count, name="not_counting"),
    path("verification/review/<slug:kind>/<int:number>/", verification.review, name="review"),
    path("verification/plans/make/", sampling.add_plan, name="add_plan"),
    path("verification/plans/<int:key>/", sampling.plan, name="plan"),
    path("verification/plans/<int:key>/end/", sampling.end_plan, name="end_plan"),
    path("verification/plans/<int:key>/assessors/<int:assessor>/", sampling.change_plan, name="change_plan"),
    path("verification/alike/", sampling.alike, name="alike"),
    path("verification/alike/meeting/", sampling.add_meeting, name="add_meeting"),
    path("verification/alike/observe/<int:key>/", sampling.observe, name="observe"),
]

APPEALS = [
    path("appeals/", appeals.appeals, name="appeals"),
    path("appeals/<int:key>/", appeals.appeal, name="appeal"),
    path("appeals/<int:key>/decide/", appeals.decide, name="decide_appeal"),
    path("appeals/<int:key>/suspend/", appeals.suspend, name="suspend"),
    path("appeals/<int:key>/further/", appeals.take_further, name="take_further"),
    path("appeals/<int:key>/drop/", appeals.drop, name="drop_appeal"),
    path("appeals/against/<int:number>/", appeals.open_appeal, name="open_appeal"),
]

urlpatterns = [
    *VERIFICATION,
    *APPEALS,
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
