"""Changes of practice: proposed by an author, agreed by a clinical lead, put into force by the workforce lead.

What comes into force is a fact of the record, and goes through its door.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.guarding import check_text, passes_guard
from standing.areas.people.models import Account
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.policies.models import PolicyVersion, ProposedChange
from standing.areas.policies.previewing import preview
from standing.areas.record.actions import issue_change
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.standards.models import Standard
from standing.core.guard.answering import Answer
from standing.core.policies.lifecycle import ENDED
from standing.core.policies.observing import one_in
from standing.core.policies.proposals import (
    ASKS_A_QUESTION,
    CLASSES,
    Move,
    NoSuchMove,
    Question,
    State,
    after,
    lines_of,
)
from standing.core.rules.facts import CRITICAL, MINOR


def _of_policy(*, change: ProposedChange, **_: object) -> str:
    return change.version.policy.subject


_of_change = tells_of_refusals(_of_policy)

_SEED_BITS = 48


@dataclass(frozen=True)
class Terms:
    """What a change is: its class, what changed in words, the standards it touches, its days, whom it asks, and the
    question on it. `part` says what comes into force, where it is not all of the policy.
    """

    change_class: str
    what_changed: str
    standards: Collection[str]
    effective_on: date
    due_on: date | None = None
    population: str = ""
    part: str = ""
    question: Question | None = None


@writing()
@tells_of_refusals(lambda **given: given["version"].policy.subject)
def propose_change(
    *, by: Actor, version: PolicyVersion, terms: Terms, guard: Answer | None = None
) -> ProposedChange:
    """Propose what a version changes from a day: a draft, until it is sent to a clinical lead.

    `guard` is what the author said to what the guard found in the words. Raises `Refused` for terms that cannot be, or
    a version that has ended, and `MayIdentify`.
    """
    check_can(by, Ability.KEEP_POLICIES)
    if version.state_on(clock.today()) in ENDED:
        raise Refused(f"{version} is no longer in effect. Propose a change of its latest version.")
    said = _check(terms, guard)
    last = version.changes.order_by("-number").first()
    change = ProposedChange(version=version, number=last.number + 1 if last else 1)
    _write(by, change, terms)
    words = {"standards": sorted(terms.standards), "change_class": terms.change_class, **said}
    _tell(by, "propose_change", change, **words)
    return change


@writing()
@_of_change
def edit_change(
    *, by: Actor, change: ProposedChange, terms: Terms, guard: Answer | None = None
) -> ProposedChange:
    """Change what is proposed. It is a draft again: what was agreed is agreed anew, and whoever edits is its author."""
    check_can(by, Ability.KEEP_POLICIES)
    change = _moved(change, Move.EDIT)
    said = _check(terms, guard)
    change.agreed_by = change.agreed_at = None
    _write(by, change, terms)
    words = {"standards": sorted(terms.standards), "change_class": terms.change_class, **said}
    _tell(by, "edit_change", change, **words)
    return change


@writing()
@_of_change
def send_change(*, by: Actor, change: ProposedChange) -> ProposedChange:
    """Ask a clinical lead to agree the class. Raises `Refused` where it needs a question and has none."""
    check_can(by, Ability.KEEP_POLICIES)
    change = _moved(change, Move.SEND)
    if change.change_class in ASKS_A_QUESTION and change.asked is None:
        raise Refused(
            "A change of this class puts one question to whoever signs it: reading is not practice. Write it first.",
            field="question",
        )
    change.sent_at = clock.now()
    change.save()
    _tell(by, "send_change", change, change_class=change.change_class)
    return change


@writing()
@_of_change
def agree_class(*, by: Actor, change: ProposedChange) -> ProposedChange:
    """A clinical lead agrees the class that the author proposed: two different people. Raises `NotAllowed` for one."""
    check_can(by, Ability.AGREE_CHANGE)
    change = _moved(change, Move.AGREE)
    if not isinstance(by, Account) or change.proposed_by_id == by.pk:
        raise NotAllowed(
            "You cannot agree the class of a change that you proposed. Two people set it: ask another clinical lead."
        )
    change.agreed_by, change.agreed_at = by, clock.now()
    change.returned_why = ""
    change.save()
    _tell(by, "agree_change", change, change_class=change.change_class)
    return change


@writing()
@_of_change
@passes_guard(_of_policy, why="What should be different")
def return_change(*, by: Actor, change: ProposedChange, why: str) -> ProposedChange:
    """Send a change back to its author, saying why: by a clinical lead who does not agree the class, or by whoever
    would put it into force.
    """
    agreed = change.state == State.AGREED.value
    check_can(by, Ability.ISSUE_CHANGE if agreed else Ability.AGREE_CHANGE)
    change = _moved(change, Move.RETURN)
    if not why.strip():
        raise Refused("Say what should be different: its author reads that.", field="why")
    change.agreed_by = change.agreed_at = None
    change.returned_by = by if isinstance(by, Account) else None
    change.returned_at, change.returned_why = clock.now(), why.strip()
    change.save()
    _tell(by, "return_change", change, why=why.strip())
    return change


@writing()
@_of_change
def put_into_force(*, by: Actor, change: ProposedChange, seed: int | None = None) -> ProposedChange:
    """Put an agreed change into force, through the record's door: from its day it asks what its class asks.

    The draw of who is observed is seeded here, by chance unless a seed is given (the demonstration is the same each
    time). Raises `Refused` while its version is not published, or for a day before
    the version's first; and as `record.issue_change` does.
    """
    check_can(by, Ability.ISSUE_CHANGE)
    change = _moved(change, Move.PUT_INTO_FORCE)
    _check_published(change)
    asked = preview(by=by, change=change)
    subject, number = change.signed_as
    issue_change(
        by=by,
        subject=subject,
        version=number,
        title=change.title,
        standards=[standard.pk for standard in change.standards.all()],
        change_class=change.change_class,
        effective_on=change.effective_on,
        what_changed=change.what_changed,
        due_on=change.due_on,
        population=change.population,
    )
    change.seed = secrets.randbits(_SEED_BITS) if seed is None else seed
    change.group = one_in(len(asked.asked))
    change.put_into_force_by = by if isinstance(by, Account) else None
    change.put_into_force_at = clock.now()
    change.save()
    _tell(by, "put_change_into_force", change, seed=change.seed, one_in=change.group, asks=len(asked.asked))
    return change


@writing()
@_of_change
@passes_guard(_of_policy, why="Reason")
def discard_change(*, by: Actor, change: ProposedChange, why: str) -> ProposedChange:
    """Give up a change that was never in force. It stays in the list of those discarded."""
    check_can(by, Ability.KEEP_POLICIES)
    change = _moved(change, Move.DISCARD)
    if not why.strip():
        raise Refused("Say why it is discarded.", field="why")
    change.returned_why = why.strip()
    change.save()
    _tell(by, "discard_change", change, why=why.strip())
    return change


def _check(terms: Terms, guard: Answer | None) -> dict[str, object]:
    """What the guard's question was answered, for the trail. Raises `Refused` for what could not be put into force."""
    if terms.change_class not in CLASSES:
        raise Refused("Choose the class of the change.", field="change_class")
    if not terms.what_changed.strip():
        raise Refused("Say in words what changed: people read that before they sign.", field="what_changed")
    if not terms.standards:
        raise Refused(
            "A change needs at least one standard. Choose the standards it touches.", field="standards"
        )
    missing = set(terms.standards) - set(Standard.objects.in_bulk(terms.standards))
    if missing:
        raise Refused(
            f"There is no standard {', '.join(sorted(missing))} in the catalogue.", field="standards"
        )
    if terms.due_on is not None and terms.change_class in (MINOR, CRITICAL):
        raise Refused(
            "A minor change asks nothing and a safety alert asks at once. Neither has a last day.",
            field="due_on",
        )
    if terms.due_on is not None and terms.due_on < terms.effective_on:
        raise Refused("The last day to act comes after the day it takes effect.", field="due_on")
    asked = terms.question
    texts = {"what_changed": ("What changed", terms.what_changed)}
    if asked is not None:
        texts["question"] = ("Question", " ".join((asked.text, *asked.answers, asked.explanation)))
    return check_text(texts, guard).said


def _check_published(change: ProposedChange) -> None:
    version = change.version
    if version.published_on is None or version.effective_on is None:
        raise Refused(f"{version} is not published. Nobody can be asked to follow what they cannot read.")
    if change.effective_on < version.effective_on:
        raise Refused(
            f"{version} is in effect from {version.effective_on:%-d %B %Y}, and this change from an earlier day. "
            "Return it to its author."
        )
    if version.state_on(clock.today()) in ENDED:
        raise Refused(f"{version} is no longer in effect. Return the change to its author.")


def _moved(change: ProposedChange, move: Move) -> ProposedChange:
    """The change as it is now, in the state that a move leads to. Raises `Refused` where the table has no such move."""
    found = ProposedChange.objects.select_related("version__policy").get(pk=change.pk)
    try:
        found.state = after(State(found.state), move).value
    except NoSuchMove as none:
        raise Refused(str(none)) from none
    return found


def _write(by: Actor, change: ProposedChange, terms: Terms) -> None:
    question = terms.question
    change.part, change.change_class = terms.part.strip(), terms.change_class
    change.what_changed = terms.what_changed.strip()
    change.effective_on, change.due_on = terms.effective_on, terms.due_on
    change.population = " ".join(terms.population.split())
    change.question = question.text.strip() if question else ""
    change.answers = lines_of(question.answers) if question else ""
    change.right_answer = question.right if question else None
    change.explanation = question.explanation.strip() if question else ""
    change.proposed_by, change.proposed_at = by if isinstance(by, Account) else None, clock.now()
    change.save()
    change.standards.set(Standard.objects.in_bulk(terms.standards).values())


def _tell(by: Actor, action: str, change: ProposedChange, **words: object) -> None:
    subject, version = change.signed_as
    said = {"change": subject, "version": version, "state": change.state, **words}
    record_event(by=by, action=action, subject=change.version.policy.subject, words=said)
