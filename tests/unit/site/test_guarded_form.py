"""The one way in which a box about practice asks what the guard found."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.template import engines

from standing.areas.guarding import MayIdentify, check_text, passes_guard, words_not_typed
from standing.core.guard import Kind, find_in_text
from standing.core.guard.answering import Said, about
from standing.site.forms import GuardedForm, TextAreaField, TextField


class Account(GuardedForm):
    what = TextAreaField(label="What happened")
    where = TextField(label="Where", required=False)


def sent(**answers: str) -> Account:
    data = QueryDict(mutable=True)
    data.update(answers)
    form = Account(data)
    form.is_valid()
    return form


def write(form: Account) -> dict[str, object]:
    """What a view does: gives the action the answer, and shows what it found."""
    try:
        return check_text({"what": ("What happened", form.cleaned_data["what"])}, form.guard_answer).said
    except MayIdentify as found:
        form.ask_about(found.findings)
        return {"asked": True}


def test_nothing_is_asked_where_nothing_was_found() -> None:
    form = sent(what="A calm shift.")
    assert write(form) == {}
    assert form.findings == ()
    assert "What is it?" not in str(form)


def test_what_was_found_is_shown_and_asked() -> None:
    form = sent(what="I sat with Mrs Okonkwo")
    assert write(form) == {"asked": True}
    page = str(form)
    assert Said.STAFF.words in page
    assert "Look at what was found" in page
    page_with_it = engines["jinja2"].from_string('{% from "site/guard.html" import found %}{{ found(form) }}')
    shown = page_with_it.render({"form": form})
    assert "M•• ••••••o" in shown
    assert "Okonkwo" not in shown


def test_an_answer_is_carried_and_told() -> None:
    text = "I sat with Mrs Okonkwo"
    found = about(find_in_text(text, where="What happened"))
    form = sent(what=text, guard_said="staff", guard_about=found)
    assert write(form) == {"may_identify": ["a name"], "answered": "staff"}
    assert form.cleaned_data == {"what": text, "where": ""}, "what the action takes, and no more"


def test_an_answer_to_other_findings_is_taken_back() -> None:
    found = about(find_in_text("I sat with Mrs Okonkwo", where="What happened"))
    form = sent(what="She lives at LS6 2AB", guard_said="staff", guard_about=found)
    assert write(form) == {"asked": True}
    assert [one.kind for one in form.findings] == [Kind.POSTCODE]
    assert "checked" not in str(form)


def test_an_answer_that_is_none_of_these_is_refused() -> None:
    assert not sent(what="x", guard_said="yes", guard_about="x").is_valid()


class Grown(Account):
    """A form that makes a field for itself when it is made."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.fields["more"] = TextField(label="More", required=False)


def test_the_question_comes_after_fields_that_a_form_makes_for_itself() -> None:
    form = Grown({"what": "I sat with Mrs Okonkwo", "guard_about": "of something else"})
    form.is_valid()
    assert list(form.fields)[-3:] == ["more", "guard_said", "guard_about"]


@passes_guard(lambda **_: "a test", words="Words")
def keep(*, by: str, words: Any) -> str:
    """What an action does that is given words."""
    return f"{by} wrote"


@pytest.mark.parametrize(
    "words", ["Calm\nNHS 943 476 5919", ["Calm", "NHS 943 476 5919"], {"a": "Calm", "b": "NHS 943 476 5919"}]
)
def test_words_are_looked_through_whether_they_are_one_text_or_several(words: Any) -> None:
    with pytest.raises(MayIdentify) as refused:
        keep(by="Ines", words=words)
    assert [one.words for one in refused.value.findings] == [
        "Words, line 2: this looks like it holds an NHS number (9•• ••• •••9)"
    ]


def test_words_that_nobody_types_are_not_looked_through() -> None:
    with words_not_typed():
        assert keep(by="Ines", words="NHS 943 476 5919.xlsx") == "Ines wrote"
    with pytest.raises(MayIdentify):
        keep(by="Ines", words="NHS 943 476 5919.xlsx")
    assert keep(by="Ines", words=None) == "Ines wrote"
