"""The addresses of the pages of cover."""

from django.urls import path

from standing.areas.cover.views import registrations, rota_files, rotas, rules, shifts, ward_sheet, who

app_name = "cover"

urlpatterns = [
    path("cover/", who.units, name="units"),
    path("cover/tonight/", who.tonight, name="tonight"),
    path("cover/units/<slug:code>/", who.unit, name="unit"),
    path("cover/units/<slug:code>/tonight/", who.tonight_in_unit, name="tonight_in_unit"),
    path("cover/units/<slug:code>/cover.<slug:ending>", rota_files.rota_file, name="rota_file"),
    path("cover/units/<slug:code>/ward-sheet/", ward_sheet.ward_sheet, name="ward_sheet"),
    path("cover/units/<slug:code>/ward-sheet.pdf", ward_sheet.ward_sheet_pdf, name="ward_sheet_pdf"),
    path("cover/units/<slug:code>/add-shift/", shifts.add, name="add_shift"),
    path("cover/units/<slug:code>/rota/", rotas.bring_in, name="bring_in"),
    path("cover/units/<slug:code>/rules/", rules.rules, name="rules"),
    path("cover/units/<slug:code>/rules/set/", rules.set_rule, name="set_rule"),
    path("cover/rules/<int:number>/", rules.rule, name="rule"),
    path("cover/rules/<int:number>/add-line/", rules.add_line, name="add_line"),
    path("cover/rules/<int:number>/end/", rules.end, name="end_rule"),
    path("cover/rules/<int:number>/lines/<int:line>/end/", rules.end_line, name="end_line"),
    path("cover/shifts/<int:number>/", shifts.shift, name="shift"),
    path("cover/shifts/<int:number>/remove/", shifts.remove, name="remove_shift"),
    path("cover/shifts/<int:number>/people/add/", shifts.place, name="place"),
    path("cover/shifts/<int:number>/people/<int:place>/", shifts.change_place, name="change_place"),
    path("cover/shifts/<int:number>/people/<int:place>/take-off/", shifts.take_off, name="take_off"),
    path("registrations/", registrations.registrations, name="registrations"),
    path("registrations/<str:ref>/", registrations.person, name="registration"),
    path("registrations/<str:ref>/record/", registrations.record, name="record_registration"),
    path("registrations/<str:ref>/<int:number>/give-up/", registrations.give_up, name="give_up"),
    path(
        "registrations/<str:ref>/<int:number>/take-back/",
        registrations.take_back,
        name="take_back_registration",
    ),
]
