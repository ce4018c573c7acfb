"""A drop-in session: which standard and whose people first, then what was done and who was there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from standing.areas.assessment.actions import Attendee, Pointer
from standing.areas.assessment.actions.evidence import LONGEST_WHAT
from standing.areas.assessment.forms.claims import context_field
from standing.areas.assessment.forms.guarded import AssessmentForm
from standing.areas.assessment.forms.judging import vacs_field, vacs_of
from standing.areas.assessment.models import Criterion
from standing.areas.audit import clock
from standing.areas.people.models import Person, Unit
from standing.areas.record.forms.choosing import ChoosesStandards
from standing.core.assessing.evidence import Agreement, Kind
from standing.core.assessing.judging import Vacs
from standing.core.rules import facts
from standing.site.forms import (
    NOBODY_NAMED,
    CheckboxesField,
    DateField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
)
from standing.site.forms.look import Look

AT_SESSIONS = (Kind.OBSERVATION, Kind.SIMULATION, Kind.DISCUSSION)
NOT_THERE = "not_there"


class ChooseStandard(ChoosesStandards):
    """One standard."""

    many = False
    standards_label = "Standard"


class ChooseSession(ChoosesStandards):
    """The standard of a session, and the unit whose people come."""

    many = False
    standards_label = "Standard"
    columns: ClassVar = {"standard": "standards"}

    def __init__(self, *args: Any, units: Sequence[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"] = SelectField(
            label="Whose people come?",
            choices=[(unit.code, unit.name) for unit in units],
            asks="Select a unit",
        )
        self.order_fields(["standards", "words", "found", "searched", "unit"])


class RunSession(AssessmentForm):
    """What was done at a session, what was judged of it, and what was decided about each person."""

    def __init__(
        self,
        *args: Any,
        people: Sequence[Person],
        away: Collection[int],
        criteria: Sequence[Criterion],
        assessor: str,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.people, self._criteria = list(people), list(criteria)
        fields: dict[str, Any] = {
            "made_on": DateField(
                label="Day of the session",
                said="the day of the session",
                latest=clock.today,
                look=Look(size="s"),
            ),
            "kind": RadiosField(
                label="What did you assess by?",
                choices=[(kind.value, kind.words) for kind in AT_SESSIONS],
                asks="Select what you assessed by",
                look=Look(size="s"),
            ),
            "what": TextAreaField(
                label="What was done?",
                hint=f"The same for everybody. {NOBODY_NAMED}.",
                asks="Say what was done",
                max_length=LONGEST_WHAT,
                look=Look(size="s", rows=4),
            ),
            "kept_at": TextField(
                label="Where is the record of it kept?",
                hint="For example, the signing sheet of the session",
                asks="Say where the record of it is kept",
                max_length=300,
                look=Look(size="s"),
            ),
            "authenticator": TextField(
                label="Who can authenticate it?",
                asks="Say who can authenticate it",
                max_length=200,
                initial=assessor,
                look=Look(size="s", width=20),
            ),
            "context": context_field(),
            "agreement": RadiosField(
                label="Was anybody who uses services there, or a carer?",
                choices=[
                    (Agreement.NOT_NEEDED.value, "Nobody was"),
                    (Agreement.GIVEN.value, "Yes, and they agreed"),
                ],
                asks="Say whether anybody who uses services was there",
                look=Look(size="s"),
            ),
            "agreement_kept_at": TextField(
                label="Where is their agreement recorded?", required=False, max_length=300
            ),
        }
        if criteria:
            fields["criteria"] = CheckboxesField(
                label="Which criteria did everybody show?",
                hint="Those not ticked are not judged, and nobody can be met without all of them",
                choices=[(str(one.pk), str(one)) for one in criteria],
                required=False,
                look=Look(size="s", small=True),
            )
        fields["vacs"] = vacs_field("What you saw, for those found to meet it")
        for person in people:
            fields[f"outcome-{person.ref}"] = RadiosField(
                label=f"{person.name}, {person.ref}",
                hint="On a long absence today: decide only if they came" if person.pk in away else "",
                choices=[(NOT_THERE, "Not there"), (facts.MET, "Met"), (facts.NOT_YET, "Not yet met")],
                initial=NOT_THERE,
                asks=f"Say what was decided about {person.name}, or that they were not there",
                look=Look(size="s", inline=True, small=True),
            )
        fields["plan"] = TextAreaField(
            label="The plan for those not yet met",
            hint=f"What comes next, and by when: the same for each of them. {NOBODY_NAMED}.",
            required=False,
            max_length=2000,
            look=Look(size="s", rows=3),
        )
        asked = self.fields
        self.fields = {**fields, **asked}

    def pointer(self) -> Pointer:
        """The evidence of the session, the same for everybody who was there."""
        answers = self.cleaned_data
        names = ("what", "made_on", "kept_at", "authenticator", "context", "agreement", "agreement_kept_at")
        return Pointer(kind=Kind(answers["kind"]), **{name: answers[name] for name in names})

    def judged(self) -> dict[int | None, Vacs]:
        """What was judged, by key of the criterion (None: the scope)."""
        vacs = vacs_of(self.cleaned_data["vacs"])
        if not self._criteria:
            return {None: vacs}
        return {int(key): vacs for key in self.cleaned_data["criteria"]}

    def attendees(self) -> list[Attendee]:
        """Who was there, and what was decided about them."""
        answers = self.cleaned_data
        return [
            Attendee(person, outcome, answers["plan"] if outcome == facts.NOT_YET else "")
            for person in self.people
            if (outcome := answers[f"outcome-{person.ref}"]) != NOT_THERE
        ]
