"""What is asked about a crosswalk: how it begins, its days, its rows, its approval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from standing.areas.record.forms.base import ActionForm
from standing.areas.record.forms.choosing import ChoosesStandards
from standing.areas.revisions.selectors.contexts import ContextGroup
from standing.areas.standards.presenters.words import KINDS, TREATMENTS
from standing.core.crosswalks.versions import DraftRow
from standing.core.holdings import Holdings
from standing.core.rules.carry_over import TREATMENTS as TREATMENT_OF_KIND
from standing.core.search import Suggestion
from standing.site.forms import (
    CheckboxesField,
    DateField,
    FilterForm,
    GuardedForm,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    UploadField,
)
from standing.site.forms.look import Look

WAITS, DEFERRED, CHANGED = "waits", "deferred", "changed"
DOCUMENT, SPREADSHEET, HAND, COPY = "document", "spreadsheet", "hand", "copy"
MOST_MEGABYTES = 5
LONGEST_WORDS = 1000


class FilterRows(FilterForm):
    """Which rows of a version to show."""

    words = TextField(label="Code or words of a title", max_length=100, look=Look(width=20))
    kind = SelectField(label="Kind of change")
    state = SelectField(
        label="State of the row",
        choices=[
            ("", "Every row"),
            (WAITS, "Waits for a steward"),
            (DEFERRED, "Nothing is carried"),
            (CHANGED, "Treated in another way than its kind"),
        ],
    )

    def __init__(self, data: Any, kinds: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [("", "Every kind"), *kinds]  # type: ignore[attr-defined]


def _why(label: str, hint: str, *, required: bool = True) -> TextAreaField:
    return TextAreaField(
        label=label, asks="Say why", hint=hint, max_length=LONGEST_WORDS, required=required, look=Look(rows=3)
    )


class Begin(ActionForm):
    """How a version begins."""

    how = RadiosField(label="What should it begin from?", asks="Select what it should begin from", choices=[])

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        how = self.fields["how"]
        how.choices = [(value, words) for value, words, _ in offered]  # type: ignore[attr-defined]
        how.look = Look(hints={value: hint for value, _, hint in offered})  # type: ignore[attr-defined]


class SendSpreadsheet(ActionForm):
    """A crosswalk in a file, to look at before a version is made of it."""

    file = UploadField(
        label="Choose the spreadsheet",
        hint="An Excel, OpenDocument or CSV file, with the columns named above.",
        accepts=(".xlsx", ".xls", ".ods", ".csv"),
        most_megabytes=MOST_MEGABYTES,
    )


class TakeSpreadsheet(GuardedForm, ActionForm):
    """Make a version of the file that was looked at."""

    why = _why("Why is the approved crosswalk corrected?", "The reason stays with the new version.")

    def __init__(self, *args: Any, corrects: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not corrects:
            del self.fields["why"]


class BeginByHand(GuardedForm, ChoosesStandards):
    """The old standards of a crosswalk that is built by hand."""

    standards_label = "Old standards"
    why = _why("Why is the approved crosswalk corrected?", "The reason stays with the new version.")

    def __init__(self, *args: Any, corrects: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not corrects:
            del self.fields["why"]


class AddRow(ChoosesStandards):
    """An old standard for which a row is added."""

    many = False
    standards_label = "Old standard"


class SetDays(ActionForm):
    """The days of a revision."""

    effective_on = DateField(
        label="In effect from",
        hint="The first day on which the new standards are in use. For example, 1 4 2013",
        said="the day from which it is in effect",
    )
    transition_ends_on = DateField(
        label="Transition ends",
        hint="The last day on which the old editions count. Leave it empty for 12 months later less a day.",
        said="the end of the transition",
        required=False,
    )
    last_start_on = DateField(
        label="Last day to begin towards an old edition",
        hint="Leave it empty if people may begin up to the last day of assessment.",
        said="the last day to begin",
        required=False,
    )
    last_assessment_on = DateField(
        label="Last day of assessment against an old edition",
        hint="Leave it empty if people may be assessed up to the end of the transition.",
        said="the last day of assessment",
        required=False,
    )


class EditRow(GuardedForm, ChoosesStandards):
    """What becomes of an old standard, and how those who hold it are treated."""

    none_needed = True
    standards_label = "New standards"
    field_order = ("kind", "suggested", "standards", "words", "found", "need", "treatment", "why", "context")

    kind = SelectField(
        label="Kind of change",
        asks="Select the kind of change",
        choices=[("", "Not said yet"), *((kind, f"{words} ({kind})") for kind, words in KINDS.items())],
        required=False,
    )
    need = RadiosField(
        label="If there are several new standards, which are needed?",
        choices=[("all", "All of them"), ("any", "Any one of them")],
        required=False,
        look=Look(inline=True),
    )
    treatment = SelectField(
        label="What happens to those who hold the old standard",
        choices=[("", "What its kind says"), *TREATMENTS.items()],
        required=False,
    )
    why = _why(
        "Reason",
        "What you found when you compared the texts. Needed where the treatment is not that of its kind, or where the "
        "row differs from the document.",
        required=False,
    )
    context = TextField(
        label="Context",
        hint="Where people are carried over in a context: for example, mental health. Otherwise leave it empty.",
        max_length=100,
        required=False,
        look=Look(width=20),
    )
    replaced_on = DateField(
        label="Day on which it was replaced",
        hint="Only where it was replaced on another day than the revision takes effect.",
        said="the day on which it was replaced",
        required=False,
    )
    note = TextAreaField(label="Note", max_length=LONGEST_WORDS, required=False, look=Look(rows=2))

    def __init__(
        self, *args: Any, holdings: Holdings, suggestions: Sequence[Suggestion] = (), **options: Any
    ) -> None:
        super().__init__(*args, holdings=holdings, **options)
        if suggestions:
            self.fields["suggested"] = CheckboxesField(
                label="Suggested: tick what it became",
                choices=[(each.id, self.titled(each.id)) for each in suggestions],
                required=False,
                look=Look(
                    size="s",
                    small=True,
                    hints={each.id: f"Why: {'; '.join(each.why)}" for each in suggestions},
                ),
            )
            self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "chosen" in cleaned:
            cleaned["chosen"] = list(dict.fromkeys([*cleaned["chosen"], *(cleaned.get("suggested") or [])]))
        return cleaned

    def row(self) -> dict[str, Any]:
        """What the action takes, once the form is valid."""
        answers = self.cleaned_data
        return {
            "kind": answers["kind"],
            "new": self.chosen(),
            "need": answers["need"] or "all",
            "treatment": answers["treatment"],
            "why": answers["why"],
            "context": answers["context"],
            "replaced_on": answers["replaced_on"],
            "note": answers["note"],
        }

    columns: ClassVar[Mapping[str, str]] = {"new": "standards"}


def initial_of(row: DraftRow) -> dict[str, Any]:
    """What the form of a row shows before anything is typed."""
    return {
        "kind": row.kind,
        "standards": "\n".join(row.new),
        "need": row.need if len(row.new) > 1 else "",
        "treatment": row.treatment,
        "why": row.treatment_why,
        "context": row.context,
        "replaced_on": _day(row.replaced_on),
        "note": row.note,
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def treatment_of_kind(kind: str) -> str:
    """What a kind says of those who hold the old standard, in words."""
    return TREATMENTS.get(TREATMENT_OF_KIND.get(kind, ""), "")


class SetContexts(ActionForm):
    """A context for each group of rows that are carried in one and have none. A group may be left for later."""

    def __init__(
        self, *args: Any, groups: Sequence[ContextGroup], titles: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.groups = groups
        for number, group in enumerate(groups, 1):
            self.fields[f"context_{number}"] = TextField(
                label="Context of these rows",
                hint=f"Name {_joined(group.names)} in it." if group.names else "",
                max_length=100,
                required=False,
                look=Look(width=30, size="s"),
            )
            self.fields[f"rows_{number}"] = CheckboxesField(
                label="Rows",
                choices=[(row.old, f"{row.old} {titles[row.old]}") for row in group.rows],
                required=False,
                initial=[row.old for row in group.rows],
                look=Look(small=True, size="s", hints={row.old: _became(row, titles) for row in group.rows}),
            )

    def parts(self) -> list[tuple[str, Any, Any]]:
        """Each group as the page shows it: what it names, its context and its rows."""
        return [
            (_speaks(group.names), self[f"context_{number}"], self[f"rows_{number}"])
            for number, group in enumerate(self.groups, 1)
        ]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        contexts: dict[str, str] = {}
        for number, _ in enumerate(self.groups, 1):
            context, rows = answers.get(f"context_{number}", ""), answers.get(f"rows_{number}") or []
            if context and not rows:
                self.add_error(f"rows_{number}", "Select the rows that this context is for")
            contexts |= dict.fromkeys(rows, context) if context else {}
        if not contexts and not self.errors:
            self.add_error("context_1", "Enter the context of at least one group, for instance mental health")
        answers["contexts"] = contexts
        return answers


def _speaks(names: Sequence[str]) -> str:
    return f"The wording names {_joined(names)}" if names else "The wording names nobody in particular"


def _joined(names: Sequence[str]) -> str:
    return " and ".join(names)


def _became(row: DraftRow, titles: Mapping[str, str]) -> str:
    return f"Became {' and '.join(f'{each} {titles[each]}' for each in row.new)}"


EVERY = "every"
"""The value of the box that stands for all rows; `every:` and a number, for those that wait for the same."""


class Defer(GuardedForm, ActionForm):
    """Rows for which nothing is carried, and why. Many are chosen at once by what they wait for, or all."""

    rows = CheckboxesField(
        label="Rows", asks="Select at least one row", choices=[], look=Look(small=True, size="s")
    )
    why = _why(
        "Why is nothing carried for them?", "The reason stays with each row, and those who approve read it."
    )

    def __init__(
        self,
        *args: Any,
        offered: Sequence[tuple[str, str]],
        waits_for: Mapping[str, Sequence[str]],
        **options: Any,
    ) -> None:
        """`offered` are rows with their titles; `waits_for` has those that wait for the same, by what it is."""
        super().__init__(*args, **options)
        every = [each for each, _ in offered]
        self.together: dict[str, list[str]] = {}
        shortcuts = []
        if len(every) > 1:
            self.together[EVERY] = every
            shortcuts.append((EVERY, f"All {len(every)} rows"))
        for number, (words, rows) in enumerate(waits_for.items(), 1):
            if 1 < len(rows) < len(every):
                self.together[f"{EVERY}:{number}"] = list(rows)
                shortcuts.append((f"{EVERY}:{number}", f"The {len(rows)} rows that wait for this: {words}"))
        field = self.fields["rows"]
        field.choices = [*shortcuts, *offered]  # type: ignore[attr-defined]
        hints = {old: " ".join(words for words, olds in waits_for.items() if old in olds) for old in every}
        field.look = Look(small=True, size="s", hints={old: words for old, words in hints.items() if words})  # type: ignore[attr-defined]

    def clean_rows(self) -> list[str]:
        """The rows chosen, each once: those of every box that stands for several among them."""
        chosen = [row for value in self.cleaned_data["rows"] for row in self.together.get(value, [value])]
        return list(dict.fromkeys(chosen))


class AskForRules(GuardedForm, ActionForm):
    """Refresh rules asked for, with a word to whoever sets them."""

    words = TextAreaField(
        label="Anything they should know",
        hint="For example, by when they are needed.",
        max_length=LONGEST_WORDS,
        required=False,
        look=Look(rows=2),
    )


class WithReason(GuardedForm, ActionForm):
    """A reason, for what cannot be done without one."""

    why = _why("Reason", "It stays with the crosswalk.")


class Approve(GuardedForm, ActionForm):
    """Words that go with an approval."""

    words = TextAreaField(
        label="Anything the record should say with your approval",
        max_length=LONGEST_WORDS,
        required=False,
        look=Look(rows=3),
    )
    digest = forms.CharField(widget=forms.HiddenInput, required=False)


class NoteFinding(GuardedForm, ActionForm):
    """What a steward makes of a finding."""

    words = TextAreaField(
        label="What do you make of it?",
        asks="Say what you make of it",
        hint="For example, that the register was not brought up to date. Nothing is changed by this note.",
        max_length=LONGEST_WORDS,
        look=Look(rows=3),
    )


class NoteFindings(NoteFinding):
    """What a steward makes of several findings at once."""

    columns: ClassVar[Mapping[str, str]] = {"findings": "chosen"}
    chosen = CheckboxesField(label="Which findings is it about?", asks="Choose the findings that it is about")

    field_order = ("chosen", "words")

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]
