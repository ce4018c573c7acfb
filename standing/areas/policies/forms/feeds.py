"""Feeds: a file, an address, and what a person makes of each candidate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from standing.areas.policies.feed_models import FEEDS
from standing.areas.policies.models import Candidate, Policy
from standing.areas.policies.selectors.feeds import ASIDE
from standing.areas.record.forms.base import ActionForm
from standing.core.policies.feeds import PUBLISHED, WITHDRAWN
from standing.site.forms import FilterForm, GuardedForm, HiddenField, SelectField, TextField, UploadField
from standing.site.forms.look import Look

LONGEST_REASON = 500
STATUS_WORDS = {PUBLISHED: "Published", WITHDRAWN: "Withdrawn by its publisher"}
SHOWN_WORDS = {
    Candidate.WAITING: "Waiting for somebody",
    Candidate.LINKED: "Linked to a policy",
    Candidate.DISMISSED: "Dismissed",
    ASIDE: "Set aside as tests",
}


class ImportFeed(ActionForm):
    """A file of a feed."""

    file = UploadField(label="File of a feed", accepts=(".json", ".feed", ".xml", ".atom"), most_megabytes=50)


class SetSource(ActionForm):
    """Where a feed is fetched from."""

    url = TextField(
        label="Address",
        hint="It begins with https://. Leave it empty to fetch it from nowhere.",
        max_length=500,
        required=False,
    )


class FilterCandidates(FilterForm):
    """Which candidates to list."""

    shown = SelectField(label="Show", choices=list(SHOWN_WORDS.items()))
    feed = SelectField(label="Feed", choices=[("", "All"), *FEEDS.items()])
    status = SelectField(label="Status", choices=[("", "All"), *STATUS_WORDS.items()])
    kind = SelectField(label="Kind", choices=[("", "All")])
    words = TextField(label="Words or number", look=Look(width=20))

    def __init__(self, *args: Any, kinds: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(kind, kind) for kind in kinds]
        self.fields["kind"].choices = [("", "All"), *named]  # type: ignore[attr-defined]


class Link(GuardedForm, ActionForm):
    """The policy that a candidate concerns."""

    policy = SelectField(label="Policy it concerns", prompt="Choose a policy", choices=[])
    why = TextField(label="Note", required=False, max_length=LONGEST_REASON)

    def __init__(
        self, *args: Any, policies: Sequence[Policy], suggested: Sequence[Policy], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._policies = {policy.code: policy for policy in policies}
        likely = {policy.code for policy in suggested}
        ordered = [*suggested, *(policy for policy in policies if policy.code not in likely)]
        named = [
            (policy.code, f"{policy.title} ({policy.code}){' – suggested' if policy.code in likely else ''}")
            for policy in ordered
        ]
        self.fields["policy"].choices = [("", "Choose a policy"), *named]  # type: ignore[attr-defined]

    def chosen_policy(self) -> Policy:
        """The one chosen."""
        return self._policies[self.cleaned_data["policy"]]


class Dismiss(GuardedForm, ActionForm):
    """Why candidates do not concern this service. `chosen` are their numbers."""

    chosen = HiddenField(required=False)
    why = TextField(
        label="Reason",
        asks="Say why",
        hint="Whoever looks for it later reads this. For example, Not used in mental health",
        max_length=LONGEST_REASON,
    )
