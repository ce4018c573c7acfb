"""The addresses of what is decided together."""

from django.urls import path

from standing.areas.coproduction.views import groups, looking, running, taking_part

app_name = "coproduction"

_PROPOSAL = "together/proposals/<int:number>/"
_RUN = "together/run/<int:number>/"

TAKING_PART = [
    path("together/", taking_part.home, name="home"),
    path("together/print/", taking_part.print_size, name="print"),
    path("together/what-changed/", looking.what_changed, name="what_changed"),
    path("together/words/", looking.words, name="words"),
    path("together/profiles/", looking.profiles, name="profiles"),
    path("together/profiles/<str:code>/<int:number>/", looking.profile, name="profile"),
    path("together/lines/<int:number>/values/", looking.add_values, name="add_values"),
    path("together/values/<int:number>/take-back/", looking.withdraw_values, name="withdraw_values"),
    path(_PROPOSAL, taking_part.proposal, name="proposal"),
    path(f"{_PROPOSAL}position/", taking_part.position, name="position"),
    path(f"{_PROPOSAL}same/", taking_part.confirm, name="confirm"),
    path(f"{_PROPOSAL}say/", taking_part.say, name="say"),
    path(f"{_PROPOSAL}you/", taking_part.about_me, name="about_me"),
    path(f"{_PROPOSAL}answer/", taking_part.answer, name="answer"),
    path("together/plan/<int:number>/done/", taking_part.done, name="done"),
]

RUNNING = [
    path("together/propose/", running.choose, name="choose"),
    path("together/propose/<slug:kind>/", running.propose, name="propose"),
    path(_RUN, running.run, name="run"),
    path(f"{_RUN}invite/", running.invite, name="invite"),
    path(f"{_RUN}ask/", running.put, name="put"),
    path(f"{_RUN}answer/<int:key>/", running.answer, name="run_answer"),
    path(f"{_RUN}people/add/", running.add_participant, name="add_participant"),
    path(f"{_RUN}people/<int:key>/", running.participant, name="participant"),
    path(f"{_RUN}points/add/", running.add_point, name="add_point"),
    path(f"{_RUN}points/<int:key>/", running.point, name="point"),
    path(f"{_RUN}items/add/", running.add_item, name="add_item"),
    path(f"{_RUN}items/<int:key>/remove/", running.remove_item, name="remove_item"),
    path(f"{_RUN}decide/", running.decide, name="decide"),
    path(f"{_RUN}close/", running.close, name="close"),
]

GROUPS = [
    path("together/groups/", groups.groups, name="groups"),
    path("together/groups/<slug:standpoint>/", groups.change, name="change_group"),
    path("together/groups/<slug:standpoint>/add/", groups.add, name="add_member"),
    path("together/members/<int:number>/remove/", groups.remove, name="remove_member"),
]

urlpatterns = [*TAKING_PART, *RUNNING, *GROUPS]
