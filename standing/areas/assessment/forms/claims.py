"""A claim opened, allocated, withdrawn, and sent back for more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from standing.areas.assessment.actions.claims import LONGEST_CONTEXT
from standing.areas.assessment.actions.judging import LONGEST_WORDS
from standing.areas.assessment.forms.guarded import AssessmentForm
from standing.areas.people.models import Account
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.forms.choosing import ChoosesStandards
from standing.site.forms import NOBODY_NAMED, RadiosField, SelectField, TextAreaField, TextField
from standing.site.forms.look import Look

ABLE = "counts in it, or is appointed"
MOST_RADIOS = 8


def context_field() -> TextField:
    """Where a claim or a session applies."""
    return TextField(
        label="Context",
        hint="Only if it is for one setting, for example older people. Empty: everywhere",
        required=False,
        max_length=LONGEST_CONTEXT,
        look=Look(width=20),
    )


class OpenClaim(ChoosesStandards):
    """Which standard somebody works towards and, for who allocates, who assesses it.

    `owed` are the standards that are asked of them and are not simply current: they are offered before any search.
    """

    many = False
    standards_label = "Standard"
    columns: ClassVar = {"standard": "standards"}
    context = context_field()

    def __init__(
        self,
        *args: Any,
        assessors: Sequence[Account] = (),
        owed: Collection[str] = (),
        own: bool = True,
        **options: Any,
    ) -> None:
        self._assessors = {str(one.pk): one for one in assessors}
        self._owed, self._whom = owed, "you" if own else "them"
        super().__init__(*args, **options)
        if "found" in self.fields and not self.looked_for:
            self.fields["standards"].label = "Another standard"
        if assessors:
            field = _assessor_field(assessors, required=False)
            self.fields["assessor"] = field

    def _offered(self) -> list[tuple[str, str]]:
        return super()._offered() if self.looked_for else [(one, self.titled(one)) for one in self._owed]

    def _offered_as(self) -> str:
        return super()._offered_as() if self.looked_for else f"Asked of {self._whom}, and owed now or soon"

    def assessor(self) -> Account | None:
        """Who was chosen to assess it."""
        return self._assessors.get(self.cleaned_data.get("assessor", ""))


def _assessor_field(
    assessors: Sequence[Account], *, required: bool, able: Collection[int] = ()
) -> RadiosField | SelectField:
    """Those who could decide today come first, and are said to."""
    ordered = sorted(assessors, key=lambda one: one.pk not in able)
    choices = [(str(one.pk), f"{one.name} ({ABLE})" if one.pk in able else one.name) for one in ordered]
    label = "Who assesses it" if required else "Who assesses it, if you know"
    if len(choices) <= MOST_RADIOS and required:
        return RadiosField(label=label, choices=choices, asks="Select who assesses it")
    prompt = [("", "Nobody yet" if not required else "Choose an assessor")]
    return SelectField(
        label=label, choices=prompt + choices, required=required, asks="Select who assesses it"
    )


class Allocate(ActionForm):
    """Who assesses a claim."""

    def __init__(
        self, *args: Any, assessors: Sequence[Account], able: Collection[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._assessors = {str(one.pk): one for one in assessors}
        self.fields["assessor"] = _assessor_field(assessors, required=True, able=able)

    def assessor(self) -> Account:
        """Who was chosen."""
        return self._assessors[self.cleaned_data["assessor"]]


class Withdraw(AssessmentForm):
    """Why the work stops."""

    why = TextAreaField(
        label="Why is it withdrawn?",
        hint=f"The reason stays with the claim. {NOBODY_NAMED}.",
        asks="Say why it is withdrawn",
        max_length=500,
        look=Look(rows=3),
    )


class AskForMore(AssessmentForm):
    """What else is needed."""

    words = TextAreaField(
        label="What else is needed?",
        hint=f"They read just this. Say what is missing, and what would show it. {NOBODY_NAMED}.",
        asks="Say what else is needed",
        max_length=LONGEST_WORDS,
        look=Look(rows=6),
    )
