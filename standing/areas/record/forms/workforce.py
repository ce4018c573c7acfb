"""Where a person works, is away, is suspended, belongs, and what they work towards: one question a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from standing.areas.people.models import Post
from standing.areas.record.forms.base import NOT_DEMANDED, ActionForm
from standing.areas.record.forms.choosing import ChoosesStandards
from standing.site import dates
from standing.site.forms import DateField, GuardedForm, SelectField, TextAreaField, TextField
from standing.site.forms.look import Look

LONGEST_REASON = 500


class FindPeople(forms.Form):
    """Words to look for in names and staff numbers."""

    words = TextField(label="Name or staff number", required=NOT_DEMANDED, look=Look(width=20))


def _post_field(posts: Sequence[Post]) -> SelectField:
    choices = [(post.code, f"{post.title}, {post.unit.name} ({post.code})") for post in posts]
    return SelectField(label="Post", prompt="Choose a post", choices=[("", "Choose a post"), *choices])


def _first_day(label: str, said: str) -> DateField:
    return DateField(label=label, said=said)


class WithPosts(ActionForm):
    """A form that offers the posts the account may fill. `post()` is the one chosen."""

    def __init__(self, *args: Any, posts: Sequence[Post], **options: Any) -> None:
        super().__init__(*args, **options)
        self._posts = {post.code: post for post in posts}
        self.fields["post"] = _post_field(posts)
        self.order_fields(self.field_order)

    def post(self) -> Post:
        return self._posts[self.cleaned_data["post"]]


class AddPerson(ActionForm):
    """A new person and, where the account may fill posts, the first one."""

    given_name = TextField(label="Given name", max_length=100, look=Look(width=20))
    family_name = TextField(label="Family name", max_length=100, look=Look(width=20))
    ref = TextField(
        label="Staff number",
        hint="As the employer's other systems write it. It cannot be changed later.",
        max_length=50,
        look=Look(width=10),
    )

    def __init__(self, *args: Any, posts: Sequence[Post], **options: Any) -> None:
        super().__init__(*args, **options)
        self._posts = {post.code: post for post in posts}
        if posts:
            self.fields["post"] = _post_field(posts)
            self.fields["from_on"] = _first_day("First day in the post", "the first day in the post")

    def post(self) -> Post | None:
        """The post chosen; none where there is none to choose."""
        return self._posts.get(self.cleaned_data.get("post", ""))


class Assign(WithPosts):
    """A post from a day."""

    columns: ClassVar = {"to": "to_on"}
    from_on = _first_day("First day in the post", "the first day in the post")
    to_on = DateField(
        label="First day no longer in the post",
        hint="Leave it empty if the end is not known. For example, 27 3 2026",
        required=False,
    )
    field_order = ("post", "from_on", "to_on")


class Move(GuardedForm, WithPosts):
    """Another post from a day."""

    from_on = _first_day("First day in the new post", "the first day in the new post")
    why = TextField(label="Reason", asks="Say why", hint="For the audit trail", max_length=LONGEST_REASON)
    field_order = ("post", "from_on", "why")
    columns: ClassVar = {"to": "from_on"}


class End(GuardedForm, ActionForm):
    """The first day on which something no longer holds, and why."""

    columns: ClassVar = {"to": "to_on", "closed_on": "to_on"}

    def __init__(self, *args: Any, label: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to_on"] = DateField(label=label)
        self.fields["why"] = TextField(
            label="Reason", asks="Say why", hint="For the audit trail", max_length=LONGEST_REASON
        )


class RecordAbsence(ActionForm):
    """Away from a day; no reason is asked, and there is nowhere to write one."""

    columns: ClassVar = {"to": "to_on"}
    from_on = DateField(label="First day away")
    to_on = DateField(
        label="First day back",
        hint="Leave it empty if it is not known yet. For example, 27 3 2026",
        required=False,
    )


class EndAbsence(ActionForm):
    """The first day back."""

    columns: ClassVar = {"to": "to_on"}
    to_on = DateField(label="First day back")


class Suspend(GuardedForm, ChoosesStandards):
    """Not to be counted, for a standard or for any."""

    many = False
    none_needed = True
    standards_label = "Standard"
    columns: ClassVar = {"to": "to_on"}
    from_on = DateField(label="First day suspended")
    to_on = DateField(
        label="First day no longer suspended",
        hint="Leave it empty if it is not known yet. For example, 27 3 2026",
        required=False,
    )
    reason = TextAreaField(
        label="Reason",
        asks="Say why",
        hint="Do not write anything about a patient. The person can read this.",
        max_length=LONGEST_REASON,
        look=Look(rows=3),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[
            "standards"
        ].help_text = "Leave it empty to suspend for every standard. For example, MH20@2013"


class JoinPopulation(ActionForm):
    """Belong to a population from a day. Known names are offered; a new one may be typed."""

    columns: ClassVar = {"to": "to_on"}
    population = TextField(label="Population", max_length=50, look=Look(width=20))
    from_on = DateField(label="First day")
    to_on = DateField(
        label="First day no longer in it",
        hint="Leave it empty if it is not known. For example, 27 3 2026",
        required=False,
    )

    def __init__(self, *args: Any, known: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        named = f"There are: {', '.join(known)}. " if known else ""
        self.fields["population"].help_text = f"{named}Changes can be put into force for its members alone."


class OpenClaim(ChoosesStandards):
    """Work towards a standard from a day."""

    many = False
    standards_label = "Standard"
    opened_on = DateField(label="Day the work began", latest=dates.today)
