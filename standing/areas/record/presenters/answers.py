"""A record and a team as plain values, for commands and whoever scripts against them."""

from __future__ import annotations

from typing import Any

from standing.areas.record.models import Decision
from standing.areas.record.selectors.records import PairOfRecord, RecordOfPerson
from standing.areas.record.selectors.teams import Team
from standing.areas.record.words import reason_in_words, remedies_in_words


def record_answer(record: RecordOfPerson) -> dict[str, Any]:
    """A person's record on a day: every standard asked for or held, why it stands as it does, and its evidence."""
    return {
        "person": record.person.ref,
        "name": record.person.name,
        "at": record.at,
        "known_on": record.known_on,
        "works_in": [
            {"unit": place.unit.code, "role": place.assignment.role, "title": place.title}
            for place in record.places
        ],
        "standards": [_pair(pair) for pair in record.pairs],
    }


def _pair(pair: PairOfRecord) -> dict[str, Any]:
    standing = pair.standing
    return {
        "standard": pair.standard.pk,
        "title": pair.standard.title,
        "local": pair.standard.is_local,
        "context": pair.context,
        "required_by": list(pair.required_by),
        "status": standing.status,
        "counts": standing.counts,
        "reasons": list(standing.reasons),
        "reasons_in_words": [reason_in_words(because) for because in pair.explanation.because],
        "expires_on": standing.expires_on,
        "restore": remedies_in_words(pair.explanation) if standing.status != "current" else [],
        "evidence": [_decision(row) for row in pair.decisions],
    }


def _decision(row: Decision) -> dict[str, Any]:
    return {
        "decision": row.decision,
        "context": row.context,
        "outcome": row.outcome,
        "decided_on": row.decided_on,
        "held_from": row.held_from or row.decided_on,
        "practice_as_of": row.practice_as_of or row.decided_on,
        "expires_on": row.expires_on,
        "evidence": row.evidence,
        "source": row.source,
        "recorded_on": row.recorded_on,
        "recorded_by": row.recorded_by.name if row.recorded_by else None,
        "corrects": row.replaces.decision if row.replaces else None,
        "carried_from": row.carried_from.decision if row.carried_from else None,
        "assessor_unknown": row.assessor_unknown,
    }


def team_answer(team: Team) -> dict[str, Any]:
    """A team's matrix on a day, with its figure and who was left out of it."""
    return {
        "unit": team.unit.code,
        "at": team.at,
        "people": [person.ref for person in team.people],
        "standards": list(dict.fromkeys(standard.pk for standard, _ in team.columns)),
        "cells": [
            {
                "person": cell.person.ref,
                "standard": cell.standard.pk,
                "context": cell.context,
                "status": cell.standing.status,
                "reasons": list(cell.standing.reasons),
            }
            for cell in team.cells
        ],
        "compliance": {
            "counting": team.compliance.counting,
            "of": team.compliance.of,
            "left_out": [
                {
                    "person": cell.person.ref,
                    "standard": cell.standard.pk,
                    "context": cell.context,
                    "why": cell.left_out,
                }
                for cell in team.compliance.left_out
            ],
        },
        "local": list(dict.fromkeys(standard.pk for standard, _ in team.columns if standard.is_local)),
    }
