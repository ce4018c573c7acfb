"""The addresses of spreadsheets brought in."""

from django.urls import path

from standing.areas.exchange.views import files, imports, remembered, steps

app_name = "exchange"

urlpatterns = [
    path("move-in/", steps.start, name="start"),
    path("move-in/remembered/", remembered.remembered, name="remembered"),
    path("move-in/remembered/<int:number>/forget/", remembered.forget, name="forget"),
    path("move-in/imports/<int:number>/", imports.imported, name="import"),
    path("move-in/imports/<int:number>/stop/", imports.stop, name="stop"),
    path("move-in/imports/<int:number>/take-back/", imports.retract, name="retract"),
    path("move-in/imports/<int:number>/faults.xlsx", files.faults_of_import, name="import_faults"),
    path("move-in/<uuid:staged>/", steps.go_on, name="go_on"),
    path("move-in/<uuid:staged>/sheets/", steps.sheets, name="sheets"),
    path("move-in/<uuid:staged>/sheets/<int:number>/", steps.layout, name="layout"),
    path("move-in/<uuid:staged>/columns/", steps.columns, name="columns"),
    path("move-in/<uuid:staged>/questions/", steps.questions, name="questions"),
    path("move-in/<uuid:staged>/people/", steps.people, name="people"),
    path("move-in/<uuid:staged>/preview/", steps.preview, name="preview"),
    path("move-in/<uuid:staged>/faults.xlsx", files.faults_of_file, name="faults"),
    path("move-in/<uuid:staged>/answers.json", files.answers_of_file, name="answers"),
    path("move-in/<uuid:staged>/let-go/", steps.discard, name="discard"),
]
