"""Proposals opened and run, their record, and the groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from standing.areas.coproduction.actions.groups import MOST_IN_QUORUM
from standing.areas.coproduction.actions.planning import LONGEST_ITEM
from standing.areas.coproduction.actions.positions import Comes
from standing.areas.coproduction.actions.proposals import Subject, Terms
from standing.areas.coproduction.forms.taking_part import NO, NOT_SAID, YES, as_typed, met_of
from standing.areas.coproduction.models import Participant
from standing.areas.coproduction.models.proposals import LONGEST_QUESTION, LONGEST_WORDS
from standing.areas.coproduction.selectors.groups import RolesOfWork
from standing.areas.coproduction.selectors.proposals import Choices
from standing.areas.people.models import Account
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.forms.changes import CLASS_ASKS, CLASS_WORDS
from standing.core.coproduction.deciding import Way
from standing.core.coproduction.proposing import About, Help, needs_in_words
from standing.core.coproduction.record import Standpoint
from standing.core.policies.proposals import CLASSES
from standing.site.forms import (
    NOBODY_NAMED,
    CheckboxesField,
    ConfirmField,
    DateField,
    GuardedForm,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    WholeNumberField,
)
from standing.site.forms.look import Look

GROUPS = [(one.value, one.words) for one in Standpoint]
WAYS = {
    Way.CONSENT: "Nobody still objects",
    Way.MAJORITY: "More than half support it",
    Way.TWO_THIRDS: "At least two thirds support it",
}


class SetConstituency(ActionForm):
    """How many of a group must say something, and how it agrees."""

    quorum = WholeNumberField(
        label="How many must say something",
        hint="Before the group can agree. Of people with lived experience, at least two.",
        min_value=1,
        max_value=MOST_IN_QUORUM,
        look=Look(width=3),
    )
    way = RadiosField(
        label="When does the group agree?",
        asks="Select when the group agrees",
        choices=[(way.value, words) for way, words in WAYS.items()],
        hint="An objection is answered in writing first, whichever it is.",
    )


def _account_words(account: Account, works: RolesOfWork) -> str:
    """An account as it is chosen from: its name, in which roles its person works where that is told, its address."""
    return f"{', '.join([account.name, *works.get(account.pk, {}).values()])} ({account.email})"


class _OfAccounts(ActionForm):
    """A form that names an account."""

    def __init__(
        self, *args: Any, accounts: Sequence[Account], works: RolesOfWork | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.accounts = {str(one.pk): one for one in accounts}
        choices = [(key, _account_words(one, works or {})) for key, one in self.accounts.items()]
        self.fields["account"] = SelectField(
            label=self.account_label,
            asks="Select somebody",
            prompt="Select somebody",
            choices=[("", "Select somebody"), *choices],
        )
        self.order_fields(self.field_order)

    account_label = "Account"

    @property
    def account(self) -> Account:
        """The account chosen."""
        return self.accounts[self.cleaned_data["account"]]


class AddMember(_OfAccounts):
    """Somebody for a group."""

    account_label = "Who joins the group?"


class RemoveMember(GuardedForm, ActionForm):
    """Why somebody leaves a group."""

    why = TextField(label="Reason", asks="Say why", hint="For the audit trail", max_length=500)


class OpenProposal(GuardedForm, ActionForm):
    """A question in plain words, what it is for, what it is about, and whom it asks."""

    def __init__(self, *args: Any, about: About, choices: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.about = about
        self.offered = _offered(about, choices)
        if about is not About.ACTION_PLAN:
            self.fields["subject"] = SelectField(
                label=_SUBJECT_LABELS[about],
                asks="Select what it is about",
                choices=[("", "Select one"), *((key, str(one)) for key, one in self.offered.items())],
            )
        if about is About.POLICY_CHANGE:
            self.fields["wanted_class"] = RadiosField(
                label="Which class would it have?",
                asks="Select the class",
                choices=[(name, CLASS_WORDS[name]) for name in CLASSES],
                hint="If it is agreed, a clinical lead still agrees the class.",
                look=Look(hints=CLASS_ASKS),
            )
        self.fields["question"].help_text = f"As you would ask it out loud. For example, {_EXAMPLES[about]}"
        self.order_fields(
            ["subject", "wanted_class", "question", "purpose", "asks", "own_first", "answer_by"]
        )

    question = TextField(
        label="The question, in plain words",
        max_length=LONGEST_QUESTION,
    )
    purpose = TextAreaField(
        label="What it is for",
        asks="Say what it is for",
        hint="In plain words: why people are asked, what can change because of them, and what cannot.",
        max_length=LONGEST_WORDS,
        look=Look(rows=5),
    )
    asks = CheckboxesField(
        label="Which groups does it ask?",
        asks="Select the groups to ask",
        hint="To be called co-produced, it asks people with lived experience and family carers before anything is "
        "written, and practitioners in the role.",
        choices=GROUPS,
    )
    own_first = RadiosField(
        label="When do people see what others said?",
        asks="Select when people see what others said",
        choices=[("yes", "Once they have said something themselves"), ("no", "At any time")],
    )
    answer_by = DateField(label="Day to answer by", required=False)

    def subject(self) -> Subject:
        """What it is about."""
        one = self.offered.get(self.cleaned_data.get("subject", ""))
        match self.about:
            case About.PROFILE:
                return Subject(version=one)
            case About.LOCAL_STANDARD:
                return Subject(standard=one)
            case About.POLICY_CHANGE:
                return Subject(change=one, wanted_class=self.cleaned_data["wanted_class"])
        return Subject()

    def terms(self) -> Terms:
        """What is put to people."""
        said = self.cleaned_data
        return Terms(
            question=said["question"],
            purpose=said["purpose"],
            asks=[Standpoint(one) for one in said["asks"]],
            own_first=said["own_first"] == "yes",
            answer_by=said["answer_by"],
        )


_EXAMPLES = {
    About.PROFILE: "What should a nurse on this ward be able to do?",
    About.LOCAL_STANDARD: "What is a good welcome to this ward?",
    About.POLICY_CHANGE: "How much does this change what staff must show that they can do?",
    About.ACTION_PLAN: "How can visits be made easier?",
}

_SUBJECT_LABELS = {
    About.PROFILE: "Which draft of a role profile?",
    About.LOCAL_STANDARD: "Which standard of our own?",
    About.POLICY_CHANGE: "Which change of a policy?",
}


def _offered(about: About, choices: Choices) -> dict[str, Any]:
    rows: Sequence[Any] = {
        About.PROFILE: choices.versions,
        About.LOCAL_STANDARD: choices.standards,
        About.POLICY_CHANGE: choices.changes,
        About.ACTION_PLAN: (),
    }[about]
    return {str(one.pk): one for one in rows}


class Invite(ActionForm):
    """More groups to ask."""

    def __init__(self, *args: Any, held: Sequence[Standpoint], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["asks"] = CheckboxesField(
            label="Which groups do you ask too?",
            asks="Select a group",
            choices=[(one.value, one.words) for one in Standpoint if one not in held],
        )


class AnswerObjection(GuardedForm, ActionForm):
    """The answer to an objection, and what comes of its point, unless that is written down already."""

    def __init__(self, *args: Any, is_settled: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_settled:
            del self.fields["comes"]

    words = TextAreaField(
        label="Your answer",
        asks="Write the answer",
        hint=f"In plain words. Whoever objected reads it, and says whether they still object. {NOBODY_NAMED}.",
        max_length=LONGEST_WORDS,
        look=Look(rows=6),
    )
    comes = RadiosField(
        label="What comes of it?",
        asks="Select what comes of it",
        choices=[
            (Comes.CHANGED.value, "Something changes because of it"),
            (Comes.NOT_TAKEN.value, "It is not taken, or not all of it"),
            (NOT_SAID, "I cannot say yet"),
        ],
        look=Look(
            hints={
                Comes.CHANGED.value: "Your answer says what. It stands in the record as what changed.",
                Comes.NOT_TAKEN.value: "Your answer says why. It stands in the record as the reason.",
                NOT_SAID: "You say it of the point later, before it is decided.",
            }
        ),
    )

    @property
    def comes_of_it(self) -> Comes | None:
        """What comes of the point; none where that is said at another time."""
        said = self.cleaned_data.get("comes", NOT_SAID)
        return None if said == NOT_SAID else Comes(said)


class _Kept(GuardedForm, ActionForm):
    """What somebody needed, whether it was met, and whether payment was offered."""

    asked = RadiosField(
        label="Were they asked what they need to take part?",
        asks="Select whether they were asked",
        choices=[(YES, "Yes"), (NO, "Not yet")],
    )
    needs = CheckboxesField(
        label="What did they need?",
        hint="Leave it empty if they need nothing.",
        choices=[(one.value, f"{one.words[0].upper()}{one.words[1:]}") for one in Help],
        required=None,
    )
    more = TextField(label="Something else that they needed", max_length=200, required=False)
    needs_met = RadiosField(
        label="Was it met?",
        choices=[(YES, "Yes"), (NO, "No"), (NOT_SAID, "Not known yet, or they need nothing")],
        required=None,
    )
    payment = RadiosField(
        label="Was payment offered?",
        choices=[(YES, "Yes"), (NO, "No"), (NOT_SAID, "Not known yet")],
        required=None,
        hint="Payment may affect benefits: tell people to ask for advice before they take it.",
    )

    @property
    def needs_words(self) -> str | None:
        """What they needed, in one line; none where nobody asked."""
        if self.cleaned_data["asked"] == NO:
            return None
        return needs_in_words([Help(one) for one in self.cleaned_data["needs"]], self.cleaned_data["more"])

    @property
    def met(self) -> bool | None:
        return met_of(self.cleaned_data["needs_met"])

    @property
    def payment_offered(self) -> bool | None:
        return met_of(self.cleaned_data["payment"])


class AddParticipant(_Kept):
    """Somebody without an account who took part."""

    field_order = ("standpoint", "is_named", "name", "asked", "needs", "more", "needs_met", "payment")

    standpoint = RadiosField(label="From where do they speak?", asks="Select the group", choices=GROUPS)
    is_named = RadiosField(
        label="Do they want to be named?",
        asks="Select whether they want to be named",
        choices=[(YES, "Yes"), (NO, "No")],
    )
    name = TextField(label="Their name", hint="Only if they want to be named", max_length=200, required=False)


class ChangeParticipant(_Kept):
    """What is kept of somebody who took part."""

    @staticmethod
    def as_kept(participant: Participant) -> dict[str, Any]:
        """What the form shows of what is kept."""
        said = {True: YES, False: NO, None: NOT_SAID}
        return {
            "asked": NO if participant.access_needs is None else YES,
            **as_typed(participant.access_needs),
            "needs_met": said[participant.access_met],
            "payment": said[participant.payment_offered],
        }


class AddPoint(GuardedForm, ActionForm):
    """What was said in a meeting."""

    standpoint = RadiosField(label="Who said it?", asks="Select the group", choices=GROUPS)
    what = TextAreaField(
        label="What was said",
        asks="Write what was said",
        hint=f"In their own words, if you can. {NOBODY_NAMED}.",
        max_length=LONGEST_WORDS,
        look=Look(rows=4),
    )


class SettlePoint(GuardedForm, ActionForm):
    """What changed because of a point, or why it was not taken."""

    changed = TextAreaField(
        label="What changed because of it",
        hint="In plain words: whoever said it reads this.",
        max_length=LONGEST_WORDS,
        required=None,
        look=Look(rows=3),
    )
    not_taken_because = TextAreaField(
        label="If it was not taken, or not all of it: why",
        max_length=LONGEST_WORDS,
        required=None,
        look=Look(rows=3),
    )


class AddItem(_OfAccounts, GuardedForm):
    """Something to do."""

    field_order = ("what", "account", "due_on")
    account_label = "Who answers for it?"
    columns = {"owner": "account"}  # noqa: RUF012 - as the form it extends has it

    what = TextField(label="What is to be done", max_length=LONGEST_ITEM)
    due_on = DateField(label="By when")


class MarkDone(ActionForm):
    """When something was done."""

    done_on = DateField(label="When was it done?", said="the day it was done")


class Decide(GuardedForm, ActionForm):
    """The last word."""

    sure = ConfirmField(label="I have read the record, and it says what happened")


class CloseNotAgreed(GuardedForm, ActionForm):
    """Why something is closed without being agreed."""

    why = TextAreaField(
        label="Why was it not agreed?",
        asks="Say why it was not agreed",
        hint="In plain words: everybody who took part reads this.",
        max_length=LONGEST_WORDS,
        look=Look(rows=5),
    )
