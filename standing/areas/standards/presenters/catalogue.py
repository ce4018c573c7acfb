"""The list of standards: results, counts, pages and filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict

from standing.areas.standards.forms import CatalogueForm
from standing.areas.standards.presenters.words import (
    LOCAL_TAG,
    Tag,
    href,
    said_when,
    short_name_of,
    status_tag,
)
from standing.core.browsing import Asked, Found, browse
from standing.core.catalogue import Statement
from standing.core.holdings import Holdings
from standing.site.components.lists import Counts, Filter, Pages, counts_of, filters_on

A_PAGE = 20


@dataclass(frozen=True)
class Result:
    """A standard in the list."""

    name: str
    title: str
    href: str
    summary: str
    tag: Tag | None
    said: str
    why: str


@dataclass(frozen=True)
class CatalogueList:
    """The page of the list that is asked for."""

    results: list[Result]
    counts: Counts
    pages: Pages
    on: list[Filter]
    words: str
    kept: list[tuple[str, str]]
    """The filters that are on, as names and values, for the search box to keep."""

    clear_href: str


def present_catalogue(holdings: Holdings, form: CatalogueForm, query: QueryDict, today: str) -> CatalogueList:
    """What the list shows for this form; a field that was wrong asks nothing, and its message says so."""
    asked = _asked(form)
    found = browse(holdings, asked, today)
    page = Paginator(found, A_PAGE).get_page(query.get("page"))
    words_only = QueryDict(mutable=True)
    if asked.words:
        words_only["q"] = asked.words
    return CatalogueList(
        results=[_result(each) for each in page.object_list],
        counts=counts_of(page, "standard", "standards"),
        pages=Pages.of(page, query),
        on=filters_on(query, _words_of_filters(form)),
        words=asked.words,
        kept=[(name, value) for name in _FILTERS for value in query.getlist(name) if value],
        clear_href=f"?{words_only.urlencode()}",
    )


_FILTERS = {"suite": "Suite", "status": "Status", "kind_of_work": "Kind of work", "works_with": "Works with"}


def _asked(form: CatalogueForm) -> Asked:
    form.is_valid()
    given: dict[str, Any] = form.cleaned_data
    return Asked(
        words=given.get("q") or "",
        suites=[given["suite"]] if given.get("suite") else [],
        statuses=given.get("status") or [],
        kinds_of_work=[given["kind_of_work"]] if given.get("kind_of_work") else [],
        works_with=given.get("works_with") or [],
    )


def _words_of_filters(form: CatalogueForm) -> dict[tuple[str, str], str]:
    words = {}
    for name, called in _FILTERS.items():
        for value, text in form.fields[name].choices:  # type: ignore[attr-defined]
            if value:
                words[name, value] = f"{called}: {text.partition(':')[0] if name == 'kind_of_work' else text}"
    return words


def _result(found: Found) -> Result:
    return Result(
        name=short_name_of(found.standard),
        title=found.standard.title,
        href=href(found.standard.id),
        summary=found.summary,
        tag=_tag(found),
        said=_said_of(found),
        why=found_words(found.why),
    )


def _tag(found: Found) -> Tag | None:
    if found.standard.is_local:
        return LOCAL_TAG
    return status_tag(found.said.status) if found.said else None


def _said_of(found: Found) -> str:
    if found.standard.is_local:
        return "set by this service for itself"
    return (
        f"according to the {_said(found.said)}" if found.said else "No source has said whether it is current"
    )


def _said(said: Statement) -> str:
    """The source and its date, which the name of some sources says already."""
    when = said_when(said)
    return said.source if said.source.endswith(when) else f"{said.source}, {when}"


_PLACES = {
    "code": "its code",
    "title": "the title",
    "summary": "our summary",
    "aliases": "its other names",
    "facets": "what it is filed under",
    "related": "the standards before or after it",
}


def found_words(why: str) -> str:
    """Why a search found a standard, as a sentence: "“tablets” (for “medication”) in our summary".

    `why` names fields and words as the search gives them: `title: plan; summary: tablets (medication)`.
    """
    places = (part.partition(": ") for part in why.split("; ") if part)
    return "; ".join(f"{_quoted(words)} in {_PLACES.get(field, field)}" for field, _, words in places)


def _quoted(words: str) -> str:
    """Each word in quotation marks, with the word typed where that was another."""
    found = (word.partition(" (") for word in words.split(", "))
    return ", ".join(
        f"“{written}” (for “{typed.removesuffix(')')}”)" if typed else f"“{written}”"
        for written, _, typed in found
    )
