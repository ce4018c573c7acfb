"""The addresses of this area's pages."""

from django.urls import path

from standing.areas.policies.views import changes, feeds, register

app_name = "policies"

_VERSION = "policies/<str:code>/versions/<int:number>/"
_CHANGE = "policies/changes/<int:number>/"
_CANDIDATE = "policies/candidates/<int:number>/"

CHANGES = [
    path("policies/changes/", changes.changes, name="changes"),
    path(_CHANGE, changes.change, name="change"),
    path(f"{_CHANGE}edit/", changes.edit, name="edit_change"),
    path(f"{_CHANGE}send/", changes.send, name="send_change"),
    path(f"{_CHANGE}agree/", changes.agree, name="agree_change"),
    path(f"{_CHANGE}return/", changes.send_back, name="return_change"),
    path(f"{_CHANGE}put-into-force/", changes.force, name="force_change"),
    path(f"{_CHANGE}discard/", changes.discard, name="discard_change"),
]

OBSERVATIONS = [
    path("policies/observations/", changes.observations, name="observations"),
    path("policies/observations/<int:number>/", changes.observe, name="observe"),
]

FEEDS = [
    path("policies/feeds/", feeds.feeds, name="feeds"),
    path("policies/feeds/<slug:feed>/fetch/", feeds.fetch_feed, name="fetch"),
    path("policies/feeds/<slug:feed>/source/", feeds.source, name="source"),
    path("policies/candidates/", feeds.candidates, name="candidates"),
    path("policies/candidates/dismiss/", feeds.dismiss, name="dismiss"),
    path(_CANDIDATE, feeds.candidate, name="candidate"),
    path(f"{_CANDIDATE}link/", feeds.link, name="link"),
    path(f"{_CANDIDATE}dismiss/", feeds.dismiss_one, name="dismiss_one"),
    path(f"{_CANDIDATE}take-in/", feeds.take_in, name="take_in"),
]

REGISTER = [
    path("policies/", register.register, name="register"),
    path("policies/add/", register.add_policy, name="add"),
    path("policies/<str:code>/", register.policy, name="policy"),
    path("policies/<str:code>/change/", register.change_policy, name="change_policy"),
    path("policies/<str:code>/draft/", register.draft, name="draft"),
    path(f"{_VERSION}ratify/", register.ratify, name="ratify"),
    path(
        f"{_VERSION}ratify-with-conditions/", register.ratify_with_conditions, name="ratify_with_conditions"
    ),
    path(f"{_VERSION}meet-conditions/", register.meet_conditions, name="meet_conditions"),
    path(f"{_VERSION}not-ratify/", register.not_ratify, name="not_ratify"),
    path(f"{_VERSION}publish/", register.publish, name="publish"),
    path(f"{_VERSION}extend/", register.extend, name="extend"),
    path(f"{_VERSION}withdraw/", register.withdraw, name="withdraw"),
    path(f"{_VERSION}propose/", changes.propose, name="propose"),
]

urlpatterns = [*CHANGES, *OBSERVATIONS, *FEEDS, *REGISTER]
