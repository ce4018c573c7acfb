"""Two records of one person made one, and two again: what concerns the person and their account.

The facts follow in the record, which lies above: `record.actions.merge_people` and `split_people` are the whole of it.
"""

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, Said, record_events, writing
from standing.areas.people.checks import checked_text
from standing.areas.people.merging import forget_merges
from standing.areas.people.models import Account, Merge, Person
from standing.areas.people.permissions import NotAllowed, check_can
from standing.areas.people.roles import Ability
from standing.areas.refusals import Refused

MERGE, SPLIT = "merge_people", "split_people"


@writing()
def note_merge(*, by: Actor, kept: Person, merged: Person, why: str) -> Merge:
    """Note that `merged` is another record of `kept`, who keeps their name and number; the account comes along.

    Raises `NotAllowed`, and `Refused` for what `check_can_be_merged` finds.
    """
    kept, merged = _fresh(kept), _fresh(merged)
    check_can_be_merged(by=by, kept=kept, merged=merged)
    why = checked_text(why, field="why", what="why the two are one person", longest=500)
    account = account_to_come(kept, merged)
    if account is not None:
        _give(account, kept)
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])
    merge = Merge.objects.create(
        kept=kept,
        merged=merged,
        account=account,
        merged_on=clock.today(),
        merged_at=clock.now(),
        merged_by=by if isinstance(by, Account) else None,
        why=why,
    )
    forget_merges()
    _say(by, MERGE, merge, why)
    return merge


@writing()
def note_split(*, by: Actor, merge: Merge, why: str) -> Merge:
    """Note that a merge was wrong: the two are two again, and the account goes back to whom it came from.

    Raises `NotAllowed`, and `Refused` for a merge that was split before.
    """
    check_can(by, Ability.MERGE_RECORDS)
    why = checked_text(why, field="why", what="why the two are not one person", longest=500)
    merge = Merge.objects.select_related("kept", "merged", "account").get(pk=merge.pk)
    if merge.split_on is not None:
        raise Refused("These two records were split before. Reload the page to see how they stand now.")
    _check_not_own(by, merge.kept.kept, merge.merged)
    merge.merged.merged_into = None
    merge.merged.save(update_fields=["merged_into"])
    if merge.account is not None:
        _give(merge.account, merge.merged)
    merge.split_on, merge.split_at, merge.split_why = clock.today(), clock.now(), why
    merge.split_by = by if isinstance(by, Account) else None
    merge.save(update_fields=["split_on", "split_at", "split_why", "split_by"])
    forget_merges()
    _say(by, SPLIT, merge, why)
    return merge


def check_can_be_merged(*, by: Actor, kept: Person, merged: Person) -> None:
    """Raises `NotAllowed` for whoever may not, and for one's own record; `Refused` for one record twice, for one merged
    already, and for two accounts.
    """
    check_can(by, Ability.MERGE_RECORDS)
    if kept.pk == merged.pk:
        raise Refused("These are one record already. Choose two.", field="other")
    for person in (kept, merged):
        if person.merged_into is not None:
            raise Refused(
                f"{person.ref} was merged into {person.kept.ref} before. Choose that one.", field="other"
            )
    _check_not_own(by, kept, merged)
    _check_accounts(kept, merged)


def account_to_come(kept: Person, merged: Person) -> Account | None:
    """The account of the merged record, where the kept one has none: it comes along."""
    if Account.objects.filter(person=kept).exists():
        return None
    return Account.objects.filter(person=merged).first()


def _check_accounts(kept: Person, merged: Person) -> None:
    """A person has one account. A closed one of the merged record stays where it is; an open one would be lost."""
    if not Account.objects.filter(person=merged, is_active=True).exists():
        return
    of_kept = Account.objects.filter(person=kept).first()
    if of_kept is None:
        return
    if of_kept.is_active:
        raise Refused(
            f"{kept.ref} and {merged.ref} each have an account, and a person has one. Ask an administrator to close "
            "one of them, then merge that record into the other.",
            field="other",
        )
    raise Refused(
        f"The account of {kept.ref} is closed, and that of {merged.ref} is in use. Keep {merged.ref} instead, "
        "so that they can still sign in.",
        field="other",
    )


def _check_not_own(by: Actor, *people: Person) -> None:
    if isinstance(by, Account) and by.person_id in {person.pk for person in people}:
        raise NotAllowed("You cannot merge or split a record of your own. Ask another workforce lead.")


def _give(account: Account, person: Person) -> None:
    account.person = person
    account.save(update_fields=["person"])


def _fresh(person: Person) -> Person:
    return Person.everybody.select_related("merged_into").get(pk=person.pk)


def _say(by: Actor, action: str, merge: Merge, why: str) -> None:
    """One event of the merge, and one for each of the two, so that whoever looks for either finds it."""
    words = {
        "kept": merge.kept.ref,
        "merged": merge.merged.ref,
        "account": merge.account.email if merge.account else None,
        "why": why,
    }
    subjects = [merge.subject, f"person:{merge.kept.ref}", f"person:{merge.merged.ref}"]
    record_events(by=by, said=[Said(action, subject, words) for subject in subjects])
