"""A shape for each status, drawn in the colour of the text around it and hidden from screen readers: the
word is beside it.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from standing.site.components import status

# Each is told from the others by its outline alone, at 16 pixels and in black and white.
_DRAWN = {
    # a full disc with a tick
    "current": '<circle cx="10" cy="10" r="9" fill="currentColor"/>'
    '<path d="M5.5 10.5l3 3 6-7" class="app-shape__mark"/>',
    # a triangle with a stroke to notice
    "due": '<path d="M10 1.5L19 18H1z" fill="currentColor"/>'
    '<path d="M10 7v5M10 14.4v1.6" class="app-shape__mark"/>',
    # a disc half used up
    "grace": '<circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2"/>'
    '<path d="M10 2a8 8 0 0 1 0 16z" fill="currentColor"/>',
    # a full square with a cross
    "not_current": '<path d="M1.5 1.5h17v17h-17z" fill="currentColor"/>'
    '<path d="M6 6l8 8M14 6l-8 8" class="app-shape__mark"/>',
    # an arrow on its way
    "in_progress": '<path d="M2 7h8V2l9 8-9 8v-5H2z" fill="currentColor"/>',
    # an empty ring
    "not_held": '<circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-dasharray="4 2.3"/>',
}


def shape(name: str) -> Markup:
    """Return the picture of a status. Raises `KeyError` for a word that is no status."""
    size = 'viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false"'
    css = f"app-shape app-shape--{name.replace('_', '-')}"
    return Markup(f'<svg class="{css}" {size}>{_DRAWN[name]}</svg>')  # noqa: S704 - only the fixed drawings above


def status_tag(name: str, hidden_text: str = "") -> Markup:
    """Return the tag of a status: its shape and its word in its colour. `hidden_text` is read out after the word."""
    look = status.look(name)
    more = (
        Markup('<span class="nhsuk-u-visually-hidden"> {}</span>').format(hidden_text) if hidden_text else ""
    )
    return Markup(
        '<span class="app-status app-status--{}">{}<span class="app-status__word">{}</span>{}</span>'
    ).format(look.css, shape(name), escape(look.word), more)
