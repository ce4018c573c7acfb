"""A change as the page shows it to somebody who is to sign it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from standing.areas.record.presenters import standing as words
from standing.areas.record.presenters.pairs import CLASS_WORDS
from standing.areas.record.presenters.records import by_when
from standing.areas.record.selectors.changes import ChangeInForce, ToSign
from standing.areas.record.selectors.previews import Effect
from standing.areas.record.selectors.records import PairOfRecord, RecordOfPerson
from standing.areas.record.words import day_in_words, reason_in_words
from standing.areas.standards.models import Standard
from standing.core.engine.explain import Because, Remedy
from standing.site.components.lists import Cell, Row, Table


@dataclass(frozen=True)
class SignPage:
    """A change, and what of the reader's own record it touches."""

    change: ChangeInForce
    record: RecordOfPerson
    owed: ToSign | None
    carried: Mapping[str, Sequence[Standard]] = field(default_factory=dict)
    """The old standards that were carried onto each of the change's, by its id."""

    @property
    def title(self) -> str:
        return self.change.first.title

    @property
    def rows(self) -> list[Row]:
        first = self.change.first
        rows = [
            Row("Subject", f"{first.subject}, version {first.version}"),
            Row("Kind", CLASS_WORDS[first.change_class]),
            Row("In force from", day_in_words(first.effective_on)),
        ]
        if self.owed is not None:
            rows.append(Row("When", by_when(self.owed)))
        return rows

    @property
    def paragraphs(self) -> list[str]:
        """What changed, as whoever issued it wrote it; nothing where it says something else of each standard."""
        texts = {row.what_changed for row in self.change.rows}
        text = self.change.first.what_changed if len(texts) == 1 else ""
        return [line.strip() for line in text.splitlines() if line.strip()]

    @property
    def of_each(self) -> Mapping[str, str]:
        """What changed in each standard, by its id, where that differs from standard to standard."""
        texts = {row.standard_id: row.what_changed for row in self.change.rows}
        return texts if len(set(texts.values())) > 1 else {}

    @property
    def settled(self) -> list[PairOfRecord]:
        """The pairs of the record for which this signature is owed today."""
        return [pair for pair in self.record.pairs if Remedy.SIGN in self._remedies(pair)]

    @property
    def unsettled(self) -> list[str]:
        """What the same change asks of the record beside a signature: signing does not settle it."""
        return [
            f"{words.standard_words(pair.standard, pair.context)}: "
            + " ".join(reason_in_words(each) for each in self._because(pair) if each.remedy != Remedy.SIGN)
            for pair in self.record.pairs
            if self._remedies(pair) - {Remedy.SIGN}
        ]

    def _because(self, pair: PairOfRecord) -> list[Because]:
        first = self.change.first
        mine = (first.subject, first.version)
        return [
            each
            for each in pair.explanation.because
            if each.change is not None and (each.change.subject, each.change.version) == mine
        ]

    def _remedies(self, pair: PairOfRecord) -> set[Remedy]:
        return {each.remedy for each in self._because(pair)}

    @property
    def touched(self) -> Table:
        """What signing settles of the record: for what was carried over, what it was and what changed."""
        carried = any(pair.standard.pk in self.carried for pair in self.settled)
        heads = [*(["You held"] if carried else []), "It is now" if carried else "Standard"]
        return Table(
            name="touched",
            caption="What you sign for",
            head=[*heads, *(["What changed"] if self.of_each else []), "Status today", "Expires"],
            rows=[self._row(pair, carried=carried) for pair in self.settled],
            stack=True,
            empty="No signature is owed for it on your record today. You may sign it all the same.",
        )

    def _row(self, pair: PairOfRecord, *, carried: bool) -> list[Cell | str]:
        olds = self.carried.get(pair.standard.pk, [])
        now = Cell(
            words.standard_words(pair.standard, pair.context),
            href=words.pair_href(self.record.person.ref, pair.standard.pk, pair.context),
        )
        return [
            *(["; ".join(str(old) for old in olds) or "The new edition itself"] if carried else []),
            now,
            *([self.of_each.get(pair.standard.pk, "")] if self.of_each else []),
            Cell(words.tag(pair.standing.status), narrow=True),
            words.expiry_words(pair.explanation),
        ]

    @staticmethod
    def still_owed(effects: Iterable[Effect]) -> list[str]:
        """What signing did not put right."""
        return [
            f"{words.standard_words(effect.standard, effect.context)}: "
            + " ".join(reason_in_words(item) for item in effect.after.because)
            for effect in effects
            if effect.after and effect.after.because
        ]
