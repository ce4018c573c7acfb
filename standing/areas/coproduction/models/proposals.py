"""What is put to people, whom it is put to, and what they said of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from standing.areas.coproduction.models.groups import Constituency, by_account
from standing.areas.people.models import Account
from standing.areas.policies.models import ProposedChange
from standing.areas.profiles.models import HowDecided, ProfileVersion, RoleProfile
from standing.areas.standards.models import Standard
from standing.core.coproduction.deciding import Stance, Way
from standing.core.coproduction.proposing import About, State
from standing.core.coproduction.record import Standpoint
from standing.core.policies.proposals import CLASSES

LONGEST_QUESTION, LONGEST_WORDS = 300, 2000


class Proposal(models.Model):
    """A question put to groups, about a draft of a profile, a local standard, a change of a policy or a plan.

    `put_at` is when people were asked for what they think of it: before that they are asked what matters to them.
    `decided_content` is the digest of what was decided, and `called` what it may be called.
    """

    question = models.CharField(max_length=LONGEST_QUESTION)
    purpose = models.TextField(help_text="what it is for, and what can change because of it (4Pi)")
    about = models.CharField(max_length=20)
    about_words = models.CharField(max_length=300, help_text="what it is about, as it was when it was opened")
    profile = models.ForeignKey(RoleProfile, null=True, on_delete=models.PROTECT, related_name="proposals")
    version = models.ForeignKey(
        ProfileVersion, null=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    standard = models.ForeignKey(Standard, null=True, on_delete=models.PROTECT, related_name="proposals")
    change = models.ForeignKey(ProposedChange, null=True, on_delete=models.PROTECT, related_name="proposals")
    wanted_class = models.CharField(max_length=20, blank=True)
    own_first = models.BooleanField(help_text="nobody sees what others said before they have said something")
    answer_by = models.DateField(null=True)
    opened_at = models.DateTimeField()
    opened_by = by_account()
    put_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, default=State.OPEN.value)
    closed_at = models.DateTimeField(null=True)
    closed_by = by_account()
    closed_why = models.TextField(blank=True)
    decided_content = models.CharField(max_length=64, blank=True)
    called = models.CharField(max_length=11, blank=True)

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(about__in=[one.value for one in About]), name="proposal_about_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="proposal_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(purpose=""), name="proposal_has_question_and_purpose"
            ),
            models.CheckConstraint(
                condition=Q(about=About.PROFILE.value, profile__isnull=False, standard=None, change=None)
                | Q(about=About.LOCAL_STANDARD.value, standard__isnull=False, profile=None, change=None)
                | Q(about=About.POLICY_CHANGE.value, change__isnull=False, profile=None, standard=None)
                & Q(wanted_class__in=CLASSES)
                | Q(about=About.ACTION_PLAN.value, profile=None, standard=None, change=None),
                name="proposal_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.NOT_AGREED.value) | ~Q(closed_why=""),
                name="proposal_not_agreed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.AGREED.value) | ~Q(decided_content="") & ~Q(called=""),
                name="agreed_proposal_says_what_and_how",
            ),
            models.CheckConstraint(
                condition=Q(called__in=[how.value for how in HowDecided]),
                name="proposal_called_by_a_known_word",
            ),
            models.UniqueConstraint(
                fields=("version",), condition=Q(state=State.OPEN.value), name="version_has_one_open_proposal"
            ),
        )

    def __str__(self) -> str:
        return self.question

    @property
    def subject(self) -> str:
        """How the audit trail names it."""
        return f"proposal:{self.pk}"

    def get_absolute_url(self) -> str:
        """The page that everybody sees of it."""
        return reverse("coproduction:proposal", args=[self.pk])

    @property
    def kind(self) -> About:
        return About(self.about)

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN.value


class Invitation(models.Model):
    """A group was asked, with the quorum and the way of deciding that it had then."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="invitations")
    constituency = models.ForeignKey(Constituency, on_delete=models.PROTECT, related_name="invitations")
    quorum = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=12)
    invited_at = models.DateTimeField()
    invited_by = by_account()

    class Meta:
        ordering = ("constituency",)
        constraints = (
            models.UniqueConstraint(fields=("proposal", "constituency"), name="constituency_invited_once"),
            models.CheckConstraint(condition=Q(quorum__gte=1), name="invitation_has_a_quorum"),
            models.CheckConstraint(
                condition=Q(way__in=[way.value for way in Way]), name="invited_to_a_known_way_of_agreeing"
            ),
        )

    @property
    def speaks_for(self) -> Standpoint:
        return self.constituency.speaks_for


class Position(models.Model):
    """What a member said of a proposal, for one group, of its content as it was (`content` is its digest).

    Rows are never changed but by an answer to an objection and what came of it; a member who changes their mind says it
    in another row, and `is_latest` leaves the old one.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="positions")
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="positions")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="positions")
    stance = models.CharField(max_length=21)
    reason = models.TextField(blank=True)
    content = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    is_latest = models.BooleanField(default=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = by_account()
    still_stands = models.BooleanField(default=True)
    settled_at = models.DateTimeField(
        null=True, help_text="when the member said whether their objection stands after the answer"
    )

    class Meta:
        ordering = ("given_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("proposal", "account"), condition=Q(is_latest=True), name="member_has_one_position"
            ),
            models.CheckConstraint(
                condition=Q(stance__in=[one.value for one in Stance]), name="position_of_a_known_stance"
            ),
            models.CheckConstraint(
                condition=Q(stance=Stance.SUPPORTS.value) | ~Q(reason=""), name="objection_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(still_stands=True)
                | Q(stance=Stance.OBJECTS.value, settled_at__isnull=False) & ~Q(answer=""),
                name="only_an_answered_objection_is_withdrawn",
            ),
        )

    @property
    def is_objection(self) -> bool:
        return self.stance == Stance.OBJECTS.value

    @property
    def waits_for_an_answer(self) -> bool:
        return self.is_latest and self.is_objection and not self.answer


class PlanItem(models.Model):
    """Something to do of a plan of action: what, who answers for it, by when; and when it was done."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="items")
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="plan_items")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_by = by_account()

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (models.CheckConstraint(condition=~Q(what=""), name="plan_item_says_what"),)
