"""Every write of this area. A change that comes into force goes through the record's door (`record.actions`)."""

from standing.areas.policies.actions.changes import (
    agree_class,
    discard_change,
    edit_change,
    propose_change,
    put_into_force,
    return_change,
    send_change,
)
from standing.areas.policies.actions.drawing import draw_left_over
from standing.areas.policies.actions.feeds import (
    dismiss_candidates,
    import_feed,
    link_candidate,
    set_source,
    take_in,
)
from standing.areas.policies.actions.lifecycle import (
    draft_version,
    extend,
    meet_conditions,
    not_ratify,
    publish,
    ratify,
    ratify_with_conditions,
    withdraw,
)
from standing.areas.policies.actions.observing import record_observation
from standing.areas.policies.actions.register import add_policy, change_policy

__all__ = [
    "add_policy",
    "agree_class",
    "change_policy",
    "discard_change",
    "dismiss_candidates",
    "draft_version",
    "draw_left_over",
    "edit_change",
    "extend",
    "import_feed",
    "link_candidate",
    "meet_conditions",
    "not_ratify",
    "propose_change",
    "publish",
    "put_into_force",
    "ratify",
    "ratify_with_conditions",
    "record_observation",
    "return_change",
    "send_change",
    "set_source",
    "take_in",
    "withdraw",
]
