"""What `standing draft-crosswalk` settles in a version: days, rows one by one or together, rules asked for, sending."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from standing.cli.support import Refused, message
from standing.cli.tables import counted

if TYPE_CHECKING:
    from standing.areas.audit.actors import System
    from standing.areas.revisions.models import CrosswalkVersion
    from standing.areas.revisions.selectors.pages import VersionInFull
    from standing.core.crosswalks.versions import DraftRow

_DAYS = {
    "effective": "effective_on",
    "ends": "transition_ends_on",
    "last_start": "last_start_on",
    "last_assessment": "last_assessment_on",
}


def settle_from_file(by: System, version: CrosswalkVersion, name: str, content: bytes) -> None:
    """Change the rows of the open version that a spreadsheet says otherwise, and say how many."""
    from standing.areas.revisions import actions

    found = actions.settle_from_spreadsheet(by=by, version=version, file=name, content=content)
    message(
        f"{name}: {counted(len(found.changed), 'row')} changed, {len(found.added)} added, {found.same} the same, "
        f"{len(found.left)} not in the file and left as they are."
    )


def settle(by: System, version: CrosswalkVersion, asked: dict[str, Any]) -> None:
    """Set what was given, all of it or nothing; what is so already is left alone."""
    from standing.areas.audit.actions import writing

    with writing():
        settling = _Settling(by, version)
        settling.days(asked)
        settling.rows(asked)
        settling.together(asked)
        settling.onward(asked)


class _Settling:
    """A version while a command settles it."""

    def __init__(self, by: System, version: CrosswalkVersion) -> None:
        self.by, self.version = by, version

    @property
    def shown(self) -> VersionInFull:
        from standing.areas.revisions.selectors.pages import version_in_full

        return version_in_full(by=self.by, code=self.version.revision.code, number=self.version.number)

    def days(self, asked: dict[str, Any]) -> None:
        """Set the days that are given; those that are not stay, but the end follows another first day."""
        from standing.areas.revisions import actions

        given: dict[str, date] = {column: asked[name] for name, column in _DAYS.items() if asked[name]}
        if not given:
            return
        now = self.shown.version
        kept = {column: getattr(now, column) for column in _DAYS.values()}
        if "effective_on" in given and given["effective_on"] != kept["effective_on"]:
            kept["transition_ends_on"] = None
        days = kept | given
        if days["effective_on"] is None:
            raise Refused("Give the day from which the revision is in effect too: --effective DAY.")
        if any(getattr(now, column) != day for column, day in given.items()):
            actions.set_days(by=self.by, version=self.version, **days)

    def rows(self, asked: dict[str, Any]) -> None:
        """Settle single rows: their contexts, days and treatments, and those for which nothing is carried."""
        from standing.areas.revisions import actions

        contexts = {self._row(name).old: text for name, text in asked["context_of"]}
        contexts = {old: text for old, text in contexts.items() if self._row(old).context != text}
        if contexts:
            self._warn(contexts)
            actions.set_contexts(by=self.by, version=self.version, contexts=contexts, sure=list(contexts))
        for name, day in asked["replaced"]:
            self._change(self._row(name), replaced_on=day)
        for name, treatment, why in asked["treat"]:
            self._change(self._row(name), treatment=treatment.casefold(), why=why)
        leaving: dict[str, list[str]] = {}
        for name, why in asked["leave_row"]:
            row = self._row(name)
            if row.deferred_why != why:
                leaving.setdefault(why, []).append(row.old)
        for why, olds in leaving.items():
            actions.defer_rows(by=self.by, version=self.version, old=olds, why=why)

    def together(self, asked: dict[str, Any]) -> None:
        """Settle what is given for all rows: a context where it suits, and nothing carried for what still waits."""
        from standing.areas.revisions import actions
        from standing.areas.revisions.selectors.contexts import contexts_left_out, rows_for_context
        from standing.areas.revisions.selectors.pages import without_context

        if context := asked["context"]:
            shown = self.shown
            suited = rows_for_context(shown, context)
            if suited:
                actions.set_contexts(
                    by=self.by, version=self.version, contexts=dict.fromkeys(suited, context)
                )
            others = set(without_context(shown)) - set(suited)
            for old, (_, names) in contexts_left_out(shown, dict.fromkeys(sorted(others), context)).items():
                message(
                    f"{old} names {' and '.join(names)}, which “{context}” does not: it was not given that context. "
                    f"Give it its own with --context-of {old} TEXT."
                )
        if asked["leave"] and (waiting := list(self.shown.waiting)):
            actions.defer_rows(by=self.by, version=self.version, old=waiting, why=asked["leave"])

    def onward(self, asked: dict[str, Any]) -> None:
        """Ask for the rules that are missing, and send the version for approval."""
        from standing.areas.revisions import actions
        from standing.areas.revisions.selectors.missing_rules import rules_asked
        from standing.areas.revisions.selectors.pages import without_rule

        if asked["ask_rules"]:
            missing = set(without_rule(self.shown))
            waiting = {each for one in rules_asked(by=self.by, version=self.version) for each in one.missing}
            if missing - waiting:
                actions.ask_for_rules(by=self.by, version=self.version)
            message(rules_words(len(missing), new=bool(missing - waiting)))
        if asked["send"] and self.shown.version.state == "draft":
            actions.send_for_approval(by=self.by, version=self.version)

    def _row(self, name: str) -> DraftRow:
        rows = [
            row
            for row in self.shown.rows
            if name.upper() in (row.old.upper(), row.old.partition("@")[0].upper())
        ]
        if not rows:
            raise Refused(
                f"{name} has no row in {self.version}. Name a row by its old standard, such as MH10."
            )
        if len(rows) > 1:
            raise Refused(
                f"{name} could be {' or '.join(row.old for row in rows)}. Name it with its edition."
            )
        return rows[0]

    def _warn(self, contexts: dict[str, str]) -> None:
        from standing.areas.revisions.selectors.contexts import contexts_left_out

        for old, (context, names) in contexts_left_out(self.shown, contexts).items():
            message(f"{old} names {' and '.join(names)}, which “{context}” does not. It is set as you say.")

    def _change(self, row: DraftRow, **changed: Any) -> None:
        from standing.areas.revisions import actions

        said: dict[str, Any] = {
            "kind": row.kind,
            "new": row.new,
            "need": row.need,
            "treatment": row.treatment,
            "why": row.treatment_why,
            "context": row.context,
            "note": row.note,
            "replaced_on": date.fromisoformat(row.replaced_on) if row.replaced_on else None,
        }
        after = said | changed
        if after != said or row.deferred:
            actions.change_row(by=self.by, version=self.version, old=row.old, **after)


def rules_words(missing: int, *, new: bool) -> str:
    """What became of asking for refresh rules, for whoever asked."""
    if not missing:
        return "Every new standard that needs a refresh rule has one: nothing was asked for."
    rules = "1 refresh rule is" if missing == 1 else f"{missing} refresh rules are"
    if not new:
        return f"{rules} missing, and asked for already: it waits on the home page of whoever sets them."
    return f"{rules} asked for: it waits on the home page of whoever sets them."
