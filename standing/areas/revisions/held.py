"""What is held about people here: what an adopted revision left to be judged of them, and what they were told of it."""

from standing.areas.held import Held
from standing.areas.revisions.models import Notice, TransitionTask

HELD = (
    Held(
        TransitionTask,
        "Tasks after revisions",
        {
            "Kind": "kind",
            "Standard": "standard_id",
            "Context": "context",
            "Due on": "due_on",
            "State": "state",
            "Made at": "made_at",
            "Ended at": "ended_at",
            "Ended by": "ended_by__name",
            "Why": "why",
        },
        by_others=("Why",),
    ),
    Held(
        Notice,
        "Notices of revisions",
        {
            "Revision": "version__revision_id",
            "Milestone": "milestone",
            "About": "on",
            "Lines": "lines",
            "Made at": "made_at",
            "Read at": "read_at",
        },
    ),
)
