"""The one way in which a box about practice asks what the guard found."""

from __future__ import annotations

from django.http import QueryDict

from standing.areas.guarding import MayIdentify, check_text
from standing.core.guard import find_in_text
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
    assert "What was found" not in form.as_p()


def test_what_was_found_is_shown_and_asked() -> None:
    form = sent(what="I sat with Mrs Okonkwo")
    assert write(form) == {"asked": True}
    page = str(form)
    assert "What happened: this looks like it holds a name (M•• ••••••o)" in page
    assert Said.STAFF.words in page
    assert "The check looks for some patterns only" in page
    assert "Okonkwo (" not in page
    assert "Where (optional)" in page


def test_an_answer_is_carried_and_told() -> None:
    text = "I sat with Mrs Okonkwo"
    found = about(find_in_text(text, where="What happened"))
    form = sent(what=text, guard_said="staff", guard_about=found)
    assert write(form) == {"may_identify": ["a name"], "answered": "staff"}


def test_an_answer_to_other_findings_is_taken_back() -> None:
    found = about(find_in_text("I sat with Mrs Okonkwo", where="What happened"))
    form = sent(what="She lives at LS6 2AB", guard_said="staff", guard_about=found)
    assert write(form) == {"asked": True}
    assert "a postcode" in str(form)
    assert "checked" not in str(form)


def test_an_answer_that_is_none_of_these_is_refused() -> None:
    assert not sent(what="x", guard_said="yes", guard_about="x").is_valid()
