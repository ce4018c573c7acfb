"""What matters to a group about a line of a profile: said, and taken back."""

from __future__ import annotations

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.coproduction.actions.checking import checked_words, whoever
from standing.areas.coproduction.actions.groups import constituency_of
from standing.areas.coproduction.models import Constituency, ValuesStatement
from standing.areas.guarding import check_text
from standing.areas.people.models import Account
from standing.areas.people.permissions import NotAllowed, can, check_can
from standing.areas.people.roles import Ability
from standing.areas.profiles.models import ProfileLine
from standing.areas.refusals import Refused
from standing.core.coproduction.record import Standpoint
from standing.core.guard.answering import Answer

LONGEST_STATEMENT = 500


@writing()
def add_values(
    *, by: Actor, line: ProfileLine, standpoint: Standpoint, words: str, guard: Answer | None = None
) -> ValuesStatement:
    """Say what matters to a group about a line of a profile: by somebody in it, or by whoever runs proposals for them.

    It stays with the line in the versions copied from its own. Raises `Refused` for words that are there already, and
    `MayIdentify`.
    """
    group = constituency_of(standpoint)
    check_can_speak(by, group)
    line = ProfileLine.objects.select_related("version__profile").get(pk=line.pk)
    words = checked_words(words, "words", "Write what matters", LONGEST_STATEMENT)
    said = check_text({"words": ("What matters", words)}, guard).said
    held = group.values_statements.filter(line_key=line.key, withdrawn_at__isnull=True, words=words)
    if held.exists():
        raise Refused("This is said of the line already.", field="words")
    made = ValuesStatement.objects.create(
        constituency=group,
        profile=line.version.profile,
        line_key=line.key,
        words=words,
        added_at=clock.now(),
        added_by=whoever(by),
    )
    told = {
        "profile": line.version.profile.code,
        "standard": line.standard_id,
        "key": line.key,
        "words": words,
    }
    record_event(by=by, action="add_values", subject=f"values:{made.pk}", words={**told, **said})
    return made


@writing()
def withdraw_values(*, by: Actor, statement: ValuesStatement) -> ValuesStatement:
    """Take back what was said of a line. It is no longer shown; that it was said stays in the audit trail."""
    statement = ValuesStatement.objects.select_related("constituency").get(pk=statement.pk)
    check_can_speak(by, statement.constituency)
    if statement.withdrawn_at is not None:
        raise Refused("This was taken back before.")
    statement.withdrawn_at, statement.withdrawn_by = clock.now(), whoever(by)
    statement.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record_event(by=by, action="withdraw_values", subject=f"values:{statement.pk}", words={})
    return statement


def check_can_speak(by: Actor, group: Constituency) -> None:
    """Raise `NotAllowed` for whoever is not in a group and runs no proposals."""
    check_can(by, Ability.SEE_PROPOSALS)
    if can(by, Ability.RUN_PROPOSALS):
        return
    in_it = isinstance(by, Account) and group.memberships.filter(account=by, to_at__isnull=True).exists()
    if not in_it:
        raise NotAllowed(f"You cannot speak for {group.speaks_for.words.lower()}: you are not in that group.")
