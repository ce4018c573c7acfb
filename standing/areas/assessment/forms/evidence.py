"""A piece of evidence: a pointer by default, and files only where the service takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from standing.areas.assessment import files
from standing.areas.assessment.actions import Found, Pointer
from standing.areas.assessment.actions.evidence import LONGEST_WHAT
from standing.areas.assessment.forms.claims import context_field
from standing.areas.assessment.forms.guarded import AssessmentForm
from standing.areas.assessment.models import Criterion, Evidence
from standing.areas.audit import clock
from standing.areas.record.forms.base import ActionForm
from standing.core.assessing.evidence import ASKS_AGREEMENT, Agreement, Kind
from standing.site.dates import short_day
from standing.site.forms import (
    NOBODY_NAMED,
    CheckboxesField,
    DateField,
    RadiosField,
    TextAreaField,
    TextField,
    UploadField,
)
from standing.site.forms.look import Look

_BY_OTHERS = (Kind.OBSERVATION,)
"""The kinds that only an assessor adds: they saw it themself."""


OTHER_KIND = "other"
"""The answer about agreement for evidence at which nobody who uses services can have been."""


def _kinds(*, own: bool) -> list[Kind]:
    return [kind for kind in Kind if not (own and kind in _BY_OTHERS)]


class AddEvidence(AssessmentForm):
    """A signed pointer to where the record of the evidence is kept. `criteria` are offered where there are some."""

    columns: ClassVar = {"files": "file"}

    def __init__(self, *args: Any, own: bool, criteria: Sequence[Criterion] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self._criteria = {str(one.pk): one for one in criteria}
        kinds = _kinds(own=own)
        fields: dict[str, Any] = {
            "kind": RadiosField(
                label="What kind of evidence is it?",
                choices=[(kind.value, kind.words) for kind in kinds],
                asks="Select what kind of evidence it is",
                look=Look(size="s", hints={kind.value: kind.hint for kind in kinds}),
            ),
            "what": TextAreaField(
                label="What does it show?",
                hint=f"{NOBODY_NAMED}.",
                asks="Say what it shows",
                max_length=LONGEST_WHAT,
                look=Look(size="s", rows=5),
            ),
            "made_on": DateField(
                label="Day of the practice",
                hint="Or, of a document, the day it was made. For example, 27 3 2026",
                said="the day of the practice",
                latest=clock.today,
                look=Look(size="s"),
            ),
            "kept_at": TextField(
                label="Where is the record of it kept?",
                hint="For example, a portfolio reference. Never copy a care record here",
                asks="Say where the record of it is kept",
                max_length=300,
                look=Look(size="s"),
            ),
            "authenticator": TextField(
                label="Who can authenticate it?",
                hint="A colleague who knows that it is so: their post or name",
                asks="Say who can authenticate it",
                max_length=200,
                look=Look(size="s", width=20),
            ),
            "witness_email": TextField(
                label="Their email address, if they use Standing",
                hint="So that they are never asked to verify what they vouched for",
                required=False,
                max_length=254,
                look=Look(width=20),
            ),
            "context": context_field(),
            "agreement": RadiosField(
                label="Was anybody who uses services there, or a carer?",
                hint="Asked for observations, testimony and feedback. Their agreement is recorded with their care, "
                "never here",
                choices=[
                    (OTHER_KIND, "It is another kind of evidence"),
                    (Agreement.NOT_NEEDED.value, "Nobody was"),
                    (Agreement.GIVEN.value, "Yes, and they agreed"),
                ],
                initial=OTHER_KIND,
                asks="Say whether anybody who uses services was there",
                look=Look(size="s"),
            ),
            "agreement_kept_at": TextField(
                label="Where is their agreement recorded?",
                hint="For example, care record, entry of 3 March. Only if they agreed",
                required=False,
                max_length=300,
            ),
        }
        if criteria:
            fields["criteria"] = criteria_field(criteria)
        if files.are_allowed():
            fields["file"] = UploadField(
                label="A file",
                hint="PDF, Word, a picture or plain text. If a question comes back, choose it again",
                required=False,
                accepts=tuple(files.KINDS),
                most_megabytes=files.most_bytes() // (1024 * 1024),
            )
        asked, self.fields = self.fields, {**fields, **self.fields}
        self.order_fields([*fields, *asked])

    def pointer(self) -> Pointer:
        """What is said of it. Agreement is left out where the kind does not ask for it."""
        answers = self.cleaned_data
        kind = Kind(answers["kind"])
        asks = kind in ASKS_AGREEMENT
        return Pointer(
            kind=kind,
            what=answers["what"],
            made_on=answers["made_on"],
            kept_at=answers["kept_at"],
            authenticator=answers["authenticator"],
            witness_email=answers["witness_email"],
            context=answers["context"],
            agreement=answers["agreement"] if asks and answers["agreement"] != OTHER_KIND else "",
            agreement_kept_at=answers["agreement_kept_at"] if asks else "",
        )

    def criteria(self) -> list[Criterion]:
        """The criteria it is offered for."""
        return [self._criteria[key] for key in self.cleaned_data.get("criteria", [])]

    def sent_files(self) -> list[files.SentFile]:
        """The files that came with it."""
        file = self.cleaned_data.get("file")
        return [files.SentFile(file.name, file.read())] if file else []


def criteria_field(criteria: Sequence[Criterion]) -> CheckboxesField:
    """The criteria that a piece of evidence serves."""
    return CheckboxesField(
        label="Which criteria does it serve?",
        hint="As many as it shows. You can change this later",
        choices=[(str(one.pk), str(one)) for one in criteria],
        required=False,
        look=Look(size="s", small=True),
    )


class Attach(ActionForm):
    """Evidence that is there already, for a claim."""

    def __init__(
        self, *args: Any, offered: Sequence[Evidence], criteria: Sequence[Criterion] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._offered = {str(row.pk): row for row in offered}
        self._criteria = {str(one.pk): one for one in criteria}
        self.fields["evidence"] = CheckboxesField(
            label="Your evidence",
            choices=[(str(row.pk), evidence_words(row)) for row in offered],
            asks="Select the evidence to attach",
            look=Look(size="s"),
        )
        if criteria:
            self.fields["criteria"] = criteria_field(criteria)

    def chosen(self) -> list[Evidence]:
        """The pieces chosen."""
        return [self._offered[key] for key in self.cleaned_data["evidence"]]

    def criteria(self) -> list[Criterion]:
        """The criteria they serve."""
        return [self._criteria[key] for key in self.cleaned_data.get("criteria", [])]


def evidence_words(row: Evidence) -> str:
    """A piece of evidence in a line: kind, day, and the beginning of what it shows."""
    what = row.what if len(row.what) <= 80 else f"{row.what[:79].rstrip()}…"
    return f"{Kind(row.kind).words}, {short_day(row.made_on)}: {what}"


class Serves(ActionForm):
    """Which criteria a piece of evidence serves in a claim."""

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **options: Any) -> None:
        super().__init__(*args, **options)
        self._criteria = {str(one.pk): one for one in criteria}
        self.fields["criteria"] = criteria_field(criteria)

    def criteria(self) -> list[Criterion]:
        """The criteria chosen."""
        return [self._criteria[key] for key in self.cleaned_data["criteria"]]


class Report(ActionForm):
    """What was seen that may identify somebody: by kind, never in words."""

    found = RadiosField(
        label="What did you see?",
        hint="Choose what is nearest. Do not repeat it",
        choices=[(each.value, each.words) for each in Found],
        asks="Select what you saw",
    )


ERASE, GIVE_BACK = "erase", "give_back"


class Settle(ActionForm):
    """What becomes of a text that was hidden."""

    settle = RadiosField(
        label="What is to happen?",
        choices=[(ERASE, "Erase it for good"), (GIVE_BACK, "Give it back: it identifies nobody")],
        asks="Select what is to happen",
        look=Look(
            hints={
                ERASE: "It cannot be brought back. That there was something stays, with its kind and day. "
                "Backups that were made before still have it, until they are deleted",
                GIVE_BACK: "It is shown again to those who could read it before",
            }
        ),
    )
