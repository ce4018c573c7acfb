"""The Word template in use."""

from __future__ import annotations

from standing.areas.audit.actors import Actor
from standing.areas.documents.models import WordTemplate
from standing.areas.documents.permissions import check_can_see
from standing.areas.documents.word.default import default_template


def template_in_use(*, by: Actor) -> WordTemplate | None:
    """The organisation's own template, or None where ours is used."""
    check_can_see(by)
    return WordTemplate.objects.filter(in_use=True).select_related("added_by").first()


def template_content(*, by: Actor) -> bytes:
    """The template that job descriptions are written into now."""
    own = template_in_use(by=by)
    return bytes(own.content) if own is not None else default_template()
