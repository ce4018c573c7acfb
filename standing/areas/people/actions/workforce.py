"""People, as files and commands name them, and the posts they can hold. Who works where is a fact of the
record.
"""

from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.checks import checked_code, checked_ref, checked_text
from standing.areas.people.models import Person, Post, Unit
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.refusals import Refused


@writing()
def add_person(*, by: Actor, ref: str, given_name: str, family_name: str) -> Person:
    """Add somebody whose competence is recorded. Raises `Refused` for a reference used already, in any case
    of letters.
    """
    check_can(by, Ability.KEEP_PEOPLE)
    ref = checked_ref(ref)
    taken = Person.everybody.filter(ref__iexact=ref).first()
    if taken is not None:
        raise Refused(
            f"The staff number {taken.ref} is that of {taken.name}. "
            "Two people are never one: check the number.",
            field="ref",
        )
    given_name, family_name = _names(given_name, family_name)
    person = Person.objects.create(ref=ref, given_name=given_name, family_name=family_name)
    record_event(by=by, action="add_person", subject=subject_of_person(person), words={"name": person.name})
    return person


@writing()
def rename_person(*, by: Actor, person: Person, given_name: str, family_name: str) -> Person:
    """Give a person another name. Their reference stays, and with it everything recorded about them."""
    check_can(by, Ability.KEEP_PEOPLE)
    person = Person.objects.get(pk=person.pk)
    before = person.name
    person.given_name, person.family_name = _names(given_name, family_name)
    if person.name == before:
        raise Refused(f"The person is called {before} already.", field="given_name")
    person.save(update_fields=["given_name", "family_name"])
    words = {"before": before, "after": person.name}
    record_event(by=by, action="rename_person", subject=subject_of_person(person), words=words)
    return person


@writing()
def add_post(*, by: Actor, code: str, title: str, unit: Unit, role: str) -> Post:
    """Add a slot in a unit; `role` is the code of the role profile it asks for. Raises `Refused` for a code
    used already.
    """
    check_can(by, Ability.KEEP_PEOPLE)
    code = checked_code(code, field="code", what="the post’s code")
    taken = Post.objects.filter(code__iexact=code).first()
    if taken is not None:
        raise Refused(
            f"The code {taken.code} is that of the post {taken.title}. Choose another.", field="code"
        )
    title, role = _post_parts(title, role)
    post = Post.objects.create(code=code, title=title, unit=unit, role=role)
    words = {"title": title, "unit": unit.code, "role": role}
    record_event(by=by, action="add_post", subject=subject_of_post(post), words=words)
    return post


@writing()
def change_post(*, by: Actor, post: Post, title: str, role: str) -> Post:
    """Change a post's title or the role it asks for, for whoever comes into it next.

    Somebody in the post already keeps the role they were assigned in until the record says otherwise: what
    was asked of them then is a fact.
    """
    check_can(by, Ability.KEEP_PEOPLE)
    post = Post.objects.get(pk=post.pk)
    before = {"title": post.title, "role": post.role}
    post.title, post.role = _post_parts(title, role)
    after = {"title": post.title, "role": post.role}
    if after == before:
        raise Refused("Nothing is different. Change the title or the role.", field="title")
    post.save(update_fields=["title", "role"])
    words = {"before": before, "after": after}
    record_event(by=by, action="change_post", subject=subject_of_post(post), words=words)
    return post


def subject_of_person(person: Person) -> str:
    """How the audit trail names a person."""
    return f"person:{person.ref}"


def subject_of_post(post: Post) -> str:
    """How the audit trail names a post."""
    return f"post:{post.code}"


def _names(given_name: str, family_name: str) -> tuple[str, str]:
    return (
        checked_text(given_name, field="given_name", what="the given name", longest=100),
        checked_text(family_name, field="family_name", what="the family name", longest=100),
    )


def _post_parts(title: str, role: str) -> tuple[str, str]:
    return (
        checked_text(title, field="title", what="the post’s title"),
        checked_code(role, field="role", what="the role profile’s code", example="ward-nurse"),
    )
