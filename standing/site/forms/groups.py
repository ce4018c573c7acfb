"""From a bound field to the options of the NHS macro that draws it.

A view may also take the error list of a form from here: its links lead to the box that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.safestring import SafeString

from standing.site.forms.dates import PARTS, DateWidget
from standing.site.forms.look import look_of


@dataclass(frozen=True)
class Group:
    """What draws a field: the name of a macro, and its options."""

    macro: str
    params: dict[str, Any]


def field_group(field: BoundField) -> Group:
    """Return the macro and options of a field, chosen by its widget. Raise `TypeError` for one without an
    NHS look.
    """
    widget = field.field.widget
    if field.is_hidden:
        return Group("hidden", {"html": field.as_hidden()})
    for kind, make in _MAKERS:
        if isinstance(widget, kind):
            return make(field)
    raise TypeError(
        f"{type(widget).__name__} of the field {field.name} has no NHS look yet: see site/forms/groups.py"
    )


def error_list(form: Any) -> list[dict[str, str]]:
    """Return the rows of the error summary: each message once, in the order of the page, linked to its
    box.
    """
    rows = [{"text": str(message)} for message in form.non_field_errors()]
    for field in form:
        for message in field.errors:
            row = {"text": str(message)}
            if not field.is_hidden:
                row["href"] = f"#{_first_box(field)}"
            rows.append(row)
    return rows


def _first_box(field: BoundField) -> str:
    if isinstance(field.field.widget, DateWidget):
        return f"{field.auto_id}_{next(iter(_wrong_parts(field)), 'day')}"
    return str(field.auto_id)


def _wrong_parts(field: BoundField) -> list[str]:
    """Return the boxes that the errors of a day are about, in their order; all of them when no error says."""
    errors = field.errors.as_data() if field.errors else []
    named = {part for error in errors for part in ((error.params or {}).get("parts") or PARTS)}
    return [part for part in PARTS if part in named]


def _common(field: BoundField) -> dict[str, Any]:
    look = look_of(field.field)
    params: dict[str, Any] = {"id": field.auto_id, "name": field.html_name}
    hint = field.help_text
    if hint:
        params["hint"] = {"html": hint} if isinstance(hint, SafeString) else {"text": str(hint)}
    if field.errors:
        params["errorMessage"] = {"text": str(field.errors[0])}
    label = _label(field)
    marks = getattr(field.form, "marks_optional", True)
    if marks and field.field.required is False and not _is_box(field):
        label = f"{label} (optional)"
    params["label"] = _sized(look.label(label), "nhsuk-label--")
    params["fieldset"] = {"legend": _sized(look.label(label), "nhsuk-fieldset__legend--")}
    return params


def _label(field: BoundField) -> str:
    return str(field.label)


def _is_box(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple)


def _sized(label: dict[str, Any], prefix: str) -> dict[str, Any]:
    return {**label, "classes": str(label["classes"]).replace("__SIZE__", prefix)}


def _without(params: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in params.items() if name not in names}


def _attributes(field: BoundField, *apart: str) -> dict[str, Any]:
    """Return the widget's own HTML attributes, apart from those that the macro takes by name."""
    attrs = field.build_widget_attrs(field.field.widget.attrs, field.field.widget)
    dropped = {
        "required",
        "aria-describedby",
        "aria-invalid",
        "placeholder",
        "cols",
        "rows",
        "maxlength",
        *apart,
    }
    return {
        name: value for name, value in attrs.items() if name not in dropped and value not in (None, False)
    }


def _text(field: BoundField) -> Group:
    attrs = _attributes(field)
    params = _without(_common(field), "fieldset")
    value = field.value()
    kind = field.field.widget.input_type
    params.update(
        value="" if value is None else str(value),
        type="text" if kind == "number" else kind,
        autocomplete=attrs.pop("autocomplete", None),
        inputmode=attrs.pop("inputmode", "numeric" if kind == "number" else None),
        attributes=attrs,
    )
    if kind == "email":
        params["spellcheck"] = False
    if width := look_of(field.field).width:
        params["classes"] = f"nhsuk-input--width-{width}"
    if unit := getattr(field.field, "unit", ""):
        params["suffix"] = unit
    return Group("input", params)


def _password(field: BoundField) -> Group:
    attrs = _attributes(field)
    params = _without(_common(field), "fieldset")
    params.update(autocomplete=attrs.pop("autocomplete", "current-password"), attributes=attrs)
    return Group("password", params)


def _area(field: BoundField) -> Group:
    look = look_of(field.field)
    params = _without(_common(field), "fieldset")
    value = field.value()
    params.update(value="" if value is None else str(value), rows=look.rows, attributes=_attributes(field))
    if look.count_to:
        params["maxlength"] = look.count_to
        return Group("counted", params)
    return Group("textarea", params)


def _choices(field: BoundField, mark: str) -> Iterator[dict[str, Any]]:
    """Give each choice as an item, marked when it is what was typed or what was there before."""
    value = field.value()
    picked = {
        str(one) for one in (value if isinstance(value, list | tuple | set) else [value]) if one is not None
    }
    hints = look_of(field.field).hints
    for choice, text in field.field.widget.choices:
        item: dict[str, Any] = {"value": str(choice), "text": str(text), mark: str(choice) in picked}
        if hint := hints.get(str(choice)):
            item["hint"] = {"text": hint}
        yield item


def _select(field: BoundField) -> Group:
    items = list(_choices(field, "selected"))
    prompt = getattr(field.field, "prompt", "")
    if prompt and not any(item["value"] == "" for item in items):
        items.insert(0, {"value": "", "text": prompt})
    params = _without(_common(field), "fieldset")
    return Group("select", {**params, "items": items, "attributes": _attributes(field)})


def _radios(field: BoundField) -> Group:
    look = look_of(field.field)
    items = [item for item in _choices(field, "checked") if item["value"] != ""]
    params = _without(_common(field), "label", "id")
    return Group(
        "radios",
        {**params, "idPrefix": field.auto_id, "items": items, "small": look.small, "inline": look.inline},
    )


def _checkboxes(field: BoundField) -> Group:
    params = _without(_common(field), "label", "id")
    items = list(_choices(field, "checked"))
    return Group(
        "checkboxes",
        {**params, "idPrefix": field.auto_id, "items": items, "small": look_of(field.field).small},
    )


def _box(field: BoundField) -> Group:
    """One box: its label is the choice, and there is no question around it to read out."""
    params = _without(_common(field), "label", "fieldset", "id", "hint")
    item: dict[str, Any] = {"value": "on", "text": _label(field), "checked": bool(field.value())}
    if field.help_text:
        item["hint"] = {"text": str(field.help_text)}
    return Group("checkboxes", {**params, "idPrefix": field.auto_id, "items": [item]})


def _upload(field: BoundField) -> Group:
    params = _without(_common(field), "fieldset")
    return Group("upload", {**params, "attributes": _attributes(field)})


def _date(field: BoundField) -> Group:
    params = _without(_common(field), "label", "name")
    value = field.value()
    values = list(value) if isinstance(value, list | tuple) else field.field.widget.decompress(value)
    wrong = _wrong_parts(field)
    boxes = [
        {
            "id": f"{field.auto_id}_{part}",
            "name": f"{field.html_name}_{part}",
            "label": part.capitalize(),
            "value": "" if typed is None else str(typed),
            "width": 4 if part == "year" else 2,
            "error": part in wrong,
            "inputmode": "numeric",
        }
        for part, typed in zip(PARTS, values, strict=True)
    ]
    return Group("date", {**params, "items": boxes})


_MAKERS = (
    (DateWidget, _date),
    (forms.PasswordInput, _password),
    # Django makes the second a kind of the first, so the order says which is which.
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.CheckboxInput, _box),
    (forms.Textarea, _area),
    (forms.FileInput, _upload),
    (forms.SelectMultiple, _checkboxes),
    (forms.Select, _select),
    (Input, _text),
)
