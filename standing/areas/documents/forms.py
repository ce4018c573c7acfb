"""The forms of documents."""

from __future__ import annotations

from typing import Any

from standing.areas.record.forms.base import ActionForm
from standing.core.formats.documents import MOST_CHARACTERS, Unread, words_of
from standing.site.forms import GuardedForm, HiddenField, TextAreaField, TextField, UploadField
from standing.site.forms.look import Look


class ReplaceTemplate(ActionForm):
    """A template of the organisation's own."""

    file = UploadField(
        label="Template",
        hint="A Word document (.docx)",
        asks="Select the template",
        accepts=(".docx",),
        most_megabytes=5,
    )


class EndDocument(GuardedForm, ActionForm):
    """Why a job description is no longer in use."""

    why = TextField(
        label="Why is it no longer in use?",
        asks="Say why it is no longer in use",
        hint="For example, the post was given another job description",
        max_length=500,
    )


class Paste(ActionForm):
    """An existing job description, pasted or sent as a file. Nothing of it is kept."""

    text = TextAreaField(label="Paste its words here", required=False, look=Look(size="s", rows=12))
    file = UploadField(
        label="Or send it as a file",
        hint="A Word document (.docx) or plain text (.txt). It is read and not kept",
        required=False,
        accepts=(".docx", ".txt"),
        most_megabytes=10,
        look=Look(size="s"),
    )
    left: tuple[str, ...] = ()
    """What of a file was not read."""

    def clean(self) -> dict[str, Any]:
        """The words to look through, as `words`."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        text, file = cleaned.get("text", "").strip(), cleaned.get("file")
        if bool(text) == bool(file):
            self.add_error(
                "text",
                "Paste the words, or send a file" if not text else "Paste the words or send a file, not both",
            )
        elif file:
            self._read(cleaned, file)
        elif len(text) > MOST_CHARACTERS:
            self.add_error(
                "text",
                f"These are {len(text):,} characters, and {MOST_CHARACTERS:,} are looked through at once. Paste the "
                "part that says what the role does",
            )
        else:
            cleaned["words"] = text
        return cleaned

    def _read(self, cleaned: dict[str, Any], file: Any) -> None:
        try:
            read = words_of(file.name, file.read())
        except Unread as refused:
            self.add_error("file", f"{refused.what} {refused.do}")
        else:
            cleaned["words"], self.left = read.text, read.left


class TakeSuggestion(GuardedForm, ActionForm):
    """The words that were looked through, carried along, and the standard to take."""

    text = HiddenField()
    accept = HiddenField()
