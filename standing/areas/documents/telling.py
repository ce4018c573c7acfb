"""What this area tells on the page of a profile's version: its documents, and words of its own to think about."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from standing.areas.audit.actions import Actor
from standing.areas.documents.permissions import can_suggest
from standing.areas.documents.presenters.documents import Link, wording_rows
from standing.areas.documents.selectors.versions import document_version
from standing.areas.profiles.told_beside import Section


class ProfileAside:
    """Where the documents of a version are; for whoever changes it, what it might say better."""

    def sections(self, account: Actor, version_id: int) -> Iterator[Section]:
        """Its documents, and where it can be changed what there is to think about."""
        version = document_version(account, version_id)
        place = [version.code, version.number]
        links = [
            Link("Job description and person specification", reverse("documents:document", args=place)),
            Link("In plain words, on one page", reverse("documents:plain", args=place)),
        ]
        changes = version.is_draft and can_suggest(account)
        if changes:
            paste = reverse("documents:paste", args=[version.code])
            links.append(Link("Find standards from an existing job description", paste))
        yield Section("Documents", "documents/told_documents.html", {"links": links})
        wording = wording_rows(version) if changes else []
        if wording:
            yield Section("Words to think about", "documents/told_wording.html", {"wording": wording})
