"""Role profiles: made, described, their functions, groups and lines, put in use, retired."""

from __future__ import annotations

from typing import Any, ClassVar

from standing.areas.profiles.actions.functions import LONGEST_FUNCTION, LONGEST_PURPOSE
from standing.areas.profiles.actions.groups import LONGEST_NAME
from standing.areas.profiles.actions.lines import LONGEST_CONTEXT, MOST_DAYS
from standing.areas.profiles.models import LineGroup, Need, Practice, ProfileLine, ServiceFunction
from standing.areas.profiles.terms import LineTerms, NeededBy
from standing.areas.profiles.undecided import FIELD
from standing.areas.record.forms.base import NOT_DEMANDED, ActionForm
from standing.site.forms import (
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

OTHER, START = "other", "start"
"""Chosen where a line is needed by another number of days than those offered, or from the first day."""
NOT_SAID, YES, NO = "not said", "yes", "no"


class CreateProfile(ActionForm):
    """A profile’s code and name."""

    name = TextField(label="Name", hint="For example, Community mental health nurse", max_length=200)
    code = TextField(
        label="Code",
        hint="The role as posts and files name it, for instance community-nurse. It cannot be changed later.",
        max_length=50,
        look=Look(width=20),
    )


class SetPurpose(GuardedForm, ActionForm):
    """What the role is for."""

    purpose = TextAreaField(
        label="Purpose",
        hint="What the role is for, in a sentence or two that everyone can follow. Empty leaves it unsaid.",
        max_length=LONGEST_PURPOSE,
        required=NOT_DEMANDED,
        look=Look(rows=4),
    )


class AddFunctions(GuardedForm, ActionForm):
    """What the service does that the role performs."""

    functions = TextAreaField(
        label="What the role does",
        asks="Enter what the role does, one function on each line",
        hint="One on each line, in order. For example, Plan care together with the person and their family",
        look=Look(rows=8),
    )

    def lines(self) -> list[str]:
        """Each function typed."""
        return [line for line in self.cleaned_data["functions"].splitlines() if line.strip()]


class ChangeFunction(GuardedForm, ActionForm):
    """A function’s words and its place."""

    columns: ClassVar = {"functions": "words"}
    words = TextField(label="What the role does", max_length=LONGEST_FUNCTION)
    place = WholeNumberField(label="Place in the list", min_value=1, look=Look(width=2))


class FindStandards(ActionForm):
    """What to look for, in plain words."""

    words = TextField(
        label="What does the person do?",
        hint="In your own words, or a code. For example, help someone find a place to live",
        max_length=400,
        required=NOT_DEMANDED,
    )


class LineForm(ActionForm):
    """How a line asks. It offers the functions and the groups of its own draft."""

    need = RadiosField(
        label="Essential or desirable?",
        asks="Select whether it is essential or desirable",
        choices=[(Need.ESSENTIAL.value, "Essential"), (Need.DESIRABLE.value, "Desirable")],
        look=Look(
            hints={
                Need.ESSENTIAL.value: "Everyone in the role is asked for it, and it counts in the team’s figures.",
                Need.DESIRABLE.value: "It is listed in the profile. Nobody is asked for it.",
            }
        ),
    )
    needed_by = RadiosField(
        label="Needed by",
        asks="Select by when it is needed",
        choices=[
            (START, "The first day"),
            ("84", "12 weeks after joining"),
            ("181", "6 months after joining"),
            ("365", "12 months after joining"),
            (OTHER, "Another number of days"),
        ],
        look=Look(
            hints={
                "181": "Counted from the 181st day: months differ, and nobody is counted late.",
                "365": "Counted from the 365th day.",
            }
        ),
    )
    needed_by_days = WholeNumberField(
        label="If another number: days after joining",
        unit="days",
        required=NOT_DEMANDED,
        min_value=1,
        max_value=MOST_DAYS,
        look=Look(width=4),
    )
    context = TextField(
        label="Context",
        hint="Where it applies, for instance older people. Leave it empty if it applies in general.",
        max_length=LONGEST_CONTEXT,
        required=False,
        look=Look(width=20),
    )
    practice = RadiosField(
        label="Supervised or independent?",
        choices=[
            (Practice.INDEPENDENT.value, "Independent: by themselves"),
            (Practice.SUPERVISED.value, "Supervised: somebody else answers for the work"),
            (NOT_SAID, "Not said"),
        ],
        asks="Select whether it is supervised or independent, or that it is not said",
    )
    counts_for_cover = RadiosField(
        label="Does it count for cover?",
        hint="Whether a shift may rely on somebody for it. Supervised work never counts.",
        choices=[(YES, "Yes"), (NO, "No")],
        asks="Select whether it counts for cover",
        look=Look(inline=True),
    )

    def __init__(
        self, *args: Any, functions: list[ServiceFunction], groups: list[LineGroup], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if functions:
            self.fields["function"] = SelectField(
                label="For which function?",
                choices=[("", "No one function"), *((str(each.pk), each.words) for each in functions)],
                required=NOT_DEMANDED,
            )
        if groups:
            self.fields["group"] = SelectField(
                label="In which group?",
                hint="Of a group, only some are asked for, whichever they are.",
                choices=[
                    ("", "None: it is asked for by itself"),
                    *((str(each.pk), f"{each.name}: at least {each.at_least}") for each in groups),
                ],
                required=NOT_DEMANDED,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        days = cleaned.get("needed_by_days")
        if cleaned.get("needed_by") == OTHER and days is None and "needed_by_days" not in self.errors:
            self.add_error("needed_by_days", "Enter after how many days it is needed, like 30")
        if cleaned.get("needed_by") not in (OTHER, None) and days is not None:
            self.add_error("needed_by", "Select “Another number of days”, or empty the number of days")
        return cleaned

    def terms(self) -> LineTerms:
        """How the line asks, once the form is valid."""
        given = self.cleaned_data
        chosen = given["needed_by"]
        return LineTerms(
            need=Need(given["need"]),
            context=given["context"],
            needed_by_days=_days(chosen, given["needed_by_days"]),
            practice=Practice.NOT_SAID if given["practice"] == NOT_SAID else Practice(given["practice"]),
            counts_for_cover=given["counts_for_cover"] == YES,
            function=_key(given.get("function")),
            group=_key(given.get("group")),
        )

    @staticmethod
    def initial_of(terms: LineTerms) -> dict[str, Any]:
        """What the form shows first, of a line that asks so."""
        days = terms.needed_by_days or None
        offered = days in {each.value for each in NeededBy}
        return {
            "need": terms.need.value,
            "needed_by": (str(days) if days else START) if offered else OTHER,
            "needed_by_days": None if offered else days,
            "context": terms.context,
            "practice": terms.practice.value or NOT_SAID,
            "counts_for_cover": YES if terms.counts_for_cover else NO,
            "function": str(terms.function or ""),
            "group": str(terms.group or ""),
        }


def _days(chosen: str, typed: int | None) -> int | None:
    if chosen == OTHER:
        return typed
    return None if chosen == START else int(chosen)


def _key(chosen: str | None) -> int | None:
    return int(chosen) if chosen else None


class AddLines(LineForm):
    """Standards found, and how the draft asks for them. What was chosen can be unticked."""

    columns: ClassVar = {"standards": "chosen"}

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["chosen"] = CheckboxesField(
            label="Standards" if len(offered) > 1 else "Standard",
            asks="Select at least one standard",
            choices=offered,
        )
        self.order_fields(["chosen", *[name for name in self.fields if name != "chosen"]])


class GroupForm(ActionForm):
    """A group: its name, how many of its lines are asked for, and which lines they are."""

    name = TextField(
        label="Name of the group", hint="For example, Talking therapies", max_length=LONGEST_NAME
    )
    at_least = WholeNumberField(
        label="How many are asked for, at least?",
        asks="Enter how many of the lines are asked for, like 1",
        min_value=1,
        look=Look(width=2),
    )

    def __init__(self, *args: Any, lines: list[ProfileLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["lines"] = CheckboxesField(
            label="Lines of the group",
            hint="More of them than are asked for. A line that is in another group is not listed.",
            choices=[(str(line.pk), _named(line)) for line in lines],
            required=NOT_DEMANDED,
        )

    def keys(self) -> list[int]:
        """The keys of the lines chosen."""
        return [int(each) for each in self.cleaned_data["lines"]]


def _named(line: ProfileLine) -> str:
    context = f" ({line.context})" if line.context else ""
    return f"{line.standard}{context}, {line.need}"


class RemoveGroup(ActionForm):
    """Whether the lines of a group go with it."""

    lines = RadiosField(
        label="What of its lines?",
        asks="Select what becomes of its lines",
        choices=[
            ("keep", "Keep them: each is asked for by itself"),
            ("remove", "Take them out of the draft too"),
        ],
    )


class SettleLine(GuardedForm, ActionForm):
    """Why a line that a revision carried over is right as it is."""

    why = TextField(label="Why it is right", asks="Say why", hint="For the audit trail", max_length=500)


class CompareVersions(ActionForm):
    """Two versions of a profile."""

    def __init__(self, *args: Any, numbers: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["earlier"] = SelectField(label="From", choices=numbers)
        self.fields["later"] = SelectField(label="To", choices=numbers)


class PutInUse(GuardedForm, ActionForm):
    """The first day of a version, and why it comes."""

    columns: ClassVar = {"to": "from_on"}
    from_on = DateField(label="First day in use")
    why = TextField(label="Reason", asks="Say why", hint="For the audit trail", max_length=500)

    def __init__(self, *args: Any, undecided: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if undecided:
            self.fields[FIELD] = ConfirmField(
                label="Put it in use all the same, before people have decided",
                asks="People have not decided. Wait for them, or tick that you put it in use all the same",
            )


class Retire(GuardedForm, ActionForm):
    """The first day on which the role requires nothing, and why."""

    columns: ClassVar = {"to": "to_on"}
    to_on = DateField(label="First day on which the role asks for nothing")
    why = TextField(label="Reason", asks="Say why", hint="For the audit trail", max_length=500)
