"""The addresses of the pages of role profiles."""

from django.urls import path

from standing.areas.profiles import views

app_name = "profiles"

urlpatterns = [
    path("profiles/", views.profiles, name="profiles"),
    path("make-profile/", views.create, name="create"),
    path("profiles/<str:code>/", views.profile, name="profile"),
    path("profiles/<str:code>/versions/<int:number>/", views.profile, name="version"),
    path("profiles/<str:code>/draft/", views.draft, name="draft"),
    path("profiles/<str:code>/draft/discard/", views.discard, name="discard"),
    path("profiles/<str:code>/draft/add-line/", views.add_line, name="add_line"),
    path("profiles/<str:code>/draft/lines/<int:number>/", views.change_line, name="change_line"),
    path("profiles/<str:code>/draft/lines/<int:number>/remove/", views.remove_line, name="remove_line"),
    path("profiles/<str:code>/draft/put-in-use/", views.put_in_use, name="put_in_use"),
    path("profiles/<str:code>/retire/", views.retire, name="retire"),
]
