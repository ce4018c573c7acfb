"""What was observed of somebody's practice after they signed a change. It changes nobody's standing."""

from __future__ import annotations

from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.guarding import check_text
from standing.areas.people.models import Account
from standing.areas.people.roles import Ability
from standing.areas.policies.models import Observation
from standing.areas.record.permissions import check_can_for_person
from standing.areas.refusals import Refused
from standing.core.guard.answering import Answer


@writing()
@tells_of_refusals(lambda **given: given["observation"].subject)
def record_observation(
    *,
    by: Actor,
    observation: Observation,
    observed_on: date,
    follows: bool,
    note: str = "",
    guard: Answer | None = None,
) -> Observation:
    """Whether the person's practice follows the change, as seen on a day. Nobody observes themself.

    Where it does not, `note` says what was seen; `guard` is what the author said to what the guard found in it. Raises
    `NotAllowed`, `MayIdentify` or `Refused`.
    """
    observation = Observation.objects.select_related("person__merged_into").get(pk=observation.pk)
    check_can_for_person(by, Ability.OBSERVE, observation.person)
    if observation.observed_on is not None:
        raise Refused(f"They were observed on {observation.observed_on:%-d %B %Y} already. Reload the page.")
    if not observation.signed_on <= observed_on <= clock.today():
        raise Refused("Give the day you saw it: between their signature and today.", field="observed_on")
    if not follows and not note.strip():
        raise Refused("Say what you saw, without anything about a patient.", field="note")
    said = check_text({"note": ("What you saw", note)}, guard).said
    observation.observed_on, observation.follows, observation.note = observed_on, follows, note.strip()
    observation.observed_by = by if isinstance(by, Account) else None
    observation.save()
    words = {
        "person": observation.person.ref,
        "on": observed_on,
        "follows": "yes" if follows else "no",
        **said,
    }
    record_event(
        by=by, action="record_observation", subject=observation.subject, words=words | {"note": note.strip()}
    )
    return observation
