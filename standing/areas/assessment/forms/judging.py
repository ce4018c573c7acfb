"""What an assessor judges, criterion by criterion, and what they decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from standing.areas.assessment.actions import Judged
from standing.areas.assessment.forms.guarded import AssessmentForm
from standing.areas.assessment.models import Criterion, Judgement
from standing.areas.audit import clock
from standing.areas.record.forms.decisions import check_days, expires_field
from standing.core.assessing.judging import Vacs
from standing.core.rules import facts
from standing.site.forms import (
    NOBODY_NAMED,
    CheckboxesField,
    DateField,
    RadiosField,
    TextAreaField,
    TextField,
)
from standing.site.forms.look import Look

VACS = (
    ("valid", "Valid: it shows just this"),
    ("authentic", "Authentic: it is their own work"),
    ("current", "Current: it shows how they practise now"),
    ("sufficient", "Sufficient: it is enough"),
)


def vacs_field(label: str) -> CheckboxesField:
    """The four things that evidence has to be. None ticked is an answer too."""
    return CheckboxesField(label=label, choices=VACS, required=False, look=Look(size="s", small=True))


def vacs_of(ticked: Sequence[str]) -> Vacs:
    """What was ticked, as the rules read it."""
    return Vacs(*(name in ticked for name, _ in VACS))


class Judge(AssessmentForm):
    """For each criterion with evidence: is it valid, authentic, current and sufficient? None: the scope as a whole."""

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[Criterion | None],
        judged: Mapping[int | None, Judgement],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._criteria = list(criteria)
        fields: dict[str, Any] = {}
        for one in criteria:
            key, before = self._key(one), judged.get(one.pk if one else None)
            label = str(one) if one else "The evidence, against the title and scope of the standard"
            fields[key] = vacs_field(label)
            fields[key].initial = [name for name, _ in VACS if before is not None and getattr(before, name)]
            fields[f"{key}-note"] = TextField(
                label=f"Note on {one.number}" if one else "Note",
                required=False,
                max_length=500,
                initial=before.note if before is not None else "",
            )
        self.fields = {**fields, **self.fields}

    def _key(self, one: Criterion | None) -> str:
        return f"c{one.pk}" if one else "scope"

    def judged(self) -> dict[int | None, Judged]:
        """What was judged, by key of the criterion."""
        return {
            (one.pk if one else None): Judged(
                vacs_of(self.cleaned_data[self._key(one)]), self.cleaned_data[f"{self._key(one)}-note"]
            )
            for one in self._criteria
        }


class Decide(AssessmentForm):
    """What the assessor decides on a claim."""

    columns: ClassVar = {"practice": "practice_as_of"}

    outcome = RadiosField(
        label="What did you decide?",
        choices=[
            (facts.MET, "Met"),
            (facts.BRIDGED, "Bridged: the new or changed parts are shown"),
            (facts.NOT_YET, "Not yet met"),
        ],
        asks="Select what you decided",
        look=Look(
            size="m",
            hints={
                facts.MET: "Every part is shown by evidence that holds",
                facts.BRIDGED: "It moves their practice forward, and does not restart the clock",
                facts.NOT_YET: "More is needed. It changes nothing, and comes with a plan",
            },
        ),
    )
    decided_on = DateField(
        label="Day of the decision",
        hint="For example, 27 3 2026",
        said="the day of the decision",
        latest=clock.today,
        look=Look(size="s"),
    )
    practice_as_of = DateField(
        label="Practice as of",
        hint="The last day on which the evidence shows them doing it. Asked where all of it is older than the "
        "decision. Changes after that day are still owed",
        said="the day of the practice",
        required=False,
        look=Look(size="s"),
    )
    why_old = TextAreaField(
        label="Why older evidence still counts as current",
        hint=f"Asked where the decision needs evidence of more than 24 months. {NOBODY_NAMED}.",
        required=False,
        max_length=500,
        look=Look(size="s", rows=3),
    )
    plan = TextAreaField(
        label="The plan, if not yet met",
        hint=f"What comes next, and by when. {NOBODY_NAMED}.",
        required=False,
        max_length=2000,
        look=Look(size="s", rows=4),
    )
    expires_on = expires_field()

    def clean(self) -> dict[str, Any]:
        """Say in our words what a fact would refuse in its own."""
        cleaned = super().clean() or self.cleaned_data
        check_days(self, cleaned)
        return cleaned

    def details(self) -> dict[str, Any]:
        """What was entered, by the names of the action."""
        names = ("outcome", "decided_on", "practice_as_of", "why_old", "plan", "expires_on")
        return {name: self.cleaned_data[name] for name in names}
