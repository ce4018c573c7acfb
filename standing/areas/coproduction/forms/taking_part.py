"""What somebody says who takes part: in plain words, held to a reading age by a test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from standing.areas.coproduction.actions.values import LONGEST_STATEMENT
from standing.areas.coproduction.models.proposals import LONGEST_WORDS
from standing.areas.record.forms.base import NOT_DEMANDED, ActionForm
from standing.core.coproduction.deciding import Stance
from standing.core.coproduction.proposing import Help, needs_in_words
from standing.core.coproduction.record import Standpoint
from standing.site.forms import CheckboxesField, GuardedForm, RadiosField, TextAreaField, TextField
from standing.site.forms.look import Look

NOBODY = "Do not write the name of anyone who uses services, or a thing that would show who they are."
YES, NO, NOT_SAID = "yes", "no", "not_said"


class SpeaksFor(GuardedForm, ActionForm):
    """Asks somebody in more than one group for which they speak; nobody else."""

    def __init__(self, *args: Any, groups: Sequence[Standpoint], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(groups) > 1:
            self.fields["speaks_for"] = RadiosField(
                label="Which group do you speak for here?",
                asks="Choose the group that you speak for",
                hint="You are in more than one. You speak for one of them.",
                choices=[(one.value, one.words) for one in groups],
            )

    @property
    def speaks_for(self) -> Standpoint | None:
        """The group chosen; none where there is nothing to choose."""
        said = self.cleaned_data.get("speaks_for")
        return Standpoint(said) if said else None


class GivePosition(SpeaksFor):
    """What somebody thinks of a proposal."""

    stance = RadiosField(
        label="What do you think?",
        asks="Choose what you think",
        choices=[
            (Stance.SUPPORTS.value, "I support it"),
            (Stance.WITH_CHANGES.value, "I support it, with changes"),
            (Stance.OBJECTS.value, "I object to it"),
        ],
        look=Look(
            hints={
                Stance.WITH_CHANGES.value: "Say below what should change.",
                Stance.OBJECTS.value: "Say why below. You will get an answer in writing before it is decided.",
            }
        ),
    )
    reason = TextAreaField(
        label="Your reason",
        hint=f"Write this if you object, or want a change. You can leave it empty if you support it. {NOBODY}",
        required=NOT_DEMANDED,
        max_length=LONGEST_WORDS,
        look=Look(rows=5),
    )


class Say(SpeaksFor):
    """What matters to somebody, in their own words."""

    what = TextAreaField(
        label="What do you want to say?",
        asks="Write what you want to say",
        hint=NOBODY,
        max_length=LONGEST_WORDS,
        look=Look(rows=5),
    )


class AboutMe(GuardedForm, ActionForm):
    """Whether somebody is named, and what they need to take part."""

    is_named = RadiosField(
        label="Can we show your name?",
        asks="Choose if we can show your name",
        choices=[(YES, "Yes, show my name"), (NO, "No, just show the group I am in")],
        hint="You can change this at any time.",
    )
    needs = CheckboxesField(
        label="What would help you to take part?",
        hint="Tick all that would help. You can leave this empty.",
        choices=[(one.value, f"{one.words[0].upper()}{one.words[1:]}") for one in Help],
        required=None,
    )
    more = TextField(label="Something else that would help", max_length=200, required=False)
    needs_met = RadiosField(
        label="Did you get what you need?",
        choices=[(YES, "Yes"), (NO, "No"), (NOT_SAID, "I cannot say yet, or I need nothing")],
        required=None,
    )

    @property
    def needs_words(self) -> str:
        """What would help, in one line."""
        chosen = [Help(one) for one in self.cleaned_data["needs"]]
        return needs_in_words(chosen, self.cleaned_data["more"])

    @property
    def met(self) -> bool | None:
        """Whether they had it; none where they did not say."""
        return met_of(self.cleaned_data["needs_met"])


def met_of(said: str) -> bool | None:
    """Yes, no, or not said."""
    return {YES: True, NO: False}.get(said)


def as_typed(needs: str | None) -> dict[str, Any]:
    """The answers that make these words, so that the form shows what was said before."""
    parts = [one for one in (needs or "").split("; ") if one]
    by_words = {one.words: one.value for one in Help}
    return {
        "needs": [by_words[one] for one in parts if one in by_words],
        "more": "; ".join(one for one in parts if one not in by_words),
    }


class ReadAnswer(ActionForm):
    """What somebody says who has read the answer to their objection."""

    stands = RadiosField(
        label="What do you think now?",
        asks="Choose what you think now",
        choices=[(NO, "I no longer object"), (YES, "I still object")],
    )


class AddValues(GuardedForm, ActionForm):
    """What matters to a group about one thing that a role is asked for."""

    words = TextAreaField(
        label="What matters to you about this?",
        asks="Write what matters to you",
        hint=f"One or two short sentences. They will stand beside the standard. {NOBODY}",
        max_length=LONGEST_STATEMENT,
        look=Look(rows=4),
    )

    def __init__(self, *args: Any, groups: Sequence[Standpoint], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(groups) > 1:
            self.fields["standpoint"] = RadiosField(
                label="Which group does this come from?",
                asks="Choose the group",
                choices=[(one.value, one.words) for one in groups],
            )
            self.order_fields(["standpoint", "words"])
        self.groups = groups

    @property
    def standpoint(self) -> Standpoint:
        """The group that it comes from."""
        said = self.cleaned_data.get("standpoint")
        return Standpoint(said) if said else self.groups[0]
