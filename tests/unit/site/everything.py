"""A form with every kind of field."""

from datetime import date

from django import forms

from standing.site import forms as nhs
from standing.site.forms.look import Look

TODAY = date(2026, 3, 3)


class EverythingForm(forms.Form):
    """Every kind of field."""

    name = nhs.TextField(label="Full name", hint="As on the badge", max_length=20)
    email = nhs.EmailField(label="Email address")
    password = nhs.PasswordField(label="Password")
    months = nhs.WholeNumberField(
        label="Validity", unit="months", min_value=1, max_value=120, look=Look(width=4)
    )
    why = nhs.TextAreaField(label="Why", look=Look(size="m", count_to=200))
    team = nhs.SelectField(
        label="Team", prompt="Choose a team", choices=[("a", "Ash ward"), ("b", "Birch ward")]
    )
    outcome = nhs.RadiosField(
        label="Outcome",
        choices=[("met", "Met"), ("not_yet", "Not yet")],
        look=Look(size="m", hints={"met": "Meets every part"}),
    )
    shifts = nhs.CheckboxesField(label="Shifts", choices=[("day", "Day"), ("night", "Night")])
    decided = nhs.DateField(label="Day of the decision", latest=lambda: TODAY, look=Look(size="m"))
    until = nhs.DateField(label="Last day", required=False)
    sheet = nhs.UploadField(label="Spreadsheet", accepts=(".xlsx", ".csv"), most_megabytes=1)
    read = nhs.ConfirmField(label="I have read the policy")
    token = nhs.HiddenField(initial="t")
