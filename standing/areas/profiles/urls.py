"""The addresses of the pages of role profiles."""

from django.urls import path

from standing.areas.profiles.views import building, functions, groups, profiles, using

app_name = "profiles"

DRAFT = "profiles/<str:code>/draft/"

urlpatterns = [
    path("profiles/", profiles.profiles, name="profiles"),
    path("make-profile/", profiles.create, name="create"),
    path("profiles/<str:code>/", profiles.profile, name="profile"),
    path("profiles/<str:code>/versions/<int:number>/", profiles.profile, name="version"),
    path("profiles/<str:code>/compare/", profiles.compare, name="compare"),
    path("profiles/<str:code>/retire/", profiles.retire, name="retire"),
    path(DRAFT, profiles.draft, name="draft"),
    path(f"{DRAFT}discard/", profiles.discard, name="discard"),
    path(f"{DRAFT}purpose/", building.purpose, name="purpose"),
    path(f"{DRAFT}find/", building.find, name="find"),
    path(f"{DRAFT}add-line/", building.add_line, name="add_line"),
    path(f"{DRAFT}lines/<int:number>/", building.change_line, name="change_line"),
    path(f"{DRAFT}lines/<int:number>/remove/", building.remove_line, name="remove_line"),
    path(f"{DRAFT}lines/<int:number>/settle/", building.settle_line, name="settle_line"),
    path(f"{DRAFT}add-functions/", functions.add, name="add_functions"),
    path(f"{DRAFT}functions/<int:number>/", functions.change, name="change_function"),
    path(f"{DRAFT}functions/<int:number>/remove/", functions.remove, name="remove_function"),
    path(f"{DRAFT}add-group/", groups.add, name="add_group"),
    path(f"{DRAFT}groups/<int:number>/", groups.change, name="change_group"),
    path(f"{DRAFT}groups/<int:number>/remove/", groups.remove, name="remove_group"),
    path(f"{DRAFT}put-in-use/", using.put_in_use, name="put_in_use"),
]
