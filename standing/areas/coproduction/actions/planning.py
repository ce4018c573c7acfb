"""The items of a plan of action: what is done, by whom, by when; and that it was."""

from __future__ import annotations

from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.coproduction.actions.checking import check_open, checked_words, fresh, whoever
from standing.areas.coproduction.models import PlanItem, Proposal
from standing.areas.coproduction.permissions import check_can_mark_done, check_can_run
from standing.areas.guarding import check_text
from standing.areas.people.models import Account
from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability
from standing.areas.refusals import Refused
from standing.core.coproduction.proposing import About, State
from standing.core.guard.answering import Answer

LONGEST_ITEM = 300


@writing()
def add_item(
    *, by: Actor, proposal: Proposal, what: str, owner: Account, due_on: date, guard: Answer | None = None
) -> PlanItem:
    """Add something to do to a plan that is still open. People who had said what they think are asked again."""
    proposal = _plan(by, proposal)
    what = checked_words(what, "what", "Say what is to be done", LONGEST_ITEM)
    said = check_text({"what": ("What is to be done", what)}, guard).said
    if due_on < clock.today():
        raise Refused("That day is past. Choose a later day.", field="due_on")
    owner = Account.objects.get(pk=owner.pk)
    if not can(owner, Ability.SEE_PROPOSALS):
        raise Refused(
            f"{owner.name} has no role today, and could not see this. Choose another.", field="owner"
        )
    made = PlanItem.objects.create(proposal=proposal, what=what, owner=owner, due_on=due_on)
    words = {"item": made.pk, "what": what, "owner": owner.audit_name, "due_on": due_on, **said}
    record_event(by=by, action="add_item", subject=proposal.subject, words=words)
    return made


@writing()
def remove_item(*, by: Actor, item: PlanItem) -> None:
    """Take something out of a plan that is still open."""
    item = PlanItem.objects.select_related("proposal").get(pk=item.pk)
    proposal = _plan(by, item.proposal)
    words = {"item": item.pk, "what": item.what}
    item.delete()
    record_event(by=by, action="remove_item", subject=proposal.subject, words=words)


@writing()
def mark_done(*, by: Actor, item: PlanItem, done_on: date) -> PlanItem:
    """Say that something of an agreed plan was done: by whoever owns it, or whoever runs the plan."""
    item = PlanItem.objects.select_related("proposal").get(pk=item.pk)
    check_can_mark_done(by, item)
    if item.proposal.state != State.AGREED.value:
        raise Refused("This plan is not agreed. Only what was agreed can be done.")
    if item.done_on is not None:
        raise Refused("This is done already.")
    if done_on > clock.today():
        raise Refused("That day is still to come. Say when it was done.", field="done_on")
    item.done_on, item.done_by = done_on, whoever(by)
    item.save(update_fields=["done_on", "done_by"])
    words = {"item": item.pk, "done_on": done_on}
    record_event(by=by, action="mark_done", subject=item.proposal.subject, words=words)
    return item


def _plan(by: Actor, proposal: Proposal) -> Proposal:
    found = fresh(proposal)
    check_can_run(by, found.kind)
    check_open(found)
    if found.kind is not About.ACTION_PLAN:
        raise Refused("Only a plan of action has things to do.")
    return found
