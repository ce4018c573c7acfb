"""Competences of the service's own: what they are and, for whoever may say, how long a decision on them lasts."""

from __future__ import annotations

from typing import Any

from standing.areas.record.forms.base import ActionForm
from standing.areas.record.forms.refresh_rules import AsksForRule
from standing.site.forms import GuardedForm, TextAreaField, TextField
from standing.site.forms.look import Look

TITLE = "What somebody who has it can do. For example, Manage violence and aggression"
SUMMARY = "A sentence or two in plain words. The search of the catalogue reads them"


class ChangeLocalCompetence(GuardedForm, ActionForm):
    """What a local competence is called, and what it is."""

    title = TextField(label="Title", hint=TITLE, asks="Enter a title", max_length=300)
    summary = TextAreaField(label="What it is", hint=SUMMARY, required=False, look=Look(rows=3))


class AddLocalCompetence(ChangeLocalCompetence):
    """A new local competence, its refresh rule left for somebody else to set."""

    code = TextField(
        label="Code",
        hint="Short, and never changed again: files and addresses use it. For example, PMVA",
        asks="Enter a code",
        look=Look(width=20),
    )
    edition = TextField(
        label="Edition",
        hint="A year, like 2026. Leave empty unless the same code was asked in another way before",
        required=False,
        look=Look(width=5),
    )
    field_order = ("title", "code", "edition", "summary")

    def rule(self) -> dict[str, Any] | None:
        """The refresh rule, where one was asked for."""
        return None


class AddLocalCompetenceWithRule(AsksForRule, AddLocalCompetence):
    """A new local competence and its refresh rule."""

    def rule(self) -> dict[str, Any] | None:
        return self.terms()
