"""Form fields that render themselves as NHS fields, and say what to do when something is wrong with them.

Use them in a plain `django.forms.Form`: in a template, `{{ form.name.as_field_group() }}` draws one field and
`{{ form }}` draws them all. Any other Django field is drawn the NHS way too.
"""

from standing.site.forms.dates import DateField
from standing.site.forms.fields import (
    CheckboxesField,
    ConfirmField,
    EmailField,
    FilterForm,
    HiddenField,
    PasswordField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    UploadField,
    WholeNumberField,
)
from standing.site.forms.guarded import NOBODY_NAMED, GuardedForm

__all__ = [
    "NOBODY_NAMED",
    "CheckboxesField",
    "ConfirmField",
    "DateField",
    "EmailField",
    "FilterForm",
    "GuardedForm",
    "HiddenField",
    "PasswordField",
    "RadiosField",
    "SelectField",
    "TextAreaField",
    "TextField",
    "UploadField",
    "WholeNumberField",
]
