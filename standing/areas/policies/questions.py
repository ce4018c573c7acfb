"""The part that policies have in signing: the question on a change, its answers, and the draw of who is observed."""

from __future__ import annotations

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.policies.actions.drawing import draw_signer
from standing.areas.policies.models import Answer, ProposedChange
from standing.areas.record.at_signing import Asked
from standing.areas.record.models import Signature
from standing.areas.record.permissions import check_can_for_person
from standing.areas.refusals import Refused
from standing.core.policies.proposals import State


def change_signed_as(subject: str, version: int) -> ProposedChange | None:
    """The change in force that is signed as this version of a subject. None for one that came another way."""
    codes = {subject, subject.rpartition(".")[0]} - {""}
    found = ProposedChange.objects.filter(
        state=State.IN_FORCE.value, version__number=version, version__policy__code__in=codes
    ).select_related("version__policy")
    return next((change for change in found if change.signed_as == (subject, version)), None)


class Questions:
    """Takes part in signing (`record.at_signing`)."""

    def question(self, subject: str, version: int) -> Asked | None:
        """The question on a change, without which of its answers is right."""
        change = change_signed_as(subject, version)
        asked = change.asked if change else None
        return Asked(asked.text, asked.answers) if asked else None

    @writing()
    def answer(self, *, by: Actor, person: Person, subject: str, version: int, answer: int) -> str:
        """Keep an answer. Why another one is right, where it is; a person answers only for themself."""
        check_can_for_person(by, Ability.SIGN_CHANGE, person)
        change = change_signed_as(subject, version)
        asked = change.asked if change else None
        if change is None or asked is None or not 0 <= answer < len(asked.answers):
            raise Refused("The question is another one by now. Reload the page.")
        given = Answer.objects.create(
            change=change, person=person, at=clock.now(), answer=answer, is_right=answer == asked.right
        )
        words = {"change": subject, "version": version, "person": person.ref, "answer": asked.answers[answer]}
        record_event(
            by=by,
            action="answer_question",
            subject=change.version.policy.subject,
            words=words | {"right": "yes" if given.is_right else "no"},
        )
        return "" if given.is_right else f"That is not it. {asked.explanation} Answer again."

    def check_answered(self, person: Person, subject: str, version: int) -> None:
        """Raises `Refused` while the person has not answered rightly."""
        change = change_signed_as(subject, version)
        if change is None or change.asked is None:
            return
        if not change.answers_given.filter(person=person, is_right=True).exists():
            raise Refused("Answer the question on the change first: reading is not practice.", field="answer")

    def signed(self, by: Actor, signature: Signature) -> None:
        """Draw whether whoever signed is observed in practice, from the seed of the change and their place."""
        change = change_signed_as(signature.subject, signature.version)
        if change is not None:
            draw_signer(by, change, signature)
