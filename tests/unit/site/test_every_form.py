"""Every form of every area into which somebody can type words passes the guard, or stands here with the reason why not.

A form is found by reading the code of its area: fields that a form only makes for itself when it is made are found too.
"""

from __future__ import annotations

import ast
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType

import pytest
from django import forms
from django.conf import settings

from standing.site.forms import FilterForm, GuardedForm

TYPED = frozenset({"CharField", "TextField", "TextAreaField"})
"""What makes a field that somebody types words into; the functions of an area that return one are found besides."""

A_CODE = "a code, or a number of staff"
A_LABEL = "what something is called: a label that is read in lists, and matched"
A_NAME = "the name of somebody of staff, which is what is asked for"
A_STANDARD = "codes of standards"
AN_ADDRESS = "an address of the web"
OF_A_SHEET = "what a cell of somebody's own spreadsheet means: a unit, a role, a number or a day"
SEARCHED = "words that are looked for, and not kept"
LINES_OF_STAFF = "lines of staff: numbers, names, units, posts and days, of which each is matched or refused"

NOT_GUARDED: Mapping[str, str] = {
    "assessment.claims.OpenClaim.context": A_LABEL,
    "cover.registrations.RegistrationForm.number": A_CODE,
    "cover.registrations.WhoForm.ref": A_CODE,
    "cover.rotas.ChangePlaceForm.role": A_LABEL,
    "cover.rotas.PlaceForm.who": A_NAME,
    "cover.rotas.ShiftForm.ends_at": "a time of day",
    "cover.rotas.ShiftForm.name": A_LABEL,
    "cover.rotas.ShiftForm.starts_at": "a time of day",
    "cover.rules.LineForm.context": A_LABEL,
    "cover.rules.RuleForm.name": A_LABEL,
    "documents.Paste.text": "nothing of it is kept: what is found is shown, and the passage that is taken is guarded",
    "exchange.columns.ColumnsForm.*": A_STANDARD,
    "exchange.people.PeopleForm.*": OF_A_SHEET,
    "exchange.questions.QuestionsForm.*": OF_A_SHEET,
    "exchange.sheets.LayoutForm.headings": "the number of a row",
    "exchange.writing.StepsFilter.words": SEARCHED,
    "people.accounts.AccountForm.person": A_CODE,
    "people.accounts.ChangeAccountForm.name": A_NAME,
    "people.base.SearchForm.words": SEARCHED,
    "people.trail.TrailForm.*": SEARCHED,
    "people.workforce.ChangePostForm.*": A_LABEL,
    "people.workforce.PersonForm.ref": A_CODE,
    "people.workforce.PostForm.code": A_CODE,
    "people.workforce.RenamePersonForm.*": A_NAME,
    "people.workforce.RenameUnitForm.name": A_LABEL,
    "people.workforce.UnitForm.*": A_LABEL,
    "policies.feeds.SetSource.url": AN_ADDRESS,
    "profiles.CreateProfile.*": A_LABEL,
    "profiles.FindStandards.words": SEARCHED,
    "profiles.GroupForm.name": A_LABEL,
    "profiles.LineForm.context": A_LABEL,
    "record.assessors.DeclareForm.person": A_CODE,
    "record.changes.FilterChanges.standard": SEARCHED,
    "record.changes.NamedChange.subject": A_CODE,
    "record.changes.TermsOfChange.population": A_LABEL,
    "record.choosing.ChoosesStandards.words": SEARCHED,
    "record.joining.PasteForm.text": LINES_OF_STAFF,
    "record.refresh_rules.FilterRules.words": SEARCHED,
    "record.workforce.AddPerson.*": A_NAME,
    "record.workforce.FindPeople.words": SEARCHED,
    "record.workforce.JoinPopulation.population": A_LABEL,
    "revisions.crosswalks.SetContexts.*": A_LABEL,
    "revisions.rehearsals.ChooseNames.standard": SEARCHED,
    "revisions.rehearsals.RehearseLeaving.person": A_CODE,
}
"""Fields that do not pass the guard, as area, module, form and field, each with why nobody writes of a patient there.
A star stands for every field of a form. A new one needs a reason as good as these.
"""


def modules() -> Iterator[ModuleType]:
    """The modules of forms of every area."""
    for area in settings.AREAS:
        folder = import_module(f"standing.areas.{area}")
        names = [each.name for each in pkgutil.iter_modules(folder.__path__)]
        if "forms" in names:
            whole = import_module(f"standing.areas.{area}.forms")
            yield whole
            for each in pkgutil.iter_modules(getattr(whole, "__path__", [])):
                yield import_module(f"{whole.__name__}.{each.name}")


def called(node: ast.AST) -> str:
    """The name of what an expression calls, if it is a call."""
    if isinstance(node, ast.Call):
        return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return ""


def makers() -> frozenset[str]:
    """What makes a field to type into: the classes of such fields, those that an area derives from them, and every
    function of a forms module that returns one.
    """
    found = set(TYPED)
    for module in modules():
        own = [one for one in vars(module).values() if getattr(one, "__module__", "") == module.__name__]
        found |= {one.__name__ for one in own if isinstance(one, type) and issubclass(one, forms.CharField)}
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.FunctionDef) and any(called(one) in TYPED for one in ast.walk(node)):
                found.add(node.name)
    return frozenset(found)


def typed_into(form: type[forms.Form], makes: frozenset[str]) -> Iterator[str]:
    """The fields of a class of its own that somebody types words into, by name; made of a number, by its pattern."""
    (tree,) = ast.parse(inspect.getsource(form)).body
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            pairs = [(key, value) for key, value in zip(node.keys, node.values, strict=True) if key]
        elif isinstance(node, ast.Assign):
            pairs = [(target, node.value) for target in node.targets]
        else:
            continue
        for key, value in pairs:
            either = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
            if any(called(one) in makes for one in either):
                named = key.slice if isinstance(key, ast.Subscript) else key
                yield named.value if isinstance(named, ast.Constant) else ast.unparse(named)


def own_forms() -> Iterator[type[forms.Form]]:
    """Every class of a form that an area declares."""
    for module in modules():
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, forms.Form) and each.__module__ == module.__name__:
                yield each


def place_of(form: type[forms.Form]) -> str:
    """Where a form is declared, short: area, module, class."""
    return f"{form.__module__.removeprefix('standing.areas.').replace('.forms', '')}.{form.__name__}"


def not_guarded() -> dict[str, str]:
    """Every field to type into of a form that does not pass the guard, where it is declared, with such a form. The
    filters of a list are no such form: they are read from the address, and nothing is kept.
    """
    makes, found = makers(), {}
    for form in own_forms():
        if issubclass(form, GuardedForm | FilterForm):
            continue
        for kind in form.__mro__:
            if kind.__module__.startswith("standing.areas."):
                for name in typed_into(kind, makes):
                    found[f"{place_of(kind)}.{name}"] = place_of(form)
    return found


def is_excused(field: str) -> bool:
    """Whether a field stands among those that need not pass, by itself or with its whole form."""
    return field in NOT_GUARDED or f"{field.rpartition('.')[0]}.*" in NOT_GUARDED


def test_every_form_into_which_words_are_typed_passes_the_guard_or_says_why_not() -> None:
    forgotten = {field: form for field, form in not_guarded().items() if not is_excused(field)}
    assert not forgotten, (
        f"Derive these from GuardedForm and let their actions pass the guard, or say why not: {forgotten}"
    )


def test_no_reason_is_left_for_a_form_that_is_gone_or_guarded() -> None:
    there = not_guarded()
    whole = {f"{field.rpartition('.')[0]}.*" for field in there}
    assert sorted(set(NOT_GUARDED) - there.keys() - whole) == []


def test_reading_the_code_misses_no_field() -> None:
    makes = makers()
    for form in own_forms():
        read = {name for kind in form.__mro__ if kind.__module__.startswith("standing.areas.")
                for name in typed_into(kind, makes)}  # fmt: skip
        declared = {
            name
            for name, field in form.base_fields.items()
            if isinstance(field, forms.CharField)
            and isinstance(field.widget, forms.TextInput | forms.Textarea)
        }
        assert declared <= read, place_of(form)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("class F:\n    why = TextField(label='x')", ["why"]),
        ("class F:\n    def a(self):\n        self.fields['why'] = TextAreaField(label='x')", ["why"]),
        ("class F:\n    def a(self):\n        f = {'what': TextField(label='x')}", ["what"]),
        ("class F:\n    def a(self):\n        f = SelectField() if x else TextField(label='x')", ["f"]),
        ("class F:\n    day = DateField(label='x')", []),
    ],
)
def test_a_field_is_found_however_it_is_made(
    code: str, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspect, "getsource", lambda _: code)
    assert list(typed_into(forms.Form, TYPED)) == names
