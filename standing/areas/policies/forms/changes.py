"""A change: what of practice is different, for which standards, from when, and the question on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from standing.areas.policies.actions.changes import Terms
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.forms.changes import CLASS_ASKS, CLASS_WORDS, TermsOfChange
from standing.areas.record.forms.choosing import PICKER
from standing.core.policies.proposals import ASKS_A_QUESTION, CLASSES, MOST_ANSWERS, Question, answers_in
from standing.core.search import search
from standing.site.forms import (
    CheckboxesField,
    DateField,
    GuardedForm,
    RadiosField,
    TextAreaField,
    TextField,
    WholeNumberField,
)
from standing.site.forms.look import Look

LONGEST_REASON = 500
MOST_SUGGESTED = 6
_OF_THE_QUESTION = ("question", "answers", "right_answer", "explanation")


class Propose(GuardedForm, TermsOfChange):
    """The terms of a change. `suggested` are standards that the policy's title or earlier changes lead to."""

    field_order = (
        "part",
        "what_changed",
        "suggested",
        *PICKER,
        "change_class",
        "effective_on",
        "due_on",
        "population",
        *_OF_THE_QUESTION,
    )
    standards_label = "Other standards it touches"

    part = TextField(
        label="Part that comes into force",
        hint="Leave it empty if it is all of it. For example, sections 3 to 7",
        max_length=100,
        required=False,
    )
    what_changed = TextAreaField(
        label="What changed",
        hint="In the words of practice: people read this before they sign. Do not write anything about a patient.",
        max_length=5000,
        look=Look(rows=6),
    )
    change_class = RadiosField(
        label="Which class do you propose?",
        asks="Select the class you propose",
        hint="A clinical lead agrees it, or returns it to you.",
        choices=[(name, CLASS_WORDS[name]) for name in CLASSES],
        look=Look(hints=CLASS_ASKS),
    )
    question = TextField(
        label="One question on the change",
        hint="Whoever signs it answers this first. A minor change needs none.",
        max_length=500,
        required=False,
    )
    answers = TextAreaField(
        label="Answers to choose among",
        hint="One on each line, two to six.",
        required=False,
        look=Look(rows=4),
    )
    right_answer = WholeNumberField(
        label="Number of the right answer",
        hint="1 is the first line.",
        min_value=1,
        max_value=MOST_ANSWERS,
        required=False,
        look=Look(width=2),
    )
    explanation = TextField(
        label="Why it is right",
        hint="Whoever chooses another answer reads this, and answers again.",
        max_length=1000,
        required=False,
    )

    def __init__(
        self, *args: Any, known: Sequence[str], title: str = "", before: Sequence[str] = (), **options: Any
    ) -> None:
        super().__init__(*args, known=known, **options)
        self._suggest(title, before)

    def _suggest(self, title: str, before: Sequence[str]) -> None:
        """Offer the standards of the policy's earlier changes, then those that its title leads to."""
        hits = [hit.id for hit in search(self.holdings.index, title, MOST_SUGGESTED)] if title.strip() else []
        known = self.holdings.catalogue.by_id
        offered = [one for one in dict.fromkeys([*before, *hits]) if one in known]
        if not offered:
            return
        self.fields["suggested"] = CheckboxesField(
            label="Standards it may touch",
            hint="Suggested by its title and its earlier changes. Tick those that it does touch.",
            choices=[(one, self.titled(one)) for one in offered[: max(MOST_SUGGESTED, len(before))]],
            required=None,
            look=Look(size="s"),
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        ticked = self.cleaned_data.get("suggested") or []
        if "standards" in self.cleaned_data:
            self.cleaned_data["standards"] = [*ticked, *self.cleaned_data["standards"]]
        cleaned = super().clean()
        cleaned["asked"] = self._asked(cleaned)
        return cleaned

    def _asked(self, cleaned: dict[str, Any]) -> Question | None:
        given = [cleaned.get(name) for name in _OF_THE_QUESTION]
        if not any(given):
            if cleaned.get("change_class") in ASKS_A_QUESTION:
                self.add_error("question", "Enter one question on the change: reading is not practice")
            return None
        text, answers, right, explanation = given
        try:
            return Question(text or "", answers_in(answers or ""), (right or 0) - 1, explanation or "")
        except ValueError as fault:
            self.add_error(_place_of(str(fault)), str(fault).rstrip("."))
            return None

    def terms(self) -> Terms:
        """What the action takes."""
        said = self.cleaned_data
        return Terms(
            change_class=said["change_class"],
            what_changed=said["what_changed"],
            standards=self.chosen(),
            effective_on=said["effective_on"],
            due_on=said["due_on"],
            population=said["population"],
            part=said["part"],
            question=said["asked"],
        )


def _place_of(fault: str) -> str:
    """The field that a fault of a question is about."""
    for words, name in (
        ("the question", "question"),
        ("by its number", "right_answer"),
        ("Explain", "explanation"),
    ):
        if words in fault:
            return name
    return "answers"


class Return(GuardedForm, ActionForm):
    """What its author should do differently."""

    why = TextAreaField(
        label="What should be different?",
        asks="Say what should be different",
        hint="Its author reads this.",
        max_length=LONGEST_REASON,
    )


class Discard(GuardedForm, ActionForm):
    """Why a change is given up."""

    why = TextField(label="Reason", asks="Say why", hint="For the audit trail", max_length=LONGEST_REASON)


class Observe(GuardedForm, ActionForm):
    """What was seen of somebody's practice."""

    observed_on = DateField(label="Day you saw it", said="the day you saw it")
    follows = RadiosField(
        label="Does their practice follow the change?",
        asks="Select whether their practice follows the change",
        choices=[("yes", "Yes"), ("no", "Not yet")],
        look=Look(
            hints={
                "no": "This changes nothing of their standing. Talk with them. If they should not count, an assessor "
                "or a manager says so on their record."
            }
        ),
    )
    note = TextAreaField(
        label="What you saw",
        hint="Needed if it does not follow. Do not write anything about a patient.",
        max_length=LONGEST_REASON,
        required=False,
    )
