"""Standards chosen by typing their codes or by searching the catalogue, on one page and without scripts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from standing.areas.record.forms.base import NOT_DEMANDED, ActionForm
from standing.core.holdings import Holdings
from standing.core.resolve import resolve
from standing.core.search import search
from standing.site.forms import CheckboxesField, HiddenField, RadiosField, TextAreaField, TextField
from standing.site.forms.look import Look

PICKER = ("standards", "words", "found")
"""The fields of the choice, in the order in which they are shown."""

MOST_FOUND = 12
"""How many standards a search offers."""


class ChoosesStandards(ActionForm):
    """A form with a question for standards. `self.chosen()` are their ids, once the form is valid.

    `standards` takes codes; `words` are looked for in the catalogue and what is `found` can be ticked. Sending the form
    with words that were not looked for yet looks for them instead: nothing typed is lost either way.
    """

    many = True
    none_needed = False
    standards_label = "Standards"
    field_order: tuple[str, ...] = PICKER

    def __init__(self, data: Any = None, *args: Any, holdings: Holdings, **options: Any) -> None:
        self.holdings = holdings
        data = data.copy() if data is not None else None
        finding = data is not None and _wants_search(data)
        if data is not None and finding:
            _keep_ticked(data, many=self.many)
        options["judge"] = options.get("judge", True) and not finding
        super().__init__(data, *args, **options)
        self.looked_for = data.get("words", "").strip() if data is not None else ""
        if data is not None:
            data["searched"] = self.looked_for
        self._add_fields()

    def _add_fields(self) -> None:
        typed = TextAreaField if self.many else TextField
        self.fields["standards"] = typed(
            label=self.standards_label,
            hint="Codes, one on each line. For example, MH20@2013"
            if self.many
            else "A code. For example, MH20@2013",
            required=False if self.none_needed else NOT_DEMANDED,
            look=Look(rows=4) if self.many else Look(width=20),
        )
        self.fields["words"] = TextField(
            label="Search the catalogue", required=NOT_DEMANDED, look=Look(size="s")
        )
        self.fields["searched"] = HiddenField(required=False)
        offered = self._offered()
        if offered:
            choose = CheckboxesField if self.many else RadiosField
            self.fields["found"] = choose(
                label=self._offered_as(),
                choices=offered,
                required=NOT_DEMANDED,
                look=Look(size="s"),
            )

        self.order_fields(self.field_order)

    def _offered(self) -> list[tuple[str, str]]:
        if not self.looked_for:
            return []
        hits = search(self.holdings.index, self.looked_for, MOST_FOUND)
        return [(hit.id, self.titled(hit.id)) for hit in hits]

    def _offered_as(self) -> str:
        return f"Found for “{self.looked_for}”"

    @property
    def found_none(self) -> bool:
        """Whether a search was made and nothing answers."""
        return bool(self.looked_for) and "found" not in self.fields

    def clean_standards(self) -> list[str]:
        """The ids of the codes typed. A code may be any way a standard is written."""
        text = self.cleaned_data["standards"]
        lines = text.replace(",", "\n").splitlines() if self.many else [text]
        found, refused = [], []
        for line in filter(None, (line.strip() for line in lines)):
            resolved = resolve(line, self.holdings.catalogue)
            if resolved.standard is None:
                could_be = f"It could be {', '.join(resolved.candidates)}." if resolved.candidates else ""
                also = could_be or "Search the catalogue for it."
                refused.append(f"“{line}” is no standard we know. {resolved.why} {also}")
            else:
                found.append(resolved.standard)
        if refused:
            raise forms.ValidationError(refused)
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "standards" in self.errors:
            return cleaned
        ticked = cleaned.get("found") or []
        chosen = dict.fromkeys(
            [*cleaned.get("standards", []), *([ticked] if isinstance(ticked, str) else ticked)]
        )
        if not chosen and not self.none_needed:
            self.add_error("standards", "Enter a code, or search the catalogue and choose what you find")
        if len(chosen) > 1 and not self.many:
            self.add_error("standards", f"Choose one standard: here are {' and '.join(chosen)}")
        cleaned["chosen"] = list(chosen)
        return cleaned

    def chosen(self) -> list[str]:
        """The ids chosen, each once, in the order given."""
        found: list[str] = self.cleaned_data["chosen"]
        return found

    def titled(self, standard: str) -> str:
        """A standard's id and title, and that it is local if it is."""
        held = self.holdings.catalogue.by_id[standard]
        return f"{standard} {held.title}{' (local)' if held.is_local else ''}"


def _wants_search(data: Any) -> bool:
    words = data.get("words", "").strip()
    return "find" in data or (bool(words) and words != data.get("searched", "").strip())


def _keep_ticked(data: Any, *, many: bool) -> None:
    """Before another search, what was ticked joins the codes typed."""
    ticked = data.getlist("found") if isinstance(data, MultiValueDict) else []
    if not ticked:
        return
    typed = [line for line in data.get("standards", "").splitlines() if line.strip()]
    kept = dict.fromkeys([*typed, *ticked]) if many else dict.fromkeys(ticked)
    data["standards"] = "\n".join(kept)
    data.setlist("found", [])
