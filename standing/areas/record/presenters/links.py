"""Links in the cell of a table: what can be done with its row."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from standing.site.components.lists import Cell


def actions_cell(links: Iterable[tuple[str, str]], what: str) -> Cell:
    """The links of a row as (text, address); `what` finishes each text for those who do not see the row."""
    drawn = [
        Markup(
            '<a class="nhsuk-link nhsuk-link--no-visited-state" href="{}">{}'
            '<span class="nhsuk-u-visually-hidden"> {}</span></a>'
        ).format(href, text, what)
        for text, href in links
    ]
    return Cell(Markup(" &nbsp; ").join(drawn) if drawn else "–")
