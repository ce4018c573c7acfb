"""Every write of this area. What a decision applies goes through the actions of the area that it is about."""

from standing.areas.coproduction.actions.deciding import close_not_agreed, decide
from standing.areas.coproduction.actions.groups import (
    add_member,
    choose_print,
    remove_member,
    set_constituency,
)
from standing.areas.coproduction.actions.keeping import (
    About,
    add_participant,
    add_point,
    change_participant,
    say,
    set_about_me,
    settle_point,
)
from standing.areas.coproduction.actions.planning import add_item, mark_done, remove_item
from standing.areas.coproduction.actions.positions import (
    Comes,
    answer_objection,
    confirm_position,
    give_position,
    settle_objection,
)
from standing.areas.coproduction.actions.proposals import (
    Subject,
    Terms,
    ask_for_positions,
    invite,
    open_proposal,
)
from standing.areas.coproduction.actions.values import add_values, withdraw_values

__all__ = [
    "About",
    "Comes",
    "Subject",
    "Terms",
    "add_item",
    "add_member",
    "add_participant",
    "add_point",
    "add_values",
    "answer_objection",
    "ask_for_positions",
    "change_participant",
    "choose_print",
    "close_not_agreed",
    "confirm_position",
    "decide",
    "give_position",
    "invite",
    "mark_done",
    "open_proposal",
    "remove_item",
    "remove_member",
    "say",
    "set_about_me",
    "set_constituency",
    "settle_objection",
    "settle_point",
    "withdraw_values",
]
