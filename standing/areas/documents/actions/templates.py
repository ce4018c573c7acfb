"""The organisation's own Word template for job descriptions."""

from __future__ import annotations

import hashlib

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.documents.models import WordTemplate
from standing.areas.documents.permissions import check_can_keep_template
from standing.areas.documents.word.template import problems_of
from standing.areas.people.models import Account
from standing.areas.refusals import Refused

SUBJECT = "template:job-description"
LONGEST_NAME = 200


class CannotBeTemplate(Refused):
    """A file lacks what a template needs. `problems` are all that was found, each in words that say what to do."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problems), field="file")


@writing()
def replace_template(*, by: Actor, name: str, content: bytes) -> WordTemplate:
    """Write job descriptions into this template from now on. What was issued stays as it is.

    Raises `CannotBeTemplate` with everything that is missing.
    """
    check_can_keep_template(by)
    name = name.replace("\\", "/").rsplit("/", 1)[-1].strip()[-LONGEST_NAME:]
    problems = problems_of(name, content)
    if problems:
        raise CannotBeTemplate(problems)
    WordTemplate.objects.filter(in_use=True).update(in_use=False)
    made = WordTemplate.objects.create(
        name=name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        added_at=clock.now(),
        added_by=by if isinstance(by, Account) else None,
    )
    words = {"name": name, "sha256": made.sha256}
    record_event(by=by, action="replace_template", subject=SUBJECT, words=words)
    return made


@writing()
def go_back_to_default(*, by: Actor) -> None:
    """Write job descriptions into the template that comes with Standing again. Raises `Refused` where they are."""
    check_can_keep_template(by)
    found = WordTemplate.objects.filter(in_use=True).first()
    if found is None:
        raise Refused("Job descriptions are written into the template that comes with Standing already.")
    found.in_use = False
    found.save(update_fields=["in_use"])
    words = {"instead_of": found.name, "sha256": found.sha256}
    record_event(by=by, action="go_back_to_default", subject=SUBJECT, words=words)
