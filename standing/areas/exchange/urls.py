"""The addresses of spreadsheets brought in."""

from django.urls import path

from standing.areas.exchange import views

app_name = "exchange"

urlpatterns = [
    path("move-in/", views.start, name="start"),
    path("move-in/remembered/", views.remembered, name="remembered"),
    path("move-in/remembered/<int:number>/forget/", views.forget, name="forget"),
    path("move-in/imports/<int:number>/", views.imported, name="import"),
    path("move-in/imports/<int:number>/stop/", views.stop, name="stop"),
    path("move-in/imports/<int:number>/take-back/", views.retract, name="retract"),
    path("move-in/imports/<int:number>/faults.xlsx", views.faults_of_import, name="import_faults"),
    path("move-in/<uuid:staged>/", views.go_on, name="go_on"),
    path("move-in/<uuid:staged>/sheets/", views.sheets, name="sheets"),
    path("move-in/<uuid:staged>/sheets/<int:number>/", views.layout, name="layout"),
    path("move-in/<uuid:staged>/columns/", views.columns, name="columns"),
    path("move-in/<uuid:staged>/questions/", views.questions, name="questions"),
    path("move-in/<uuid:staged>/people/", views.people, name="people"),
    path("move-in/<uuid:staged>/preview/", views.preview, name="preview"),
    path("move-in/<uuid:staged>/faults.xlsx", views.faults_of_file, name="faults"),
    path("move-in/<uuid:staged>/answers.json", views.answers_of_file, name="answers"),
    path("move-in/<uuid:staged>/let-go/", views.discard, name="discard"),
]
