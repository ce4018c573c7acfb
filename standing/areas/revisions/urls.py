"""The addresses of revisions, a list for each group of pages."""

from django.urls import path

from standing.areas.revisions import transition_urls
from standing.areas.revisions.views import adopting, approving, catalogue, crosswalks, editing, rules

app_name = "revisions"

VERSION = "revisions/<slug:code>/versions/<int:number>"

REVISIONS = [
    path("revisions/", crosswalks.revisions, name="revisions"),
    path("make-revision/", catalogue.create, name="create"),
    path("revisions/<slug:code>/", crosswalks.revision, name="revision"),
    path("revisions/<slug:code>/begin/", crosswalks.begin, name="begin"),
    path("revisions/<slug:code>/correct/", crosswalks.correct, name="correct"),
    path("revisions/<slug:code>/by-hand/", crosswalks.by_hand, name="by_hand"),
    path("revisions/<slug:code>/spreadsheet/", crosswalks.send_spreadsheet, name="send_spreadsheet"),
    path("revisions/<slug:code>/spreadsheet/<uuid:staged>/", crosswalks.spreadsheet, name="spreadsheet"),
    path("revisions/<slug:code>/spreadsheet/<uuid:staged>/discard/", crosswalks.let_go, name="let_go"),
    path("revisions/<slug:code>/add-edition/", catalogue.add_edition, name="add_edition"),
]

SOURCES = [
    path("revisions/<slug:code>/register/", catalogue.findings, name="findings"),
    path("revisions/<slug:code>/register/note/", catalogue.note_finding, name="note_finding"),
    path("revisions/<slug:code>/register/note-several/", catalogue.note_findings, name="note_findings"),
    path("catalogue/<str:text>/history/", catalogue.history, name="history"),
]

VERSIONS = [
    path(f"{VERSION}/", crosswalks.version, name="version"),
    path(f"{VERSION}.<slug:ending>", crosswalks.version_file, name="version_file"),
    path(f"{VERSION}/differences/", crosswalks.differences, name="differences"),
    path(f"{VERSION}/discard/", crosswalks.discard, name="discard"),
    path(f"{VERSION}/days/", editing.days, name="days"),
    path(f"{VERSION}/contexts/", editing.contexts, name="contexts"),
    path(f"{VERSION}/rules/", rules.rules, name="rules"),
    path(f"{VERSION}/defer/", editing.defer, name="defer"),
    path(f"{VERSION}/add-row/", editing.add_row, name="add_row"),
    path(f"{VERSION}/rows/<str:old>/", editing.row, name="row"),
    path(f"{VERSION}/rows/<str:old>/resume/", editing.resume, name="resume"),
    path(f"{VERSION}/rows/<str:old>/take-out/", editing.remove_row, name="remove_row"),
    path(f"{VERSION}/send/", approving.send, name="send"),
    path(f"{VERSION}/approve/", approving.approve, name="approve"),
    path(f"{VERSION}/take-back/", approving.take_back, name="take_back"),
]

ADOPTIONS = [
    path("revisions/<slug:code>/adopt/", adopting.adopt, name="adopt"),
    path("revisions/<slug:code>/adopt/stop/", adopting.stop, name="stop_adoption"),
    path("revisions/<slug:code>/undo/", adopting.undo, name="undo"),
]

urlpatterns = [*REVISIONS, *ADOPTIONS, *VERSIONS, *SOURCES, *transition_urls.urlpatterns]
