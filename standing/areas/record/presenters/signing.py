"""A change as the page shows it to somebody who is to sign it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from standing.areas.record.presenters import standing as words
from standing.areas.record.presenters.pairs import CLASS_WORDS
from standing.areas.record.presenters.records import by_when
from standing.areas.record.selectors.changes import ChangeInForce, ToSign
from standing.areas.record.selectors.previews import Effect
from standing.areas.record.selectors.records import RecordOfPerson
from standing.areas.record.words import day_in_words, reason_in_words
from standing.site.components.lists import Cell, Row, Table


@dataclass(frozen=True)
class SignPage:
    """A change, and what of the reader's own record it touches."""

    change: ChangeInForce
    record: RecordOfPerson
    owed: ToSign | None

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
        """What changed, as whoever issued it wrote it."""
        return [line.strip() for line in self.change.first.what_changed.splitlines() if line.strip()]

    @property
    def touched(self) -> Table:
        """The standards of the record that the change touches."""
        touched = {row.standard_id for row in self.change.rows}
        return Table(
            name="touched",
            caption="What it touches of your record",
            head=["Standard", "Status today", "Expires"],
            rows=[
                [
                    Cell(
                        words.standard_words(pair.standard, pair.context),
                        href=words.pair_href(self.record.person.ref, pair.standard.pk, pair.context),
                    ),
                    Cell(words.tag(pair.standing.status), narrow=True),
                    words.expiry_words(pair.explanation),
                ]
                for pair in self.record.pairs
                if pair.standard.pk in touched
            ],
            stack=True,
            empty="It touches no standard of your record today. You may sign it all the same.",
        )

    @staticmethod
    def still_owed(effects: Iterable[Effect]) -> list[str]:
        """What signing did not put right."""
        return [
            f"{words.standard_words(effect.standard, effect.context)}: "
            + " ".join(reason_in_words(item) for item in effect.after.because)
            for effect in effects
            if effect.after and effect.after.because
        ]
