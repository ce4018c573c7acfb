"""The forms of administration: what they ask, in the reader's words. What may be is for the actions to say."""

from standing.areas.people.forms.accounts import (
    AccountForm,
    ChangeAccountForm,
    CloseAccountForm,
    EndRoleForm,
    PasswordForm,
    RoleForm,
)
from standing.areas.people.forms.base import ActionForm, ConfirmForm, SearchForm
from standing.areas.people.forms.trail import TrailForm
from standing.areas.people.forms.workforce import (
    ChangePostForm,
    MoveUnitForm,
    PersonForm,
    PostForm,
    RenamePersonForm,
    RenameUnitForm,
    UnitForm,
)

__all__ = [
    "AccountForm",
    "ActionForm",
    "ChangeAccountForm",
    "ChangePostForm",
    "CloseAccountForm",
    "ConfirmForm",
    "EndRoleForm",
    "MoveUnitForm",
    "PasswordForm",
    "PersonForm",
    "PostForm",
    "RenamePersonForm",
    "RenameUnitForm",
    "RoleForm",
    "SearchForm",
    "TrailForm",
    "UnitForm",
]
