"""The page on which a claim on an old edition goes on with a new one: what its evidence covers there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from standing.areas.assessment.transfers import ToTransfer
from standing.areas.record.presenters.standing import standard_words
from standing.areas.revisions.selectors.transitions import OldClaim
from standing.areas.standards.presenters.words import short_name_of
from standing.core.assessing.evidence import Kind
from standing.site.components.lists import Table
from standing.site.dates import long_day

FINISH = (
    "Finish it on the old edition: it can be assessed on {old} up to {day}. For that you do nothing here."
)
OVER = "{day} was the last day on which it could be assessed on {old}."
TRANSFER = (
    "Or go on with the new edition: the old claim is closed today and a new one opened, with the evidence that is "
    "attached. It stays with the old claim too."
)
ON_SCOPE = (
    "Only title and scope of it are held here, not its criteria: which of them your evidence covers already, compare "
    "in the texts you hold. It is assessed on scope only, and the decision says so."
)
ALIKE = "An assessor judges all of them, also those that have the words they had before."


@dataclass(frozen=True)
class Covers:
    """A new standard, and what of it the evidence of a claim would cover: in words and, by criterion, as a table."""

    title: str
    words: str
    table: Table | None = None


def claim_words(one: OldClaim) -> list[str]:
    """What somebody chooses between, before a claim is transferred."""
    words = OVER if one.is_over else FINISH
    said = words.format(old=short_name_of(one.claim.standard), day=long_day(one.last_assessment_on))
    return [said, TRANSFER]


def covers(one: OldClaim) -> list[Covers]:
    """What the evidence of a claim would cover of each new standard; of one without claims that are worked on here,
    that its texts have to be compared.
    """
    if not one.transfers:
        return [Covers(standard_words(target), ON_SCOPE) for target in one.targets]
    return [_covers(each) for each in one.transfers]


def _covers(one: ToTransfer) -> Covers:
    where = f" ({one.claim.context})" if one.claim.context else ""
    title = f"{standard_words(one.target)}{where}"
    number = len(one.serves)
    pieces = f"{number} piece{'' if number == 1 else 's'} of evidence go{'es' if number == 1 else ''} along."
    if not one.criteria:
        return Covers(title, f"{pieces} {ON_SCOPE}")
    return Covers(title, f"{pieces} {covered_in_words(one)} {ALIKE}", _table(one))


def covered_in_words(one: ToTransfer) -> str:
    """How many criteria of the new standard are covered by evidence, in a sentence."""
    return f"{len(one.covered)} of {len(one.criteria)} criteria are covered already."


def short(one: OldClaim) -> str:
    """The same of all the new standards, in a few words."""
    said = [
        f"{short_name_of(each.target)}: {len(each.covered)} of {len(each.criteria)} criteria"
        if each.criteria
        else f"{short_name_of(each.target)}: on scope only"
        for each in one.transfers
    ]
    return "; ".join(said) or "On scope only"


def _table(one: ToTransfer) -> Table:
    return Table(
        name=f"covers-{one.claim.pk}-{one.target.pk}".replace("@", "-"),
        caption=f"Criteria of {short_name_of(one.target)}",
        head=("Criterion", "Its words", "Your evidence"),
        rows=[(each.number, each.text, _pieces(one, each.pk) or "New: to be shown") for each in one.criteria],
        stack=True,
    )


def _pieces(one: ToTransfer, criterion: int) -> str:
    kept: Sequence[str] = [
        f"{Kind(attachment.evidence.kind).words} of {long_day(attachment.evidence.made_on)}"
        for attachment, criteria in one.serves
        if any(each.pk == criterion for each in criteria)
    ]
    return f"Covered: {'; '.join(kept)}" if kept else ""
