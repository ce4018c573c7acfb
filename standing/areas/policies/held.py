"""What is held about people here: answers about changes, and whether practice was seen to follow one."""

from standing.areas.held import Held
from standing.areas.people.roles import Ability
from standing.areas.policies.models import Answer, Observation

_CHANGE = {
    "Policy": "change__version__policy__title",
    "Version": "change__version__number",
    "Part": "change__part",
}

HELD = (
    Held(
        Answer,
        "Answers about changes",
        {**_CHANGE, "Question": "change__question", "Answer": "answer", "Right": "is_right", "When": "at"},
    ),
    Held(
        Observation,
        "Observed after signing",
        {
            **_CHANGE,
            "Signed on": "signed_on",
            "Due on": "due_on",
            "Observed on": "observed_on",
            "Observed by": "observed_by__name",
            "Follows the change": "follows",
            "Note": "note",
        },
        seen_under=Ability.OBSERVE,
        by_others=("Note",),
    ),
)
