"""The second step: what each course of the file means."""

from __future__ import annotations

from functools import cached_property

from standing.core.catalogue import LOCAL as LOCAL_SUITE
from standing.core.catalogue import Standard
from standing.core.formats.matrix import (
    Together,
)
from standing.core.moving_in.journey.reading import Reading
from standing.core.moving_in.journey.service import Label
from standing.core.moving_in.labels import (
    LOCAL,
    STANDARD,
    Target,
    apart,
    label_key,
    suggest_targets,
)

FIRST_EDITION = "1"


class Columns(Reading):
    """A file whose courses are told."""

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """Every course the file names, in the order in which it does."""
        headed = (label_key(each.label) for layout in self.read for each in layout.columns if each.label)
        seen: dict[str, list[Together]] = {name: [] for name in headed}
        for each in self.said:
            seen.setdefault(label_key(each.label), []).append(each)
        remembered = self.service.remembered.labels
        return tuple(
            Label(
                name,
                cells[0].label,
                len(cells),
                tuple(dict.fromkeys(each.sheet for each in cells)),
                tuple(dict.fromkeys(each.entries[0].words for each in cells[:20]))[:3],
                suggest_targets(cells[0].label, self.service.holdings, remembered),
            )
            for name, cells in seen.items()
            if cells
        )

    @cached_property
    def targets(self) -> dict[str, Target]:
        """What each label means, where that is answered or remembered; local competences by the id they have or get."""
        found = dict[str, Target]()
        for label in self.labels:
            target = Target.of(self.answers.labels.get(label.key, "")) or label.suggestions.answer
            if target is not None and self._exists(target):
                found[label.key] = self._standard(target)
        return found

    def _exists(self, target: Target) -> bool:
        return target.kind != STANDARD or target.name in self.service.holdings.catalogue.by_id

    def _standard(self, target: Target) -> Target:
        """A local competence as the standard it is or will be."""
        if target.kind != LOCAL:
            return target
        held = self.service.holdings.catalogue.by_code.get(target.name, ())
        return Target(STANDARD, held[0].id if held else f"{target.name}@{FIRST_EDITION}")

    @cached_property
    def open_labels(self) -> tuple[Label, ...]:
        return tuple(label for label in self.labels if label.key not in self.targets)

    @cached_property
    def new_standards(self) -> dict[str, Standard]:
        """The local competences that would be made, by id, titled as the file first writes them."""
        found: dict[str, Standard] = {}
        for label in self.labels:
            target = self.targets.get(label.key)
            if target and target.name and target.name not in self.service.holdings.catalogue.by_id:
                code, _, edition = target.name.partition("@")
                found.setdefault(target.name, Standard(target.name, code, edition, label.label, LOCAL_SUITE))
        return found

    def likely(self) -> dict[str, Target]:
        """What a form may have filled in for each label: no two labels the same new local competence."""
        codes: set[str] = set()
        found: dict[str, Target] = {}
        for label in self.labels:
            answered = self.answers.labels.get(label.key, "")
            likely = label.suggestions.likely
            target = Target.of(answered) or (likely.target if likely else None)
            if target is None:
                continue
            if (
                not answered
                and target.kind == LOCAL
                and target.name not in self.service.holdings.catalogue.by_code
            ):
                target = Target(LOCAL, apart(codes, target.name))
            codes.add(target.name)
            found[label.key] = target
        return found
