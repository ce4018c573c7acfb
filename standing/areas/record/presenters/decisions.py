"""Recording and correcting a decision: what is asked of a person, and what a decision would change."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from standing.areas.people.models import Person
from standing.areas.record.models import Decision
from standing.areas.record.presenters import standing as words
from standing.areas.record.selectors.previews import Effect
from standing.areas.record.selectors.records import RecordOfPerson
from standing.areas.record.words import OUTCOME_WORDS, day_in_words, reason_in_words
from standing.areas.standards.models import Standard
from standing.core.engine.explain import Explanation
from standing.core.rules import facts
from standing.site.components.lists import Cell, Row, Table


@dataclass(frozen=True)
class Offered:
    """A standard a decision may be recorded on."""

    id: str
    title: str
    has_rule: bool


def people_table(people: Iterable[Person]) -> Table:
    """People to choose among."""
    return Table(
        name="people",
        caption="People you may record a decision about",
        head=["Name", "Staff number"],
        rows=[
            [Cell(person.name, href=reverse("record:choose_standard", args=[person.ref])), person.ref]
            for person in people
        ],
        hide_caption=True,
        empty="Nobody you may record a decision about has these words in their name or staff number. "
        "You may decide about the people of your units, and not about yourself.",
    )


def required_table(record: RecordOfPerson) -> Table:
    """The standards asked of a person, those that wait first."""
    pairs = [pair for pair in record.pairs if pair.is_required]
    return Table(
        name="required",
        caption="Standards asked for",
        head=["Standard", "Status", "Why", "Expires"],
        rows=[
            [
                Cell(
                    words.standard_words(pair.standard, pair.context),
                    href=record_href(record.person, pair.standard.pk, pair.context),
                ),
                Cell(words.tag(pair.standing.status), narrow=True),
                words.short_reasons(pair.standing.reasons),
                words.expiry_words(pair.explanation),
            ]
            for pair in pairs
        ],
        stack=True,
        empty="No standard is asked of this person today. Search for one below.",
    )


def offered_table(person: Person, offered: Collection[Offered]) -> Table:
    """The standards a search found."""
    return Table(
        name="found",
        caption="Standards found",
        head=["Standard", "Title", "Can be decided"],
        rows=[
            [
                Cell(one.id, href=record_href(person, one.id) if one.has_rule else ""),
                one.title,
                "Yes" if one.has_rule else "Not yet: it has no refresh rule",
            ]
            for one in offered
        ],
        stack=True,
        empty="No standard of the catalogue answers these words. Try others, or the code.",
    )


def record_href(person: Person, standard: str, context: str = "") -> str:
    """The address where a decision about a person and a standard is recorded."""
    address = reverse("record:decide", args=[person.ref, standard])
    return f"{address}?{urlencode({'context': context})}" if context else address


def decision_rows(person: Person, standard: Standard, fact: facts.Decision, evidence: str) -> list[Row]:
    """A decision as entered, in words."""
    rows = [
        Row("Person", f"{person.name} ({person.ref})"),
        Row("Standard", words.standard_words(standard)),
        Row("Outcome", OUTCOME_WORDS[fact.outcome]),
        Row("Day of the decision", day_in_words(fact.decided_on)),
        Row("Practice as of", day_in_words(fact.practice)),
        Row("Context", fact.context or "General: everywhere"),
    ]
    if fact.outcome == facts.MET:
        given = day_in_words(fact.expires_on) if fact.expires_on else "As the refresh rule gives"
        rows.append(Row("Expires on", given))
    return [*rows, Row("Where the evidence is kept", evidence or "Not given")]


def kept_rows(row: Decision) -> list[Row]:
    """A decision of the record, in words."""
    fact = facts.Decision(
        decision=row.decision,
        person=row.person.ref,
        standard=row.standard_id,
        outcome=row.outcome,
        decided_on=row.decided_on,
        context=row.context,
        held_from=row.held_from,
        practice_as_of=row.practice_as_of,
        expires_on=row.expires_on,
    )
    return decision_rows(row.person, row.standard, fact, row.evidence)


def effects_table(effects: Iterable[Effect], *, today: str = "Today") -> Table:
    """Each pair before and after."""
    return Table(
        name="effects",
        caption="What changes",
        head=["Standard", today, "After this", "Why", "Expires"],
        rows=[_effect(effect) for effect in effects if effect.changes],
        stack=True,
        empty="Nothing changes today: neither a status, nor a reason, nor an expiry.",
    )


def _effect(effect: Effect) -> list[Cell | str]:
    after = effect.after
    return [
        words.standard_words(effect.standard, effect.context),
        _status(effect.before),
        _status(after),
        Cell(words.bullets(reason_in_words(item) for item in after.because)) if after else "",
        words.expiry_words(after) if after else "",
    ]


def _status(explanation: Explanation | None) -> Cell | str:
    return Cell(words.tag(explanation.standing.status), narrow=True) if explanation else "Not in the record"


def counts_again(effects: Iterable[Effect]) -> list[str]:
    """The standards that count again."""
    return [
        words.standard_words(effect.standard, effect.context) for effect in effects if effect.counts_again
    ]


def stops_counting(effects: Iterable[Effect]) -> list[str]:
    """The standards that count no more."""
    return [
        words.standard_words(effect.standard, effect.context)
        for effect in effects
        if effect.before
        and effect.before.standing.counts
        and not (effect.after and effect.after.standing.counts)
    ]
