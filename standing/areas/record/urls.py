"""The addresses of the record's pages, a list for each group of them."""

from django.urls import path

from standing.areas.record.views import (
    assessors,
    cells,
    changes,
    compliance,
    decisions,
    facts,
    forecasts,
    joining,
    local_competences,
    matrix,
    merging,
    people,
    records,
    refresh_rules,
    restricting,
    signing,
    teams,
    workforce,
)

app_name = "record"

WORKFORCE = [
    path("people/", people.people, name="people"),
    path("add-person/", people.add_person, name="add_person"),
    path("people/<str:ref>/merge/", merging.merge, name="merge"),
    path("people/<str:ref>/work/leave/", joining.leave, name="leave"),
    path(
        "people/<str:ref>/work/posts/<int:number>/take-back/", joining.take_back, name="take_back_assignment"
    ),
    path("people/<str:ref>/work/posts/<int:number>/reopen/", joining.reopen, name="reopen_assignment"),
    path("people/<str:ref>/work/", workforce.work, name="work"),
    path("people/<str:ref>/work/assign/", workforce.assign, name="assign"),
    path("people/<str:ref>/work/posts/<int:number>/move/", workforce.move, name="move"),
    path("people/<str:ref>/work/posts/<int:number>/end/", workforce.end_assignment, name="end_assignment"),
    path("people/<str:ref>/work/absences/record/", workforce.record_absence, name="record_absence"),
    path("people/<str:ref>/work/absences/<int:number>/back/", workforce.end_absence, name="end_absence"),
    path("people/<str:ref>/work/suspend/", workforce.suspend, name="suspend"),
    path(
        "people/<str:ref>/work/suspensions/<int:number>/lift/",
        workforce.lift_suspension,
        name="lift_suspension",
    ),
    path("people/<str:ref>/work/restrictions/set/", restricting.restrict, name="restrict"),
    path(
        "people/<str:ref>/work/restrictions/<int:number>/review/",
        restricting.review,
        name="review_restriction",
    ),
    path("people/<str:ref>/work/restrictions/<int:number>/end/", restricting.end, name="end_restriction"),
    path("people/<str:ref>/work/populations/join/", workforce.join_population, name="join_population"),
    path(
        "people/<str:ref>/work/populations/<int:number>/leave/",
        workforce.leave_population,
        name="leave_population",
    ),
    path("people/<str:ref>/work/claims/open/", workforce.open_claim, name="open_claim"),
    path("people/<str:ref>/work/claims/<int:number>/close/", workforce.close_claim, name="close_claim"),
]

LIMITS = [path("limits/", restricting.limits, name="limits")]

IN_AND_OUT = [
    path("starters/", joining.starters, name="starters"),
    path("movers/", joining.movers, name="movers"),
    path("leavers/", joining.leavers, name="leavers"),
    path("merges/", merging.merges, name="merges"),
    path("merges/<int:number>/split/", merging.split, name="split"),
]

REFRESH_RULES = [
    path("refresh-rules/", refresh_rules.refresh_rules, name="refresh_rules"),
    path("refresh-rules/set/", refresh_rules.set_rules, name="set_rules"),
]

LOCAL_COMPETENCES = [
    path("local-competences/", local_competences.local_competences, name="local_competences"),
    path("local-competences/add/", local_competences.add, name="add_local_competence"),
    path("local-competences/<str:standard>/", local_competences.change, name="change_local_competence"),
]

CHANGES = [
    path("changes/", changes.changes, name="changes"),
    path("changes/<str:subject>/<int:version>/", changes.change, name="change"),
    path("changes/<str:subject>/<int:version>/unsigned/", changes.unsigned, name="unsigned"),
    path("changes/<str:subject>/<int:version>/withdraw/", changes.withdraw_change, name="withdraw_change"),
]

RECORDS = [
    path("record/", records.own, name="own"),
    path("people/<str:ref>/", records.person, name="person"),
    path("people/<str:ref>/record.<slug:ending>", records.person_file, name="person_file"),
    path("people/<str:ref>/standards/<str:standard>/", records.pair, name="pair"),
]

DECISIONS = [
    path("decisions/", decisions.choose_person, name="choose_person"),
    path("people/<str:ref>/decide/", decisions.choose_standard, name="choose_standard"),
    path("people/<str:ref>/decide/<str:standard>/", decisions.decide, name="decide"),
    path("people/<str:ref>/decisions/<int:number>/recorded/", decisions.decided, name="decided"),
    path("people/<str:ref>/decisions/<int:number>/correct/", decisions.correct, name="correct"),
]

SIGNING = [
    path("changes/<str:subject>/<int:version>/sign/", signing.sign, name="sign"),
    path("changes/<str:subject>/<int:version>/signed/", signing.signed, name="signed"),
]

TEAMS = [
    path("teams/", teams.teams, name="teams"),
    path("teams/<slug:code>.<slug:ending>", teams.team_file, name="team_file"),
    path("teams/<slug:code>/", teams.team, name="team"),
    path("teams/<slug:code>/forecast/", forecasts.forecast, name="forecast"),
    path("teams/<slug:code>/forecast.<slug:ending>", forecasts.forecast_file, name="forecast_file"),
    path("teams/<slug:code>/year/", forecasts.year, name="year"),
    path("teams/<slug:code>/year.<slug:ending>", forecasts.year_file, name="year_file"),
    path("compliance/", compliance.compliance, name="compliance"),
    path("compliance.<slug:ending>", compliance.compliance_file, name="compliance_file"),
]

MATRIX = [
    path("teams/<slug:code>/work/", matrix.matrix, name="matrix"),
    path("teams/<slug:code>/work/cell/", matrix.save_cell, name="save_cell"),
    path("teams/<slug:code>/work/undo/", matrix.undo, name="undo"),
    path("teams/<slug:code>/work/<str:ref>/<str:standard>/", cells.cell, name="cell"),
]

ASSESSORS = [
    path("assessors/", assessors.assessors, name="assessors"),
    path("assessors/<int:key>/", assessors.assessor, name="assessor"),
    path("assessors/<int:key>/level/", assessors.level, name="assessor_level"),
    path("assessors/<int:key>/declare/", assessors.declare, name="declare"),
    path("appointments/propose/", assessors.propose, name="propose_appointment"),
    path("appointments/<int:key>/", assessors.appointment, name="appointment"),
    path("appointments/<int:key>/end/", assessors.end_appointment, name="end_appointment"),
    path("relationships/", assessors.relationships, name="relationships"),
    path("relationships/declare/", assessors.declare, name="declare_own"),
    path("relationships/<int:key>/end/", assessors.end_relationship, name="end_relationship"),
]

FACTS = [
    path("facts/", facts.facts, name="facts"),
    path("facts/standing-facts.zip", facts.facts_file, name="facts_file"),
]

urlpatterns = [
    *ASSESSORS,
    *FACTS,
    *MATRIX,
    *RECORDS,
    *DECISIONS,
    *SIGNING,
    *TEAMS,
    *WORKFORCE,
    *LIMITS,
    *IN_AND_OUT,
    *REFRESH_RULES,
    *LOCAL_COMPETENCES,
    *CHANGES,
]
