"""What is asked on the way of a file into the service: each step a form, and each question once for a whole column."""

from standing.areas.exchange.forms.columns import ColumnsForm
from standing.areas.exchange.forms.people import PeopleForm
from standing.areas.exchange.forms.questions import QuestionsForm, group_words
from standing.areas.exchange.forms.sheets import LayoutForm, SheetsForm, WorkbookForm
from standing.areas.exchange.forms.writing import RetractForm, StepsFilter, WriteForm

__all__ = [
    "ColumnsForm",
    "LayoutForm",
    "PeopleForm",
    "QuestionsForm",
    "RetractForm",
    "SheetsForm",
    "StepsFilter",
    "WorkbookForm",
    "WriteForm",
    "group_words",
]
