"""A claim assessed: begun, judged criterion by criterion, and more evidence asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass

from standing.areas.assessment.actions.claims import of_claim
from standing.areas.assessment.actions.moving import account_of, check_move, fresh, make_move
from standing.areas.assessment.actions.writing_about import Answer, check_text
from standing.areas.assessment.models import Claim, Criterion, Judgement
from standing.areas.assessment.permissions import parties_of
from standing.areas.assessment.working import criteria_list_of, criteria_of
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.people.checks import checked_text
from standing.areas.refusals import Refused
from standing.core.assessing.judging import Vacs
from standing.core.assessing.states import Move, State

LONGEST_WORDS = 2000


@dataclass(frozen=True)
class Judged:
    """What the assessor found of the evidence for one criterion, and why if they say so."""

    vacs: Vacs
    note: str = ""


@writing()
@tells_of_refusals(of_claim)
def begin_assessing(*, by: Actor, claim: Claim) -> Claim:
    """The assessor begins with a claim that was submitted, or takes up again one that was returned to them."""
    claim = fresh(claim)
    move = Move.TAKE_UP if claim.at is State.RETURNED else Move.BEGIN
    make_move(by=by, claim=claim, move=move, action="begin_assessing")
    return claim


@writing()
@tells_of_refusals(of_claim)
def judge_evidence(
    *, by: Actor, claim: Claim, judged: Mapping[int | None, Judged], answer: Answer | None = None
) -> Claim:
    """Say of each criterion, by its key (None: of the scope, where there are no criteria), whether its evidence is
    valid, authentic, current and sufficient. Those not named stay as they were judged.

    Raises `Refused` for what is no criterion of this claim, and `MayIdentify` for a note nobody has answered for.
    """
    claim = fresh(claim)
    parties = parties_of(by, claim)
    check_move(by, claim, Move.JUDGE, parties)
    criteria = _criteria_judged(claim, judged)
    if not judged:
        raise Refused("Judge at least one of the criteria.")
    notes = {
        str(key): (f"Note on {criteria[key].number if key is not None else 'the scope'}", one.note)
        for key, one in judged.items()
    }
    checked = check_text(notes, answer)
    for row in _written(by, claim, judged):
        if row.note:
            checked.keep(by, row.subject)
    said = {
        criteria[key].number if key is not None else "scope": one.vacs.lacks or "holds"
        for key, one in judged.items()
    }
    make_move(
        by=by,
        claim=claim,
        move=Move.JUDGE,
        action="judge_evidence",
        parties=parties,
        said={"judged": said, **checked.said},
    )
    return claim


_PARTS = ("valid", "authentic", "current", "sufficient", "note", "judged_at", "hidden_at")


def _written(by: Actor, claim: Claim, judged: Mapping[int | None, Judged]) -> list[Judgement]:
    """The rows of what was judged: those that this assessor wrote before are written over."""
    account = account_of(by)
    there = {row.criterion_id: row for row in claim.judgements.filter(judged_by=account)}
    rows = []
    for key, one in judged.items():
        row = there.get(key) or Judgement(claim=claim, criterion_id=key, judged_by=account)
        values = (*astuple(one.vacs), _note(one.note), clock.now(), None)
        for name, value in zip(_PARTS, values, strict=True):
            setattr(row, name, value)
        rows.append(row)
    Judgement.objects.bulk_create([row for row in rows if row.pk is None])
    if again := [row for row in rows if row.criterion_id in there]:
        Judgement.objects.bulk_update(again, _PARTS)
    return rows


def _criteria_judged(claim: Claim, judged: Mapping[int | None, Judged]) -> dict[int, Criterion]:
    found = criteria_list_of(claim.standard_id)
    criteria = {one.pk: one for one in criteria_of(found)}
    if found is None and set(judged) - {None}:
        raise Refused(f"{claim.standard_id} has no criteria in use any more. Reload the page.")
    if found is not None and (None in judged or set(judged) - set(criteria)):
        raise Refused(f"{claim.standard_id} is judged by its own criteria now. Reload the page.")
    return criteria


def _note(text: str) -> str:
    return checked_text(text, field="note", what="the note", longest=500) if text.strip() else ""


@writing()
@tells_of_refusals(of_claim)
def ask_for_more(*, by: Actor, claim: Claim, words: str, answer: Answer | None = None) -> Claim:
    """The assessor says what else is needed: the claim goes back to the practitioner with those words."""
    claim = fresh(claim)
    kept = words.strip()
    if not kept:
        raise Refused("Say what else is needed: the practitioner reads just this.", field="words")
    if len(kept) > LONGEST_WORDS:
        raise Refused(
            f"Shorten this: it has {len(kept):,} characters, and {LONGEST_WORDS:,} fit.", field="words"
        )
    checked = check_text({"words": ("What else is needed", kept)}, answer)
    step = make_move(
        by=by, claim=claim, move=Move.ASK_FOR_MORE, action="ask_for_more", words=kept, said=checked.said
    )
    checked.keep(by, step.subject)
    return claim
