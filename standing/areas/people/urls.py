"""The addresses of administration, of the audit trail, and of who looked."""

from django.urls import path

from standing.areas.people.views import accounts, trail, workforce

app_name = "people"

urlpatterns = [
    path("administration/", workforce.administration, name="administration"),
    path("administration/units/", workforce.units, name="units"),
    path("administration/units/add/", workforce.add_unit, name="add_unit"),
    path("administration/unit/<slug:code>/", workforce.unit, name="unit"),
    path("administration/unit/<slug:code>/rename/", workforce.rename_unit, name="rename_unit"),
    path("administration/unit/<slug:code>/move/", workforce.move_unit, name="move_unit"),
    path("administration/people/", workforce.people, name="people"),
    path("administration/people/add/", workforce.add_person, name="add_person"),
    path("administration/person/<str:ref>/rename/", workforce.rename_person, name="rename_person"),
    path("administration/posts/", workforce.posts, name="posts"),
    path("administration/posts/add/", workforce.add_post, name="add_post"),
    path("administration/post/<slug:code>/change/", workforce.change_post, name="change_post"),
    path("administration/accounts/", accounts.accounts, name="accounts"),
    path("administration/accounts/add/", accounts.add_account, name="add_account"),
    path("administration/account/<int:number>/", accounts.account, name="account"),
    path("administration/account/<int:number>/change/", accounts.change_account, name="change_account"),
    path("administration/account/<int:number>/password/", accounts.set_password, name="set_password"),
    path("administration/account/<int:number>/close/", accounts.close_account, name="close_account"),
    path("administration/account/<int:number>/open/", accounts.open_account, name="open_account"),
    path("administration/account/<int:number>/role/", accounts.give_role, name="give_role"),
    path("administration/role/<int:number>/end/", accounts.end_role, name="end_role"),
    path("audit/", trail.trail, name="trail"),
    path("audit/chain/", trail.chain, name="chain"),
    path("audit/<int:sequence>/", trail.event, name="event"),
    path("who-looked/", trail.my_looks, name="my_looks"),
    path("who-looked/<str:ref>/", trail.looks, name="looks"),
]
