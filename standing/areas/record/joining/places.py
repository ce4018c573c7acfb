"""The units, roles and posts that a paste may name, by their codes or in the words people use for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Post, Unit
from standing.areas.people.permissions import scope_of
from standing.areas.people.roles import Ability
from standing.areas.record.joining.paste import fold
from standing.areas.record.loading import known
from standing.areas.record.models import Requirement


@dataclass(frozen=True)
class RoleFound:
    """The code of a role and, where posts are kept for it in the unit, the one that somebody goes into."""

    role: str
    post: Post | None

    @property
    def title(self) -> str:
        """What it is called: the post's title, where there is one, else the code of the role."""
        return self.post.title if self.post else self.role


class Places:
    """Every unit, and which of them an account may add to or move into; every role that is known. Three queries."""

    def __init__(self, by: Actor, ability: Ability) -> None:
        self.scope = scope_of(by, ability, clock.today())
        self.units = list(Unit.objects.order_by("path"))
        self.posts = list(Post.objects.select_related("unit").order_by("code"))
        required = known(Requirement.objects.all(), None).values_list("role", flat=True)
        self.roles = sorted({*required.distinct(), *(post.role for post in self.posts)})

    def unit(self, text: str) -> Unit:
        """The unit of this code or name. Raises ValueError, in the same words for one out of reach and for none."""
        wanted = fold(text)
        found = [unit for unit in self.units if unit.code.casefold() == text.casefold()]
        found = found or [unit for unit in self.units if fold(unit.name) == wanted]
        reached = [unit for unit in found if self.scope.covers(unit)]
        if not reached:
            raise ValueError(f"found “{text}”, which is no unit of yours; expected {self._units_in_words()}")
        if len(reached) > 1:
            codes = ", ".join(unit.code for unit in reached)
            raise ValueError(f"found “{text}”, which {len(reached)} units are called; write a code: {codes}")
        return reached[0]

    def role(self, text: str, unit: Unit) -> RoleFound:
        """The role of this code, or that the posts of this title or code have. Raises ValueError unless it is one."""
        wanted = fold(text)
        here = [post for post in self.posts if post.unit_id == unit.pk]
        named = [post for post in here if post.code.casefold() == text.casefold()]
        named = named or [post for post in here if fold(post.title) == wanted or fold(post.role) == wanted]
        if named:
            return self._one_post(text, named)
        roles = {role for role in self.roles if fold(role) == wanted}
        roles = roles or {post.role for post in self.posts if fold(post.title) == wanted}
        if len(roles) == 1:
            return RoleFound(roles.pop(), None)
        if roles:
            raise ValueError(
                f"found “{text}”, which is several roles; write one of {', '.join(sorted(roles))}"
            )
        raise ValueError(f"found “{text}”, which is no role here; expected {_some(self.roles)}")

    def _one_post(self, text: str, posts: Collection[Post]) -> RoleFound:
        if len(posts) == 1:
            (post,) = posts
            return RoleFound(post.role, post)
        codes = ", ".join(f"{post.code} ({post.title})" for post in posts)
        raise ValueError(
            f"found “{text}”, which {len(posts)} posts there are; write the code of one: {codes}"
        )

    def _units_in_words(self) -> str:
        return _some([unit.name for unit in self.units if self.scope.covers(unit)])


def _some(names: Iterable[str], most: int = 6) -> str:
    """The names there are to choose among, or the first of them."""
    found = list(names)
    if not found:
        return "one, but there is none yet"
    shown = ", ".join(found[:most])
    return f"one of {shown}" + (f" and {len(found) - most} more" if len(found) > most else "")
