"""What follows an adoption: equivalence judged, an offer looked at, a line decided, a claim transferred."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from standing.areas.record.forms.base import NOT_DEMANDED, ActionForm
from standing.areas.revisions.actions.transitions import Judged
from standing.areas.revisions.naming import short
from standing.site.forms import CheckboxesField, GuardedForm, RadiosField, TextAreaField, TextField
from standing.site.forms.look import Look

GRANT, REFUSE, NOTE = "grant", "refuse", "note"
USE, LEAVE = "use", "leave"
NO_PATIENT = "Do not write anything about a patient."


class JudgeEquivalence(GuardedForm, ActionForm):
    """Whether old decisions meet a new standard: a judgement of each old standard that is held, then of the whole."""

    def __init__(
        self,
        *args: Any,
        held: Sequence[tuple[str, bool]],
        is_offer: bool,
        can_grant: bool = True,
        **options: Any,
    ) -> None:
        """`held` are the old standards that the person holds, each with whether it counts and can be used. Where
        nothing can be granted they are not asked about, and granting is not offered.
        """
        super().__init__(*args, **options)
        held = held if can_grant else ()
        self.held = [old for old, _ in held]
        for number, (reference, counts) in enumerate(held):
            old = short(reference)
            choices = [(USE, "Use it")] if counts else []
            self.fields[f"judged_{number}"] = RadiosField(
                label=f"{old}: does it show the new standard?",
                asks=f"Select whether {old} is used",
                choices=[*choices, (LEAVE, "Do not use it")],
                required=NOT_DEMANDED,
                look=Look(size="s"),
            )
            self.fields[f"why_{number}"] = TextField(
                label=f"If {old} is not used, why", required=NOT_DEMANDED, max_length=500, look=Look(size="s")
            )
        wholes = [(REFUSE, "Refuse it: the person is assessed on the new standard")]
        if is_offer:
            wholes.insert(0, (NOTE, "The evidence was looked at, and nothing is granted"))
        if can_grant:
            wholes.insert(
                0, (GRANT, "Grant the new standard: met today, for no longer than the old standards used")
            )
        self.fields["outcome"] = RadiosField(
            label="What do you find?", asks="Select what you find", choices=wholes
        )
        self.fields["why"] = TextAreaField(
            label="Reason",
            asks="Say why",
            hint=f"It stays with your finding. {NO_PATIENT}",
            max_length=1000,
            look=Look(rows=3),
        )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if answers.get("outcome") == GRANT:
            for number, reference in enumerate(self.held):
                old, judged = short(reference), answers.get(f"judged_{number}")
                if not judged:
                    self.add_error(f"judged_{number}", f"Select whether {old} is used")
                elif judged == LEAVE and not answers.get(f"why_{number}", "").strip():
                    self.add_error(f"why_{number}", f"Say why {old} is not used")
        return answers

    def judged(self) -> dict[str, Judged]:
        """What was made of each old standard."""
        answers = self.cleaned_data
        return {
            old: Judged(answers[f"judged_{number}"] == USE, answers[f"why_{number}"])
            for number, old in enumerate(self.held)
            if answers[f"judged_{number}"]
        }


class SettleLine(GuardedForm, ActionForm):
    """What became of a line of a profile whose standard has no successor."""

    why = TextAreaField(
        label="What was decided",
        asks="Say what was decided",
        hint="For example, the line is taken out of the next version.",
        max_length=1000,
        look=Look(rows=3),
    )


class TransferClaim(ActionForm):
    """The new standards to work towards instead of the old one."""

    def __init__(self, *args: Any, targets: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["targets"] = CheckboxesField(
            label="Work towards", asks="Select a standard to work towards", choices=list(targets)
        )
