"""People in and out: what is pasted, and the questions about one person."""

from __future__ import annotations

from typing import Any, ClassVar

from standing.areas.record.forms.base import NOT_DEMANDED, ActionForm
from standing.areas.record.forms.workforce import LONGEST_REASON
from standing.areas.record.joining.paste import read_file
from standing.areas.refusals import Refused
from standing.site.forms import DateField, GuardedForm, TextAreaField, TextField, UploadField
from standing.site.forms.look import Look

MOST_MEGABYTES = 5


class PasteForm(ActionForm):
    """Lines copied from a message or a spreadsheet, or a file of them."""

    text = TextAreaField(label="Paste the lines here", required=NOT_DEMANDED, look=Look(rows=10), strip=False)
    file = UploadField(
        label="Or select a file",
        hint="A spreadsheet (.xlsx, .xls, .ods) or a text file (.csv). Its first sheet is read",
        required=NOT_DEMANDED,
        accepts=(".xlsx", ".xls", ".ods", ".csv", ".txt", ".tsv"),
        most_megabytes=MOST_MEGABYTES,
    )

    def __init__(self, data: Any = None, files: Any = None, *, hint: str, **options: Any) -> None:
        # A file is read once, and goes on as the paste it is, so that nothing has to be selected again.
        super().__init__(data.copy() if data is not None else None, files, **options)
        self.fields["text"].help_text = hint

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if answers.get("file") and "file" not in self.errors:
            try:
                answers["text"] = read_file(answers["file"].name, answers["file"].read())
                self._keep(answers["text"])
            except Refused as refusal:
                self.refuse(refusal)
        elif not answers.get("text", "").strip() and not self.errors:
            self.add_error("text", "Paste the lines, or select a file")
        return answers

    def _keep(self, text: str) -> None:
        data: Any = self.data
        data["text"] = text


class LeaveForm(GuardedForm, ActionForm):
    """When somebody leaves."""

    last_day = DateField(label="Last day", said="the last day")
    why = TextField(
        label="Reason",
        hint="For the audit trail. Write nothing about health or conduct",
        required=False,
        max_length=LONGEST_REASON,
    )


class ReasonForm(GuardedForm, ActionForm):
    """Why something is put right."""

    why = TextField(label="Reason", asks="Say why", hint="For the audit trail", max_length=LONGEST_REASON)


class MergeForm(GuardedForm, ActionForm):
    """Which other record is the same person’s, and why."""

    columns: ClassVar = {}
    other = TextField(
        label="Staff number of the other record",
        hint="Its facts come into this one. Its number goes on finding the person",
        asks="Enter the staff number of the other record",
        look=Look(width=20),
    )
    why = TextField(
        label="How you know that they are one person", asks="Say how you know", hint="For the audit trail",
        max_length=LONGEST_REASON,
    )  # fmt: skip
