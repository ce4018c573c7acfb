"""NHS fields: what Django's fields accept, with labels, hints and messages in the reader's words."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from standing.site.forms.look import Look, lower_first

UNSENT = "The page did not send everything it should. Reload it, and fill it in again"
EMAIL_SHAPE = "Enter an email address in the correct format, like name@example.com"


class NhsField:
    """Mixed into a Django field: takes `hint` and `look`, and words what is asked for when nothing was given.

    `asks` is the whole message ("Enter the day you joined"); without it, it is made from the label.
    """

    verb = "Enter"
    wrong: ClassVar[dict[str, str]] = {}

    def __init__(
        self, *, label: str, hint: str = "", asks: str = "", look: Look | None = None, **options: Any
    ) -> None:
        messages = {"required": asks or f"{self.verb} {lower_first(label)}", **self.wrong}
        messages.update(options.pop("error_messages", {}))
        super().__init__(label=label, help_text=hint, error_messages=messages, **options)  # type: ignore[call-arg]
        self.look = look or Look()


class TextField(NhsField, forms.CharField):
    """One line of text. Too long is refused, never cut."""

    def __init__(self, *, autocomplete: str = "", **options: Any) -> None:
        super().__init__(**options)
        if self.max_length:
            said = options["label"]
            self.error_messages["max_length"] = f"{said} must be {self.max_length} characters or fewer"
        if autocomplete:
            self.widget.attrs["autocomplete"] = autocomplete

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return no maxlength: a box that stops taking letters loses the end of a pasted text without a
        word.
        """
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class TextAreaField(TextField):
    """Several lines of text."""

    widget = forms.Textarea


class EmailField(NhsField, forms.EmailField):
    """An e-mail address."""

    wrong: ClassVar[dict[str, str]] = {"invalid": EMAIL_SHAPE}

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.setdefault("autocomplete", "email")


class PasswordField(NhsField, forms.CharField):
    """A password, kept as typed: no space is taken away. It is never sent back to the page."""

    widget = forms.PasswordInput

    def __init__(self, *, autocomplete: str = "current-password", **options: Any) -> None:
        super().__init__(strip=False, **options)
        self.widget.attrs["autocomplete"] = autocomplete


class WholeNumberField(NhsField, forms.IntegerField):
    """A whole number, with its bounds said in the message. `unit` is what is counted ("months")."""

    widget = forms.TextInput

    def __init__(self, *, unit: str = "", **options: Any) -> None:
        label, least, most = options["label"], options.get("min_value"), options.get("max_value")
        words = f" {unit}" if unit else ""
        example = least if least is not None and least > 0 else 12
        messages = {
            "invalid": f"{label} must be a whole number{' of' + words if words else ''}, like {example}"
        }
        if least is not None:
            messages["min_value"] = f"{label} must be {least}{words} or more"
        if most is not None:
            messages["max_value"] = f"{label} must be {most}{words} or fewer"
        super().__init__(error_messages={**messages, **options.pop("error_messages", {})}, **options)
        self.unit = unit

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return a numeric keypad on phones, in a text box: number boxes change their value when scrolled
        over.
        """
        return {"inputmode": "numeric"}


class _Choosing(NhsField):
    verb = "Select"
    wrong: ClassVar[dict[str, str]] = {"invalid_choice": "Select one of the choices on the page"}


class SelectField(_Choosing, forms.ChoiceField):
    """One of many, from a list. `prompt` is the empty first line."""

    def __init__(self, *, prompt: str = "", **options: Any) -> None:
        self.prompt = prompt
        super().__init__(**options)


class RadiosField(_Choosing, forms.ChoiceField):
    """One of a few, all seen at once."""

    widget = forms.RadioSelect


class CheckboxesField(_Choosing, forms.MultipleChoiceField):
    """Any of a few, all seen at once."""

    widget = forms.CheckboxSelectMultiple


class ConfirmField(NhsField, forms.BooleanField):
    """One box to tick."""

    def __init__(self, *, label: str, **options: Any) -> None:
        options.setdefault("asks", f"Tick “{label}” to go on")
        super().__init__(label=label, **options)


class UploadField(NhsField, forms.FileField):
    """A file to send. `accepts` are its endings, like ".xlsx"; `most_megabytes` its greatest size."""

    verb = "Select"
    wrong: ClassVar[dict[str, str]] = {
        "invalid": "The file did not arrive. Select it again",
        "empty": "The selected file is empty. Select another file",
        "missing": "Select a file",
    }
    widget = forms.FileInput

    def __init__(self, *, accepts: tuple[str, ...] = (), most_megabytes: int = 20, **options: Any) -> None:
        options.setdefault("asks", "Select a file")
        super().__init__(**options)
        self.accepts = tuple(ending.lower() for ending in accepts)
        self.most_megabytes = most_megabytes
        if accepts:
            self.widget.attrs["accept"] = ",".join(self.accepts)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the uploaded file, or refuse one of another kind or too large."""
        file = super().clean(data, initial)
        if not file or file is initial:
            return file
        if self.accepts and not file.name.lower().endswith(self.accepts):
            raise ValidationError(f"The selected file must end in {_either(self.accepts)}", code="kind")
        if file.size > self.most_megabytes * 1024 * 1024:
            raise ValidationError(
                f"The selected file must be smaller than {self.most_megabytes} MB", code="large"
            )
        return file


class HiddenField(forms.CharField):
    """A value carried along unseen. Its message, having no field to stand at, stands in the summary."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages["required"] = UNSENT


class FilterForm(forms.Form):
    """The filters of a list. All are optional, so none says so. It reads the query: `SomeFilter(request.GET)`."""

    marks_optional = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.required = False


def _either(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
